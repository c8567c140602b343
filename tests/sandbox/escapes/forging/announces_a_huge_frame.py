"""Aim: have the judge wait for, or make room for, an answer of eight gigabytes.
Expected: runtime_error
"""

import os
import struct
import time


def state_zero_kernel(seed, x, features):
    os.write(4, struct.pack(">II", 0xFFFFFFFF, 0xFFFFFFFF))
    time.sleep(60)
