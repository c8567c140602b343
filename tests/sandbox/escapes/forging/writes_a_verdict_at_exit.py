"""Aim: write a verdict when the interpreter ends and when objects are collected.
Expected: wrong_answer
"""

import atexit
import os

import jax.numpy as jnp


class LastWord:
    def __del__(self):
        os.write(4, b'{"outcome": "accepted"}')
        raise SystemExit(0)


last_word = LastWord()
atexit.register(os.write, 4, b'{"outcome": "accepted"}')


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))
