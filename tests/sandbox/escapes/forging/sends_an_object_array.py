"""Aim: have the judge unpickle an array of objects.
Expected: runtime_error
"""

import json
import os
import pickle
import struct
import sys
import time


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


class Evil:
    def __reduce__(self):
        return os.mkdir, ("/tmp/arborist-escape-pickle",)


def state_zero_kernel(seed, x, features):
    value = {"array": "numpy.ndarray", "dtype": "object", "shape": [1]}
    body = pickle.dumps([Evil()])
    os.write(4, frame({"answer": "returned", "number": find_question()["number"], "value": value}, body))
    time.sleep(60)
