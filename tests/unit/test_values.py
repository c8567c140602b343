"""Values and frames: what goes in comes out, and nothing else gets in."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.protocol import Frame, FrameReader, MalformedFrame
from grader.values import (
    DTYPES,
    ArrayValue,
    MalformedValue,
    MappingValue,
    OpaqueValue,
    ScalarValue,
    SequenceValue,
    Value,
    pack,
    unpack,
)

names = st.text(max_size=20)
arrays = st.builds(
    lambda dtype, shape: ArrayValue("jax.Array", dtype, shape, bytes(int(np.prod(shape)) * DTYPES[dtype].itemsize)),
    st.sampled_from(sorted(DTYPES)),
    st.lists(st.integers(0, 4), max_size=3).map(tuple),
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()).map(ScalarValue)
values: st.SearchStrategy[Value] = st.recursive(
    st.one_of(arrays, scalars, names.map(OpaqueValue)),
    lambda inner: st.one_of(
        st.builds(SequenceValue, st.sampled_from(["list", "tuple"]), st.lists(inner, max_size=3).map(tuple)),
        st.lists(st.tuples(names, inner), max_size=3).map(tuple).map(MappingValue),
    ),
    max_leaves=8,
)
json_trees = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(
        st.lists(inner),
        st.dictionaries(
            st.one_of(
                st.sampled_from(
                    ["array", "dtype", "shape", "float", "scalar", "sequence", "items", "mapping", "opaque"]
                ),
                st.text(),
            ),
            inner,
        ),
    ),
)


@given(values)
def test_value_survives_packing(value: Value) -> None:
    tree, body = pack(value)
    assert unpack(json.loads(json.dumps(tree, allow_nan=False)), body) == value


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -0.0, 5e-324])
def test_every_float_survives_packing(number: float) -> None:
    tree, body = pack(ScalarValue(number))
    unpacked = unpack(json.loads(json.dumps(tree, allow_nan=False)), body)
    assert isinstance(unpacked, ScalarValue)
    assert repr(unpacked.value) == repr(number)


@given(json_trees, st.binary(max_size=64))
def test_whatever_comes_is_a_value_or_malformed(tree: Any, body: bytes) -> None:
    try:
        value = unpack(tree, body)
    except MalformedValue:
        return
    pack(value)


def array_tree(**changes: Any) -> dict[str, Any]:
    return {"array": "jax.Array", "dtype": "float32", "shape": [2], **changes}


@pytest.mark.parametrize(
    ("tree", "body"),
    [
        (array_tree(shape=[-1]), b""),
        (array_tree(shape=[2, -1, -1]), bytes(8)),
        (array_tree(shape=[1 << 62, 1 << 62]), bytes(8)),
        (array_tree(shape=[2.0]), bytes(8)),
        (array_tree(shape=[True, 2]), bytes(8)),
        (array_tree(shape=[1] * 9), bytes(4)),
        (array_tree(shape="2"), bytes(8)),
        (array_tree(dtype="object"), bytes(8)),
        (array_tree(dtype="float32,float32"), bytes(16)),
        (array_tree(dtype=["float32"]), bytes(8)),
        (array_tree(array="x" * 1000), bytes(8)),
        (array_tree(), bytes(7)),
        (array_tree(), bytes(9)),
        ({"float": "one"}, b""),
        ({"float": "0x1p99999"}, b""),
        ({"scalar": [1]}, b""),
        ({"sequence": "set", "items": []}, b""),
        ({"mapping": [["a"]]}, b""),
        ({"mapping": [[1, {"scalar": 1}]]}, b""),
        ({"sequence": "list", "items": [{"scalar": 1}] * 20_000}, b""),
        ([], b""),
        (None, b""),
    ],
)
def test_malformed_value_is_refused(tree: Any, body: bytes) -> None:
    with pytest.raises(MalformedValue):
        unpack(tree, body)


def test_deep_nesting_is_refused() -> None:
    tree: dict[str, Any] = {"scalar": 1}
    for _ in range(1000):
        tree = {"sequence": "list", "items": [tree]}
    with pytest.raises(MalformedValue):
        unpack(tree, b"")


@given(st.lists(st.tuples(st.dictionaries(names, st.integers()), st.binary(max_size=50)), max_size=4), st.data())
def test_frames_survive_any_way_of_cutting_the_stream(
    frames: list[tuple[dict[str, int], bytes]], data: st.DataObject
) -> None:
    stream = b"".join(Frame(header, body).encode() for header, body in frames)
    reader = FrameReader(1 << 20)
    taken = []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        reader.feed(stream[:size])
        stream = stream[size:]
        while frame := reader.take():
            taken.append((frame.header, frame.body))
    assert taken == frames


@given(st.binary(max_size=200))
def test_whatever_bytes_come_are_frames_or_malformed(stream: bytes) -> None:
    reader = FrameReader(1 << 10)
    reader.feed(stream)
    try:
        while reader.take():
            pass
    except MalformedFrame:
        return


def test_frame_over_the_bound_is_refused_before_it_has_come() -> None:
    reader = FrameReader(100)
    reader.feed((200).to_bytes(4) + (0).to_bytes(4))
    with pytest.raises(MalformedFrame, match="208 bytes, where at most 100"):
        reader.take()
