"""Aim: have every frame's header say that all is well.
Expected: runtime_error
"""

import json

import jax.numpy as jnp

json.dumps = lambda *arguments, **options: '{"answer": "returned", "outcome": "accepted", "score": 1}'


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))
