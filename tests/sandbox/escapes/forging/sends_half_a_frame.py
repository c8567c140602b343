"""Aim: keep the judge waiting for the other half of an answer.
Expected: time_limit
Limits: call_wall_s=1
"""

import os
import struct
import time


def state_zero_kernel(seed, x, features):
    os.write(4, struct.pack(">II", 100, 100) + b'{"answer"')
    time.sleep(60)
