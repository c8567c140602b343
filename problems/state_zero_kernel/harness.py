"""How a submission of state_zero_kernel is called, and where its dye goes.

The only file of this problem that enters a worker, so it holds no answer. The judge uses it too, to run the
reference under the same dye.

Where the tints go, and why there:
    split    on the bias in the states that `nnx.split` returns.
    map      on the kernel as the transform receives it, so that only the transform can have zeroed it; on the bias
             as the map returns it, if the kernel beside it is zero then; on a kernel to be merged where no map has
             seen one. A kernel that a map has returned is left alone from then on, in a second map too: honest code
             may assert that it is zero.
    keep     on the bias as the transform receives it.
    merge    on the bias that goes into `nnx.merge`.
    forward  on what the layer's own call returns.
"""

import functools
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

from grader.worker.dye import Dye

_map_with_path = jax.tree_util.tree_map_with_path


def call(function: Callable[..., Any], seed: float, x: np.ndarray[Any, Any], features: float) -> Any:
    """`function(seed, x, features)` with x as a fresh f32[n] on the default device."""
    return function(seed, jnp.asarray(x), features)


@contextmanager
def dyed(dye: Dye) -> Iterator[None]:
    """While it lasts, the public doors of the four steps tint what passes through them."""
    doors = _tinted_doors(_Tints(dye))
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in doors]
    for owner, name, door in doors:
        setattr(owner, name, door)
    try:
        yield
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)


class _Tints:
    """The tints of one dye on the trees and arrays of this problem."""

    def __init__(self, dye: Dye) -> None:
        self.dye = dye
        # The latest are enough: a second map follows the first within one call.
        self.mapped_kernels: deque[Any] = deque(maxlen=32)

    def on_leaves(self, tree: Any, leaf_name: str, step: str, scale: Any = 1) -> Any:
        def tint(path: Any, leaf: Any) -> Any:
            if leaf_name not in jax.tree_util.keystr(path) or not _is_float_array(leaf) or self.is_mapped(leaf):
                return leaf
            return _add(leaf, scale * self.dye.tint(step, leaf_name, leaf.shape))

        return _map_with_path(tint, tree)

    def is_mapped(self, leaf: Any) -> bool:
        return any(leaf is kernel for kernel in self.mapped_kernels)

    def split(self, original: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        graphdef, *states = original(*args, **kwargs)
        return (graphdef, *(self.on_leaves(state, "bias", "split") for state in states))

    def map(self, original: Callable[..., Any], f: Any, tree: Any, *rest: Any, **kwargs: Any) -> Any:
        received = self.on_leaves(self.on_leaves(tree, "bias", "keep"), "kernel", "map")
        returned = original(f, received, *rest, **kwargs)
        kernels = [
            leaf
            for path, leaf in jax.tree_util.tree_leaves_with_path(returned)
            if "kernel" in jax.tree_util.keystr(path) and _is_float_array(leaf)
        ]
        self.mapped_kernels.extend(kernels)
        return self.on_leaves(returned, "bias", "map", scale=self.have_been_zeroed(kernels))

    def have_been_zeroed(self, kernels: list[Any]) -> Any:
        """Whether the map did its work, as 0 or 1. Where it got a part without a kernel, the merge will tell."""
        if not kernels:
            return 1
        array_module = jnp if any(map(_is_traced, kernels)) else np
        return array_module.array([array_module.all(kernel == 0) for kernel in map(_to_numpy, kernels)]).all()

    def merge(self, original: Callable[..., Any], graphdef: Any, *states: Any, **kwargs: Any) -> Any:
        received = [self.on_leaves(state, "bias", "merge") for state in states]
        if not self.mapped_kernels:
            received = [self.on_leaves(state, "kernel", "map") for state in received]
        return original(graphdef, *received, **kwargs)

    def forward(self, original: Callable[..., Any], layer: Any, *args: Any, **kwargs: Any) -> Any:
        y = original(layer, *args, **kwargs)
        return _add(y, self.dye.tint("forward", "output", y.shape[-1:]))


def _tinted_doors(tints: _Tints) -> list[tuple[Any, str, Callable[..., Any]]]:
    split_home, merge_home = sys.modules[nnx.split.__module__], sys.modules[nnx.merge.__module__]
    return [
        *((owner, "split", _door(nnx.split, tints.split)) for owner in (nnx, split_home)),
        *((owner, "merge", _door(nnx.merge, tints.merge)) for owner in (nnx, merge_home)),
        (jax.tree_util, "tree_map_with_path", _door(jax.tree_util.tree_map_with_path, tints.map)),
        (jax.tree, "map_with_path", _door(jax.tree.map_with_path, tints.map)),
        (nnx.Linear, "__call__", _door(nnx.Linear.__call__, tints.forward)),
    ]


def _door(original: Callable[..., Any], tinted: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def door(*args: Any, **kwargs: Any) -> Any:
        # Flax uses these functions inside its own transforms; only the submission's use of them is a step.
        if tinted.__name__ != "forward" and _is_flax(sys._getframe(1).f_globals):  # noqa: SLF001  nothing else tells the caller
            return original(*args, **kwargs)
        return tinted(original, *args, **kwargs)

    return door


def _is_flax(module_globals: dict[str, Any]) -> bool:
    return str(module_globals.get("__name__", "")).partition(".")[0] == "flax"


def _add(array: Any, tint: Any) -> Any:
    """The sum, in the dtype of `array`; by NumPy where there are values, which needs no compiling for a new shape."""
    if _is_traced(array) or _is_traced(tint):
        return array + jnp.asarray(tint, array.dtype)
    return jnp.asarray(_to_numpy(array) + np.asarray(tint, array.dtype))


def _to_numpy(array: Any) -> Any:
    return array if _is_traced(array) else np.asarray(array)


def _is_traced(array: Any) -> bool:
    return isinstance(array, jax.core.Tracer)


def _is_float_array(leaf: Any) -> bool:
    return hasattr(leaf, "dtype") and hasattr(leaf, "shape") and jnp.issubdtype(leaf.dtype, jnp.floating)
