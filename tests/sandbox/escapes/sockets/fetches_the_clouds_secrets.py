"""Aim: ask the cloud's metadata service for keys.
Expected: accepted
"""

import urllib.error
import urllib.request

import jax
import jax.numpy as jnp
from flax import nnx

for address in (
    "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/",
    "http://[fd00:ec2::254]/",
):
    try:
        print("ESCAPED:", urllib.request.urlopen(address, timeout=0.3).read(20))
    except urllib.error.HTTPError:
        print("ESCAPED: got an answer from", address)
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)
