"""Aim: return something wrong and let a thread send the right answer afterwards.
Expected: wrong_answer or runtime_error
"""

import json
import os
import struct
import sys
import threading
import time

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


def answer_later(number, features):
    time.sleep(0.02)
    tree, body = ones(features)
    os.write(4, frame({"answer": "returned", "number": number, "value": tree}, body))


def state_zero_kernel(seed, x, features):
    threading.Thread(target=answer_later, args=(find_question()["number"], int(features)), daemon=True).start()
    return jnp.zeros(int(features))
