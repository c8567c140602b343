"""Frames as a hostile worker might send them: almost right, or not at all."""

import math
from typing import Any

from hypothesis import strategies as st

from grader.protocol import Frame
from grader.values import DTYPES

json_trees = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=10,
)
dtypes = st.sampled_from([*DTYPES, "object", "O", "f4", "float32,float32", "void32", "str", "datetime64[s]", ""])
sizes = st.one_of(st.integers(-2, 4), st.sampled_from([1 << 20, 1 << 31, 1 << 62, 1 << 64, True, 2.0, None, "2"]))
plain_arrays = st.fixed_dictionaries(
    {
        "array": st.sampled_from(["jax.Array", "numpy.ndarray"]),
        "dtype": st.sampled_from(sorted(DTYPES)),
        "shape": st.lists(st.integers(0, 4), max_size=3),
    }
)
arrays = st.fixed_dictionaries(
    {
        "array": st.sampled_from(["jax.Array", "numpy.ndarray", "list", ""]),
        "dtype": dtypes,
        "shape": st.one_of(st.lists(sizes, max_size=10), json_trees),
    },
    optional={"strides": st.lists(st.integers(-8, 8), max_size=3), "data": st.text()},
)
leaves = st.one_of(
    plain_arrays,
    arrays,
    st.fixed_dictionaries({"scalar": json_trees}),
    st.fixed_dictionaries(
        {"float": st.one_of(json_trees, st.floats().map(float.hex), st.sampled_from(["nan", "1e9"]))}
    ),
    st.fixed_dictionaries({"opaque": json_trees}),
    json_trees,
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"sequence": st.sampled_from(["list", "tuple", "set"]), "items": st.lists(inner)}),
        st.fixed_dictionaries({"mapping": st.lists(st.one_of(st.tuples(st.text(), inner), json_trees))}),
    ),
    max_leaves=8,
)
frame_lines = st.one_of(
    st.fixed_dictionaries({"line": st.one_of(st.integers(), json_trees), "function": json_trees}), json_trees
)
texts = st.one_of(st.text(max_size=20), json_trees)
numbers = st.one_of(st.integers(-2, 5), json_trees)
answers = st.one_of(
    st.fixed_dictionaries({"answer": st.just("returned"), "value": plain_arrays}),
    st.fixed_dictionaries(
        {"answer": st.just("raised"), "exception": st.text(), "message": st.text(), "frames": st.just([])}
    ),
)
headers: st.SearchStrategy[dict[str, Any]] = st.one_of(
    answers,
    answers,
    st.fixed_dictionaries({"answer": st.just("returned"), "value": values}),
    st.fixed_dictionaries({"answer": st.just("invalid"), "message": texts, "line": numbers, "column": numbers}),
    st.fixed_dictionaries(
        {
            "answer": st.just("raised"),
            "exception": st.one_of(st.sampled_from(["MemoryError", "SystemExit"]), texts),
            "message": texts,
            "frames": st.one_of(st.lists(frame_lines, max_size=3), json_trees),
        }
    ),
    st.fixed_dictionaries({"answer": st.one_of(st.sampled_from(["loaded", "accepted"]), json_trees)}),
    st.dictionaries(st.sampled_from(["answer", "value", "message", "outcome"]), json_trees),
)


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """Half of those that hold one array hold as many bytes as it needs."""
    header = draw(headers)
    needed = count_bytes(header.get("value"))
    if needed is None or draw(st.booleans()):
        return Frame(header, draw(st.binary(max_size=64)))
    return Frame(header, draw(st.binary(min_size=needed, max_size=needed)))


def count_bytes(tree: Any) -> int | None:
    """What an array of this description needs, or None if it is none or a large one."""
    match tree:
        case {"array": str(), "dtype": str(dtype), "shape": list(shape)} if dtype in DTYPES:
            if all(type(size) is int and 0 <= size <= 4 for size in shape):
                return math.prod(shape[:3]) * DTYPES[dtype].itemsize
    return None
