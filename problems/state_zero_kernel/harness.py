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

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

from grader.worker.doors import add, change_leaves, is_float_array, is_traced, tinted_doors
from grader.worker.dye import Dye


def call(function: Callable[..., Any], seed: float, x: np.ndarray[Any, Any], features: float) -> Any:
    """`function(seed, x, features)` with x as a fresh f32[n] on the default device."""
    return function(seed, jnp.asarray(x), features)


def dyed(dye: Dye) -> AbstractContextManager[None]:
    """While it lasts, the public doors of the steps tint what passes through them."""
    tints = _Tints(dye)
    return tinted_doors(
        split=tints.split, map_with_path=tints.map, merge=tints.merge, calls={nnx.Linear: tints.forward}
    )


def watched() -> AbstractContextManager[None]:
    """While it lasts, what a submission maps with the path is remembered, for `transfer`."""
    return tinted_doors(map_with_path=_remember)


@dataclass(frozen=True, slots=True)
class _Transform:
    """What was mapped with the path, and whether over a state or over plain dictionaries."""

    function: Callable[..., Any]
    is_for_states: bool


_transforms: list[_Transform] = []


def _remember(original: Callable[..., Any], f: Any, tree: Any, *rest: Any, **kwargs: Any) -> Any:
    if not rest:  # with other trees beside it, it is no transform of one
        _transforms.append(_Transform(f, not isinstance(tree, dict)))
    return original(f, tree, *rest, **kwargs)


def transfer(
    function: Callable[..., Any], seed: float, x: np.ndarray[Any, Any], features: float
) -> dict[str, dict[str, str]]:
    """What the submission's own transform does to the states of other modules: by module, then by path.

    Nothing where no transform was seen; "" in place of the paths where it raises. What is compiled maps only while it
    is traced, so the latest one counts then.
    """
    earlier = _transforms[-1:]
    _transforms.clear()
    call(function, seed, x, features)
    transforms = list(_transforms) or earlier
    if not transforms:
        return {}
    return {name: _transform_all(transforms, state) for name, state in _build_other_states().items()}


def _transform_all(transforms: list[_Transform], state: Any) -> dict[str, str]:
    before = state if transforms[0].is_for_states else jax.tree.map(nnx.to_pure_dict, state, is_leaf=_is_state)
    transformed = before
    try:
        for transform in transforms:
            mapped = jax.tree_util.tree_map_with_path(transform.function, transformed)
            if len(jax.tree.leaves(mapped)) == len(jax.tree.leaves(before)):  # else it only looked, and printed
                transformed = mapped
    except Exception as error:  # noqa: BLE001  whatever the submission raises: the other modules are tried all the same
        return {"": f"lost to {type(error).__name__}: {error}"}
    leaves = zip(jax.tree_util.tree_leaves_with_path(before), jax.tree.leaves(transformed), strict=True)
    return {
        jax.tree_util.keystr(path).removesuffix(".value"): _describe_change(np.asarray(leaf), np.asarray(new))
        for (path, leaf), new in leaves
    }


def _is_state(tree: Any) -> bool:
    return isinstance(tree, nnx.State)


def _describe_change(leaf: np.ndarray[Any, Any], new: np.ndarray[Any, Any]) -> str:
    if new.shape != leaf.shape:
        return f"of shape {new.shape}"
    return "kept" if (new == leaf).all() else "zeroed" if (new == 0).all() else "changed"


def _build_other_states() -> dict[str, Any]:
    """States as nnx.split gives them, of ones, without building the modules: that would compile."""

    def param(*shape: int) -> Any:
        return nnx.Param(jnp.asarray(np.ones(shape, np.float32)))

    def linear(n: int, features: int) -> dict[str, Any]:
        return {"bias": param(features), "kernel": param(n, features)}

    return {
        "a nested MLP": nnx.State({"body": {"first": linear(2, 4), "second": linear(4, 6)}, "head": linear(6, 12)}),
        "an nnx.Conv": nnx.State({"bias": param(4), "kernel": param(1, 2, 4)}),
        "an nnx.LayerNorm": nnx.State({"bias": param(4), "scale": param(4)}),
        "a module with a list of layers": nnx.State({"layers": {0: linear(2, 4), 1: linear(4, 6)}}),
        "a list of states": [nnx.State(linear(2, 4)), nnx.State(linear(4, 6))],
    }


class _Tints:
    """The tints of one dye on the trees and arrays of this problem."""

    def __init__(self, dye: Dye) -> None:
        self.dye = dye
        # The latest are enough: a second map follows the first within one call.
        self.mapped_kernels: deque[Any] = deque(maxlen=32)

    def on_leaves(self, tree: Any, leaf_name: str, step: str, scale: Any = 1) -> Any:
        def tint(leaf: Any) -> Any:
            if self.is_mapped(leaf):
                return leaf
            return add(leaf, scale * self.dye.tint(step, leaf_name, leaf.shape))

        return change_leaves(tree, leaf_name, tint)

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
            if "kernel" in jax.tree_util.keystr(path) and is_float_array(leaf)
        ]
        self.mapped_kernels.extend(kernels)
        return self.on_leaves(returned, "bias", "map", scale=self.have_been_zeroed(kernels))

    def have_been_zeroed(self, kernels: list[Any]) -> Any:
        """Whether the map did its work, as 0 or 1. Where it got a part without a kernel, the merge will tell."""
        if not kernels:
            return 1
        array_module = jnp if any(map(is_traced, kernels)) else np
        return array_module.array([array_module.all(kernel == 0) for kernel in map(_to_numpy, kernels)]).all()

    def merge(self, original: Callable[..., Any], graphdef: Any, *states: Any, **kwargs: Any) -> Any:
        received = [self.on_leaves(state, "bias", "merge") for state in states]
        if not self.mapped_kernels:
            received = [self.on_leaves(state, "kernel", "map") for state in received]
        return original(graphdef, *received, **kwargs)

    def forward(self, original: Callable[..., Any], layer: Any, *args: Any, **kwargs: Any) -> Any:
        y = original(layer, *args, **kwargs)
        return add(y, self.dye.tint("forward", "output", y.shape[-1:]))


def _to_numpy(array: Any) -> Any:
    return array if is_traced(array) else np.asarray(array)
