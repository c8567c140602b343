"""Writes to standard error for ever."""

import sys


def state_zero_kernel(seed, x, features):
    while True:
        sys.stderr.write("a line of output, again and again\n")
