"""Say where an answer departs from the reference's, exactly and without running anything of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from grader.problem import Tolerance
from grader.values import ArrayValue, MappingValue, OpaqueValue, ScalarValue, SequenceValue, Value

ArrayLike = np.ndarray[Any, Any]


class Aspect(StrEnum):
    """In which way two values differ; the first that does explains the rest."""

    TYPE = "type"
    LENGTH = "length"
    KEYS = "keys"
    SHAPE = "shape"
    DTYPE = "dtype"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Difference:
    """`text` completes "the result has ..."."""

    aspect: Aspect
    text: str


def find_difference(expected: Value, actual: Value, tolerance: Tolerance) -> Difference | None:
    """Where `actual` first departs from `expected`: type, then shape, dtype, values; None if it does not.

    Nothing broadcasts and nothing converts: float32[n] matches neither float32[n, 1] nor float64[n]. NaN equals
    NaN, an infinity its like. A list never matches a tuple.
    """
    match expected, actual:
        case ArrayValue(), ArrayValue() if expected.type == actual.type:
            return _find_array_difference(expected, actual, tolerance)
        case ScalarValue(wanted), ScalarValue(got) if type(wanted) is type(got):
            return _find_scalar_difference(wanted, got, tolerance)
        case SequenceValue(), SequenceValue() if expected.type == actual.type:
            return _find_sequence_difference(expected, actual, tolerance)
        case MappingValue(), MappingValue():
            return _find_mapping_difference(expected, actual, tolerance)
    return Difference(Aspect.TYPE, f"type {name_kind(actual)}, expected {name_kind(expected)}")


def name_kind(value: Value) -> str:
    """The type of a value, as a student would name it."""
    match value:
        case ArrayValue(type_name) | SequenceValue(type_name) | OpaqueValue(type_name):
            return type_name
        case ScalarValue(scalar):
            return type(scalar).__name__
        case MappingValue():
            return "dict"


def _find_array_difference(expected: ArrayValue, actual: ArrayValue, tolerance: Tolerance) -> Difference | None:
    if actual.shape != expected.shape:
        return Difference(Aspect.SHAPE, f"shape {actual.shape}, expected {expected.shape}")
    if actual.dtype != expected.dtype:
        return Difference(Aspect.DTYPE, f"dtype {actual.dtype}, expected {expected.dtype}")
    if actual.buffer == expected.buffer:  # most answers are, and NumPy takes ten times as long to say so
        return None
    wanted, got = _widen(expected.to_numpy()), _widen(actual.to_numpy())
    with np.errstate(all="ignore"):
        close = np.isclose(got, wanted, rtol=tolerance.rtol, atol=tolerance.atol, equal_nan=True)
    if close.all():
        return None
    index = tuple(int(place) for place in np.argwhere(~close)[0])
    where = f"element {list(index)}" if index else "the value"
    count = f"; {np.count_nonzero(~close)} of {close.size} elements differ" if close.size > 1 else ""
    text = f"{where} equal to {got[index]}, expected {wanted[index]}{count}"
    return Difference(Aspect.VALUE, text)


def _widen(array: ArrayLike) -> ArrayLike:
    """Formats that NumPy cannot compare as they are, such as bfloat16, in float32, which holds all their values."""
    return array.astype(np.float32) if array.dtype.kind == "V" else array


def _find_scalar_difference(wanted: Any, got: Any, tolerance: Tolerance) -> Difference | None:
    if isinstance(wanted, float):
        equal = bool(np.isclose(got, wanted, rtol=tolerance.rtol, atol=tolerance.atol, equal_nan=True))
    else:
        equal = got == wanted
    return None if equal else Difference(Aspect.VALUE, f"the value {got!r:.100}, expected {wanted!r:.100}")


def _find_sequence_difference(
    expected: SequenceValue, actual: SequenceValue, tolerance: Tolerance
) -> Difference | None:
    if len(actual.items) != len(expected.items):
        return Difference(Aspect.LENGTH, f"length {len(actual.items)}, expected {len(expected.items)}")
    for place, (wanted, got) in enumerate(zip(expected.items, actual.items, strict=True)):
        if difference := find_difference(wanted, got, tolerance):
            return Difference(difference.aspect, f"at [{place}] {difference.text}")
    return None


def _find_mapping_difference(expected: MappingValue, actual: MappingValue, tolerance: Tolerance) -> Difference | None:
    wanted, got = dict(expected.items), dict(actual.items)
    if wanted.keys() != got.keys():
        return Difference(Aspect.KEYS, f"keys {sorted(got)}, expected {sorted(wanted)}")
    for key, value in wanted.items():
        if difference := find_difference(value, got[key], tolerance):
            return Difference(difference.aspect, f"at [{key!r}] {difference.text}")
    return None
