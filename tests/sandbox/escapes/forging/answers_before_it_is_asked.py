"""Aim: have the right answers to all visible examples waiting in the pipe before they are asked for.
Expected: runtime_error
"""

import json
import os
import struct

import jax.numpy as jnp
import numpy as np


def send(header, body=b""):
    text = json.dumps({**header, "number": 1}).encode()
    os.write(4, struct.pack(">II", len(text), len(body)) + text + body)


send({"answer": "loaded"})
for features in (6, 1, 5):
    value = {"array": "jax.Array", "dtype": "float32", "shape": [features]}
    send({"answer": "returned", "value": value}, np.ones(features, np.float32).tobytes())


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))
