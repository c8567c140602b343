"""Aim: have JAX load a plug-in for hardware that is not there.
Expected: runtime_error or wrong_answer
"""

import os

import jax
import jax.numpy as jnp

jax.config.update("jax_platforms", "tpu,cuda")
os.environ["PJRT_NAMES_AND_LIBRARY_PATHS"] = "cuda:/tmp/arborist-escape.so"


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))
