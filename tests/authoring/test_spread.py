"""What the calls of a problem are like, counted."""

import numpy as np
import pytest

from grader.authoring.spread import count_shapes, fits, measure_spread
from grader.judge.suite import Case, Section
from grader.values import ArrayValue, MappingValue, ScalarValue, Value


def to_array(*numbers: float) -> ArrayValue:
    array = np.array(numbers, np.float32)
    return ArrayValue("numpy.ndarray", "float32", array.shape, array.tobytes())


def make_case(kind: str, x: Value, factor: float) -> Case:
    return Case(kind, MappingValue((("x", x), ("factor", ScalarValue(factor)))), ScalarValue(1.0))


CASES = {
    Section.FINITE: [
        make_case("a", to_array(1, -2), 0.5),
        make_case("a", to_array(0, 4, 0), 0.5),
        make_case("b", to_array(np.nan, np.inf), -1.0),
        make_case("b", to_array(np.nan), float("nan")),
    ]
}


def test_spread_is_told_by_kind_and_parameter() -> None:
    ordinary, special = map(str, measure_spread(CASES))
    x, factor = "x: 2 values, (2,), (3,), -2..4, zero in 1, negative in 1", "factor: 1 values, 0.5..0.5"
    assert ordinary == f"finite, a: 2 calls, 1 different answers; {x}; {factor}"
    x, factor = "x: 2 values, (1,), (2,), NaN in 2, infinity in 1", "factor: 2 values, -1..-1, NaN in 1, negative in 1"
    assert special == f"finite, b: 2 calls, 1 different answers; {x}; {factor}"


def test_shapes_of_arguments_and_answers_are_counted_together() -> None:
    assert count_shapes(CASES) == 3
    longer = Case("a", CASES[Section.FINITE][0].call, to_array(1))
    assert count_shapes({Section.FINITE: [*CASES[Section.FINITE], longer]}) == 4


@pytest.mark.parametrize(
    ("declared", "value", "does_fit"),
    [
        ("float32[n]", to_array(1), True),
        ("float32[n, d]", to_array(1), False),
        ("float32[]", to_array(1), False),
        ("float64[n]", to_array(1), False),
        ("float32[n]", ScalarValue(1.0), False),
        ("float", ScalarValue(1.0), True),
        ("float", ScalarValue(1), False),
        ("int", ScalarValue(1), True),
        ("int", ScalarValue(True), False),
        ("a list of ints", ScalarValue(1), True),
    ],
)
def test_value_fits_its_declared_type(declared: str, value: Value, does_fit: bool) -> None:
    assert fits(declared, value) == does_fit
