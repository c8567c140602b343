"""Keeps ever more arrays."""

import numpy as np


def state_zero_kernel(seed, x, features):
    kept = []
    while True:
        kept.append(np.ones((1024, 1024), np.float32))
