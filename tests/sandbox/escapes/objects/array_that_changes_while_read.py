"""Aim: return an array that a thread goes on writing to.
Expected: wrong_answer
"""

import threading

import numpy as np

shared = np.zeros(6, np.float32)


def flip():
    while True:
        shared[:] = 1 - shared


threading.Thread(target=flip, daemon=True).start()


def state_zero_kernel(seed, x, features):
    return shared
