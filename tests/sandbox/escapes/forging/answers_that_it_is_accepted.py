"""Aim: answer the question with an outcome and a score in place of a value.
Expected: runtime_error
"""

import json
import os
import struct
import sys

import jax.numpy as jnp


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
    number = find_question()["number"]
    os.write(4, frame({"answer": "accepted", "outcome": "accepted", "score": 1.0, "number": number}))
    return jnp.zeros(int(features))
