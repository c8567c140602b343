"""Have the public functions that steps lead through put tints on what passes them.

It enters the worker, so it holds no answer. A problem's harness says which values are tinted, and with what.
"""

import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

Tinted = Callable[..., Any]
"""Stands in for a function: called with the original in front of the arguments."""

_untinted_map_with_path = jax.tree_util.tree_map_with_path


@contextmanager
def tinted_doors(
    *,
    split: Tinted | None = None,
    merge: Tinted | None = None,
    calls: Mapping[type, Tinted] = MappingProxyType({}),
    map_with_path: Tinted | None = None,
) -> Iterator[None]:
    """While it lasts, these stand in for nnx.split, nnx.merge, layers' own calls and the map with paths."""
    doors = _doors_of_graph("split", split) if split else []
    doors += _doors_of_graph("merge", merge) if merge else []
    doors += _doors_of_map(map_with_path) if map_with_path else []
    doors += [(layer, "__call__", _door(layer.__call__, tinted)) for layer, tinted in calls.items()]
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in doors]
    for owner, name, door in doors:
        setattr(owner, name, door)
    try:
        yield
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)


def change_leaves(tree: Any, leaf_name: str, change: Callable[[Any], Any]) -> Any:
    """`tree` with `change` applied to every array of floats whose path holds `leaf_name`."""

    def change_if_named(path: Any, leaf: Any) -> Any:
        is_named = leaf_name in jax.tree_util.keystr(path)
        return change(leaf) if is_named and is_float_array(leaf) else leaf

    return _untinted_map_with_path(change_if_named, tree)


def add(array: Any, tint: Any) -> Any:
    """The sum, in the dtype of `array`; by NumPy where there are values, which needs no compiling for a new shape."""
    if is_traced(array) or is_traced(tint):
        return array + jnp.asarray(tint, array.dtype)
    return jnp.asarray(np.asarray(array) + np.asarray(tint, array.dtype))


def is_traced(array: Any) -> bool:
    return isinstance(array, jax.core.Tracer)


def is_float_array(leaf: Any) -> bool:
    return hasattr(leaf, "dtype") and hasattr(leaf, "shape") and jnp.issubdtype(leaf.dtype, jnp.floating)


_Door = tuple[Any, str, Callable[..., Any]]
"""Where it hangs, under which name, and the function itself."""


def _doors_of_graph(name: str, tinted: Tinted) -> list[_Door]:
    original = getattr(nnx, name)
    door = _door_past_flax(original, tinted)
    return [(owner, name, door) for owner in (nnx, sys.modules[original.__module__])]


def _doors_of_map(tinted: Tinted) -> list[_Door]:
    places = ((jax.tree_util, "tree_map_with_path"), (jax.tree, "map_with_path"))
    return [(owner, name, _door_past_flax(getattr(owner, name), tinted)) for owner, name in places]


def _door(original: Callable[..., Any], tinted: Tinted) -> Callable[..., Any]:
    @functools.wraps(original)
    def door(*args: Any, **kwargs: Any) -> Any:
        return tinted(original, *args, **kwargs)

    return door


def _door_past_flax(original: Callable[..., Any], tinted: Tinted) -> Callable[..., Any]:
    @functools.wraps(original)
    def door(*args: Any, **kwargs: Any) -> Any:
        # Flax uses these functions inside its own transforms; only the submission's use of them is a step.
        is_for_flax = _is_flax(sys._getframe(1).f_globals)  # noqa: SLF001  nothing else tells the caller
        return original(*args, **kwargs) if is_for_flax else tinted(original, *args, **kwargs)

    return door


def _is_flax(module_globals: dict[str, Any]) -> bool:
    return str(module_globals.get("__name__", "")).partition(".")[0] == "flax"
