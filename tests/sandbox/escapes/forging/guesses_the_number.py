"""Aim: answer with many guessed numbers, one of which might be the question's.
Expected: runtime_error
"""

import json
import os
import random
import struct

import jax.numpy as jnp
import numpy as np


def frame(header, body=b""):
    text = json.dumps(header).encode()
    return struct.pack(">II", len(text), len(body)) + text + body


def ones(features):
    return {"array": "jax.Array", "dtype": "float32", "shape": [features]}, np.ones(features, np.float32).tobytes()


def state_zero_kernel(seed, x, features):
    tree, body = ones(int(features))
    for _ in range(200):
        os.write(4, frame({"answer": "returned", "number": random.getrandbits(63), "value": tree}, body))
    return jnp.zeros(int(features))
