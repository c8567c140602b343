"""Aim: name a dtype that NumPy would build by evaluating text.
Expected: runtime_error
"""

import json
import os
import struct
import sys
import time

import numpy as np


def frame(header, body=b""):
    text = json.dumps(header).encode()
    return struct.pack(">II", len(text), len(body)) + text + body


def find_question():
    """The judge's question that is being answered, with the number that its answer must carry."""
    caller = sys._getframe()
    while caller:
        for thing in caller.f_locals.values():
            if isinstance(getattr(thing, "header", None), dict) and "number" in thing.header:
                return thing.header
        caller = caller.f_back
    raise LookupError


def state_zero_kernel(seed, x, features):
    value = {"array": "numpy.ndarray", "dtype": "f4,O", "shape": [1]}
    header = {"answer": "returned", "number": find_question()["number"], "value": value}
    os.write(4, frame(header, np.float32(1).tobytes()))
    time.sleep(60)
