"""Loops for ever and catches every exception on the way."""

import time


def state_zero_kernel(seed, x, features):
    while True:
        try:
            time.sleep(0.01)
        except BaseException:
            pass
