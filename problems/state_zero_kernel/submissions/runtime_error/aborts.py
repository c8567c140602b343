"""Aborts the process."""

import os


def state_zero_kernel(seed, x, features):
    os.abort()
