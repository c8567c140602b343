"""The sentence that says on which calls a submission fails is true of all that were tried."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from grader.judge.teaching.boundary import describe_boundary
from grader.values import MappingValue, to_python
from grader.worker.answers import describe

Fails = Callable[[Mapping[str, Any]], Any]


def call(seed: int, x: list[float], features: int) -> MappingValue:
    arguments = {"seed": float(seed), "x": np.array(x, np.float32), "features": float(features)}
    return MappingValue(tuple((name, describe(value)) for name, value in arguments.items()))


CALLS = [
    call(17 * place % 101, [number * (index + 1) for index in range(length)], features)
    for place, (length, features, number) in enumerate(
        (length, features, number)
        for length in (1, 2, 3, 5)
        for features in (1, 2, 3, 5)
        for number in (0.0, 1.5, -2.0, 4e7, float("nan"))
    )
]


def describe_failing(fails: Fails) -> str:
    return describe_boundary(CALLS, [bool(fails(to_python(each))) for each in CALLS])


@pytest.mark.parametrize(
    ("fails", "said"),
    [
        (lambda call: True, "It fails on all 80 calls that were tried, whatever seed, x and features."),
        (lambda call: call["features"] > 1, "every call with features >= 2, whatever seed and x, and on no other"),
        (lambda call: call["features"] == 3, "every call with features == 3, whatever seed and x,"),
        (lambda call: call["features"] != 3, "every call with features other than 3, whatever seed and x,"),
        (lambda call: len(call["x"]) <= 2, "every call with len(x) <= 2, whatever seed and features,"),
        (lambda call: np.isnan(call["x"]).any(), "every call with NaN or infinity in x, whatever seed and features,"),
        (lambda call: (call["x"] < 0).any(), "every call with a negative number in x, whatever seed and features,"),
        (lambda call: not call["x"].any(), "every call with nothing but zeros in x, whatever seed and features,"),
        (lambda call: len(call["x"]) == call["features"], "every call with len(x) == features, whatever seed,"),
    ],
)
def test_simplest_rule_that_fits_all_calls_is_said(fails: Fails, said: str) -> None:
    assert said in describe_failing(fails)


def test_what_no_rule_fits_is_counted() -> None:
    odd = [place % 2 == 1 for place in range(len(CALLS))]
    assert describe_boundary(CALLS, odd) == "It fails on 40 of the 80 calls that were tried."


def test_calls_that_never_fail_are_named_where_chance_does_not_explain_them() -> None:
    said = describe_failing(lambda call: (call["x"] != 0).any() and call["seed"] % 3)
    assert said.endswith("With nothing but zeros in x it never does.")


def test_few_failures_make_no_rule() -> None:
    two = [place in (3, 44) for place in range(len(CALLS))]
    assert describe_boundary(CALLS, two) == "It fails on 2 of the 80 calls that were tried."


def test_nothing_failed_and_nothing_is_said() -> None:
    assert describe_failing(lambda call: False) == ""
