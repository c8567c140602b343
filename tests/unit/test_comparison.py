"""Where two values differ: type, shape, dtype, value, in this order."""

from typing import Any

import ml_dtypes
import numpy as np
import pytest

from grader.judge.comparison import Aspect, find_difference
from grader.problem import Tolerance
from grader.values import ArrayValue, MappingValue, OpaqueValue, ScalarValue, SequenceValue, Value

TOLERANCE = Tolerance(rtol=1e-5, atol=1e-6)


def array(elements: Any, dtype: Any = np.float32, kind: str = "jax.Array") -> ArrayValue:
    made = np.array(elements, dtype)
    return ArrayValue(kind, made.dtype.name, made.shape, made.tobytes())


ONES = array([1, 1])
NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (ONES, array([1, 1.000001])),
        (array([NAN, INF, -INF]), array([NAN, INF, -INF])),
        (array([]), array([])),
        (array(1.0), array(1.0)),
        (array([1.0], ml_dtypes.bfloat16), array([1.0], ml_dtypes.bfloat16)),
        (ScalarValue(NAN), ScalarValue(NAN)),
        (ScalarValue(2), ScalarValue(2)),
        (SequenceValue("list", (ONES,)), SequenceValue("list", (ONES,))),
        (
            MappingValue((("a", ONES), ("b", ScalarValue(1)))),
            MappingValue((("b", ScalarValue(1)), ("a", ONES))),
        ),
    ],
)
def test_equal_values_do_not_differ(expected: Value, actual: Value) -> None:
    assert find_difference(expected, actual, TOLERANCE) is None


@pytest.mark.parametrize(
    ("expected", "actual", "said"),
    [
        (ONES, array([1, 1.01]), "element [1] equal to 1.0099999904632568, expected 1.0; 1 of 2 elements differ"),
        (ONES, array([[1], [1]]), "shape (2, 1), expected (2,)"),
        (ONES, array([[1, 1]]), "shape (1, 2), expected (2,)"),
        (ONES, array(1), "shape (), expected (2,)"),
        (ONES, array([1, 1], np.float64), "dtype float64, expected float32"),
        (ONES, array([[1]], np.int32), "shape (1, 1), expected (2,)"),
        (ONES, array([1, 1], kind="numpy.ndarray"), "type numpy.ndarray, expected jax.Array"),
        (ONES, SequenceValue("list", (ScalarValue(1.0),)), "type list, expected jax.Array"),
        (ONES, OpaqueValue("State"), "type State, expected jax.Array"),
        (ONES, ScalarValue(None), "type NoneType, expected jax.Array"),
        (array([NAN]), array([1]), "element [0] equal to 1.0, expected nan"),
        (array([1]), array([NAN]), "element [0] equal to nan, expected 1.0"),
        (array([INF]), array([-INF]), "element [0] equal to -inf, expected inf"),
        (array(2.0), array(1.0), "the value equal to 1.0, expected 2.0"),
        (array([1.0], ml_dtypes.bfloat16), array([2.0], ml_dtypes.bfloat16), "element [0] equal to 2.0, expected 1.0"),
        (array([1], np.int8), array([2], np.int8), "element [0] equal to 2, expected 1"),
        (ScalarValue(1), ScalarValue(1.0), "type float, expected int"),
        (ScalarValue(True), ScalarValue(1), "type int, expected bool"),
        (ScalarValue("a"), ScalarValue("b"), "the value 'b', expected 'a'"),
        (SequenceValue("list", ()), SequenceValue("tuple", ()), "type tuple, expected list"),
        (SequenceValue("list", (ONES,)), SequenceValue("list", ()), "length 0, expected 1"),
        (SequenceValue("list", (ONES,)), SequenceValue("list", (array([1]),)), "at [0] shape (1,), expected (2,)"),
        (MappingValue((("a", ONES),)), MappingValue((("b", ONES),)), "keys ['b'], expected ['a']"),
        (MappingValue((("a", ONES),)), MappingValue((("a", array([1])),)), "at ['a'] shape (1,), expected (2,)"),
    ],
)
def test_difference_names_the_first_thing_wrong(expected: Value, actual: Value, said: str) -> None:
    difference = find_difference(expected, actual, TOLERANCE)
    assert difference is not None
    assert difference.text == said


@pytest.mark.parametrize(
    ("expected", "actual", "aspect"),
    [
        (MappingValue((("a", ONES),)), MappingValue((("b", ONES),)), Aspect.KEYS),
        (SequenceValue("list", (ONES,)), SequenceValue("list", ()), Aspect.LENGTH),
        (array([1]), ONES, Aspect.SHAPE),
    ],
)
def test_keys_lengths_and_shapes_are_told_apart(expected: Value, actual: Value, aspect: Aspect) -> None:
    difference = find_difference(expected, actual, TOLERANCE)
    assert difference is not None
    assert difference.aspect is aspect
