"""Aim: fill the judge's memory with an answer that never ends.
Expected: runtime_error
"""

import os
import struct


def state_zero_kernel(seed, x, features):
    os.write(4, struct.pack(">II", 2, (1 << 20) - 1000) + b"{}")
    while True:
        os.write(4, bytes(1 << 16))
