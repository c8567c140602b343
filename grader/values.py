"""Values that cross the line between judge and worker: a closed set, and their form in a frame.

A worker is hostile, so `unpack` believes nothing: dtypes come from a list, sizes are computed and compared with
the bytes that came, depth and count are bounded. Nothing here runs code of the other side, as unpickling would.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ml_dtypes
import numpy as np

DTYPES: Mapping[str, np.dtype[Any]] = {
    np.dtype(name).name: np.dtype(name)
    for name in (
        *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float16", "float32", "float64", "complex64", "complex128"),
        ml_dtypes.bfloat16,
    )
}
MOST_DIMENSIONS = 8
MOST_ADDRESSED_BYTES = 1 << 48
MOST_DEPTH = 16
MOST_NODES = 10_000
MOST_NAME_CHARACTERS = 200


class MalformedValue(ValueError):
    """What came over the line is not a value."""


@dataclass(frozen=True, slots=True)
class ArrayValue:
    """An array: `type` is "jax.Array" or "numpy.ndarray" (NumPy's scalars count as arrays of shape ())."""

    type: str
    dtype: str
    shape: tuple[int, ...]
    buffer: bytes
    """Row-major elements."""

    def to_numpy(self) -> np.ndarray[Any, Any]:
        """The elements, read-only, as numpy[shape] of `dtype`."""
        return np.frombuffer(self.buffer, dtype=DTYPES[self.dtype]).reshape(self.shape)


@dataclass(frozen=True, slots=True)
class ScalarValue:
    """None or one of Python's own numbers and strings."""

    value: bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class SequenceValue:
    """A list or a tuple; `type` says which."""

    type: str
    items: "tuple[Value, ...]"


@dataclass(frozen=True, slots=True)
class MappingValue:
    """A dict with string keys, in its order."""

    items: "tuple[tuple[str, Value], ...]"


@dataclass(frozen=True, slots=True)
class OpaqueValue:
    """Anything else: only the name of its type, which whoever made the value chose."""

    type: str


Value = ArrayValue | ScalarValue | SequenceValue | MappingValue | OpaqueValue


def to_python(value: Value) -> Any:
    """Plain Python and NumPy for a value: fresh, writable arrays."""
    match value:
        case ArrayValue():
            return value.to_numpy().copy()
        case ScalarValue(scalar):
            return scalar
        case SequenceValue(type_name, items):
            return (list if type_name == "list" else tuple)(to_python(item) for item in items)
        case MappingValue(entries):
            return {key: to_python(item) for key, item in entries}
        case OpaqueValue(type_name):
            raise ValueError(f"a {type_name} cannot be an argument")


def pack(value: Value) -> tuple[Any, bytes]:
    """The JSON tree of a value, and the bytes of its arrays in the order of the tree."""
    buffers: list[bytes] = []
    return _pack(value, buffers), b"".join(buffers)


def _pack(value: Value, buffers: list[bytes]) -> Any:
    match value:
        case ArrayValue(type_name, dtype, shape, buffer):
            buffers.append(buffer)
            return {"array": type_name, "dtype": dtype, "shape": list(shape)}
        case ScalarValue(float() as number):
            return {"float": number.hex()}
        case ScalarValue(scalar):
            return {"scalar": scalar}
        case SequenceValue(type_name, items):
            return {"sequence": type_name, "items": [_pack(item, buffers) for item in items]}
        case MappingValue(entries):
            return {"mapping": [[key, _pack(item, buffers)] for key, item in entries]}
        case OpaqueValue(type_name):
            return {"opaque": type_name}


def unpack(tree: Any, body: bytes) -> Value:
    """The value that `pack` made these from. Raises MalformedValue for anything that it cannot have made."""
    reader = _Unpacking(body)
    try:
        value = reader.value(tree, depth=0)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise MalformedValue(f"not a value: {type(error).__name__}") from None
    if reader.offset != len(body):
        raise MalformedValue(f"{len(body) - reader.offset} bytes belong to no array")
    return value


class _Unpacking:
    def __init__(self, body: bytes) -> None:
        self.body = body
        self.offset = 0
        self.nodes = 0

    def value(self, tree: Any, depth: int) -> Value:
        self.nodes += 1
        if depth > MOST_DEPTH or self.nodes > MOST_NODES:
            raise MalformedValue("nested too deeply or too many parts")
        match tree:
            case {"array": type_name, "dtype": dtype, "shape": shape}:
                return self.array(_name(type_name), _name(dtype), shape)
            case {"float": str() as digits}:
                return ScalarValue(float.fromhex(digits))
            case {"scalar": (None | bool() | int() | str()) as scalar}:
                return ScalarValue(scalar)
            case {"sequence": ("list" | "tuple") as type_name, "items": list() as items}:
                return SequenceValue(type_name, tuple(self.value(item, depth + 1) for item in items))
            case {"mapping": list() as entries}:
                return MappingValue(tuple((_name(key), self.value(item, depth + 1)) for key, item in entries))
            case {"opaque": type_name}:
                return OpaqueValue(_name(type_name))
        raise MalformedValue("no such kind of value")

    def array(self, type_name: str, dtype: str, shape: Any) -> ArrayValue:
        if not isinstance(shape, list) or len(shape) > MOST_DIMENSIONS:
            raise MalformedValue("a shape is a list of at most 8 sizes")
        if not all(type(size) is int and size >= 0 for size in shape):
            raise MalformedValue("sizes are whole numbers from 0 on")
        # NumPy counts the bytes of the sizes that are not 0, also where there is no element.
        if math.prod(size for size in shape if size) * DTYPES[dtype].itemsize > MOST_ADDRESSED_BYTES:
            raise MalformedValue("larger than any array")
        size_bytes = math.prod(shape) * DTYPES[dtype].itemsize
        buffer = self.body[self.offset : self.offset + size_bytes] if size_bytes <= len(self.body) else b""
        if len(buffer) != size_bytes:
            raise MalformedValue("fewer bytes than the shape needs")
        self.offset += size_bytes
        return ArrayValue(type_name, dtype, tuple(shape), buffer)


def _name(text: Any) -> str:
    if not isinstance(text, str) or len(text) > MOST_NAME_CHARACTERS:
        raise MalformedValue("a name is a short string")
    return text
