"""Fills an array of 64 GiB."""

import numpy as np


def state_zero_kernel(seed, x, features):
    return np.ones((1 << 33,), np.float64)
