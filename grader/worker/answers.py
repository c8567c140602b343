"""Describe what a submission returned or raised, believing only exact types. Untrusted side."""

import traceback
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from grader.values import (
    DTYPES,
    MOST_DEPTH,
    MOST_DIMENSIONS,
    MOST_NAME_CHARACTERS,
    ArrayValue,
    MappingValue,
    OpaqueValue,
    ScalarValue,
    SequenceValue,
    Value,
)

SOURCE_NAME = "solution.py"
MOST_MESSAGE_CHARACTERS = 2000
MOST_FRAMES = 20
MOST_INT_BITS = 4096


def describe(thing: Any, depth: int = 0) -> Value:
    """`thing` as a value: arrays as plain copies, containers part by part, all else by its type's name only.

    A subclass can lie about anything, so it counts as something else than its base.
    """
    kind = type(thing)
    if thing is None or kind in (bool, float, str) or (kind is int and thing.bit_length() <= MOST_INT_BITS):
        return ScalarValue(thing)
    if kind in (list, tuple) and depth < MOST_DEPTH:
        return SequenceValue(kind.__name__, tuple(describe(item, depth + 1) for item in thing))
    if kind is dict and depth < MOST_DEPTH:
        if not all(type(key) is str for key in thing):
            return OpaqueValue("dict with keys that are no strings")
        return MappingValue(tuple((key[:MOST_NAME_CHARACTERS], describe(v, depth + 1)) for key, v in thing.items()))
    if kind is np.ndarray or (kind.__module__ == "numpy" and isinstance(thing, np.generic)):
        return _describe_array("numpy.ndarray", np.asarray(thing), kind)
    if isinstance(thing, jax.Array) and not isinstance(thing, jax.core.Tracer) and _is_concrete_float_or_int(thing):
        return _describe_array("jax.Array", np.asarray(thing), kind)
    return OpaqueValue(name_type(kind))


def _is_concrete_float_or_int(array: jax.Array) -> bool:
    return not jnp.issubdtype(array.dtype, jax.dtypes.extended)


def _describe_array(type_name: str, array: np.ndarray[Any, Any], kind: type) -> Value:
    plain = np.array(array, copy=True, order="C", subok=False)
    if plain.dtype.name not in DTYPES or plain.ndim > MOST_DIMENSIONS:
        return OpaqueValue(f"{name_type(kind)} of dtype {plain.dtype.name}"[:MOST_NAME_CHARACTERS])
    return ArrayValue(type_name, plain.dtype.name, plain.shape, plain.tobytes())


def name_type(kind: type) -> str:
    """The type's name as its class statement gave it."""
    return str(type.__dict__["__name__"].__get__(kind))[:MOST_NAME_CHARACTERS]


def describe_exception(error: BaseException) -> dict[str, Any]:
    """Its type, its message, and the lines of the submission that it passed; none of Arborist's own frames."""
    frames = [
        {"line": summary.lineno, "function": summary.name[:MOST_NAME_CHARACTERS]}
        for summary in traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
        if summary.filename == SOURCE_NAME
    ]
    return {"exception": name_type(type(error)), "message": _message_of(error), "frames": frames[-MOST_FRAMES:]}


def _message_of(error: BaseException) -> str:
    try:
        return str(error)[:MOST_MESSAGE_CHARACTERS]
    except BaseException:  # noqa: BLE001  whatever a hostile __str__ does, there is an answer
        return ""
