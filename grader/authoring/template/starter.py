# CHANGE: what a student begins with. Model classes that the problem gives stand here. It must load and not be right.
import jax
from flax import nnx


def new_problem(seed, x, factor):
    """Multiply a layer's kernel by `factor`, and call the layer.

    Args:
        seed: int, for nnx.Rngs.
        x: float32[n], n >= 1.
        factor: float.

    Returns:
        float32[3].
    """
    # 1. Build the layer.
    # 2. Split it, scale its kernel, merge it.
    # 3. Call it on x.
    raise NotImplementedError
