"""Aim: exhaust the stack of the judge's parser.
Expected: runtime_error
"""

import os
import struct
import time


def state_zero_kernel(seed, x, features):
    os.write(4, struct.pack(">II", 200_000, 0) + b"[" * 60_000)
    for _ in range(7):
        os.write(4, b"[" * 20_000)
    time.sleep(60)
