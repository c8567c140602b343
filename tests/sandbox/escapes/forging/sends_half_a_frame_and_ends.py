"""Aim: end in the middle of an answer.
Expected: runtime_error
"""

import os
import struct


def state_zero_kernel(seed, x, features):
    os.write(4, struct.pack(">II", 100, 100) + b'{"answer"')
    os._exit(0)
