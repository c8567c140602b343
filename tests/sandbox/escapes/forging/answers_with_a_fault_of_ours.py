"""Aim: have an exception of the judge's own count as a fault of the judge, which costs nothing.
Expected: runtime_error
"""

import json
import os
import struct
import sys


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
    fault = {
        "exception": "SandboxError",
        "message": "the zygote is gone",
        "frames": [{"line": -1, "function": "judge"}],
    }
    os.write(4, frame({"answer": "raised", "number": find_question()["number"], **fault}))
    os._exit(0)
