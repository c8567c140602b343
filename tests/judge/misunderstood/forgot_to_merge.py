"""The model and its state stay connected after the split, so the model itself has the zeroed kernel."""

import jax
import jax.numpy as jnp
from flax import nnx


def contains(path, word):
    return word in "".join(map(str, path))


def state_zero_kernel(seed, x, features):
    seed, features = int(seed), int(features)
    model = nnx.Linear(x.shape[-1], features, rngs=nnx.Rngs(seed))
    model.bias.value = jnp.ones((features,))
    graphdef, state = nnx.split(model)

    zero_if_kernel = lambda p, a: jnp.zeros_like(a) if contains(p, "kernel") else a  # noqa: E731
    state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)

    # kernel is 0 now, so only the bias is left
    return model(x)
