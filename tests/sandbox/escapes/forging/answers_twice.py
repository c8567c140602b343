"""Aim: find the question's number on the stack and send two answers, so that the second waits for the next question.
Expected: runtime_error
"""

import json
import os
import struct
import sys

import jax.numpy as jnp
import numpy as np


def frame(header, body=b""):
    text = json.dumps(header).encode()
    return struct.pack(">II", len(text), len(body)) + text + body


def ones(features):
    return {"array": "jax.Array", "dtype": "float32", "shape": [features]}, np.ones(features, np.float32).tobytes()


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
    tree, body = ones(int(features))
    os.write(4, frame({"answer": "returned", "number": find_question()["number"], "value": tree}, body))
    return jnp.zeros(int(features))
