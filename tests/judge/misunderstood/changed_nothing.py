"""A key of the path can be compared with the string "kernel" as it is, since it prints like one."""

import jax
import jax.numpy as jnp
import flax.nnx as nnx
from jax.tree_util import tree_map_with_path


def state_zero_kernel(seed: float, x: jax.Array, features: float) -> jax.Array:
    out = int(features)
    net = nnx.Linear(x.shape[-1], out, rngs=nnx.Rngs(int(seed)))
    net.bias[...] = jnp.ones((out,))

    graph, st = nnx.split(net)

    def is_kernel(keys) -> bool:
        return any(k == "kernel" for k in keys)

    st2 = tree_map_with_path(lambda keys, v: jnp.zeros(v.shape) if is_kernel(keys) else v, st)

    net2 = nnx.merge(graph, st2)
    return net2(x)
