"""Say in one sentence on which calls a submission fails: by the simplest rule that all calls tried agree with."""

import itertools
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any

import numpy as np

from grader.values import MappingValue, to_python

LEAST_CALLS = 3
"""On either side of a rule: with fewer, some rule or other would fit by chance."""
MOST_CHANCE = 0.01

Arguments = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that a call has or not. `text` completes "every call with ..."; `of` are the parameters it reads."""

    text: str
    of: frozenset[str]
    holds: Callable[[Arguments], bool]


def describe_boundary(calls: Sequence[MappingValue], failed: Sequence[bool]) -> str:
    """One sentence on the calls that were tried; `failed` says for each whether the submission did."""
    tried: list[Arguments] = [to_python(call) for call in calls]
    count, names = sum(failed), list(tried[0]) if tried else []
    if not count:
        return ""
    if all(failed):
        return f"It fails on all {count} calls that were tried, whatever {_list(names, 'and')}."
    how_many = f"on {count} of the {len(tried)} calls that were tried"
    if min(count, len(tried) - count) < LEAST_CALLS:
        return f"It fails {how_many}."
    for trait in _list_traits(tried):
        if [trait.holds(arguments) for arguments in tried] == list(failed):
            others = [name for name in names if name not in trait.of]
            whatever = f", whatever {_list(others, 'and')}" if others else ""
            return f"It fails on every call with {trait.text}{whatever}, and on no other ({how_many})."
    return f"It fails {how_many}.{_name_safe(tried, failed)}"


def _name_safe(tried: Sequence[Arguments], failed: Sequence[bool]) -> str:
    """On which calls it never fails, where a rule says so of more calls than chance would explain."""
    passing_part = 1 - sum(failed) / len(failed)
    traits = list(_list_traits(tried))
    for trait in traits:
        failures = [failure for arguments, failure in zip(tried, failed, strict=True) if trait.holds(arguments)]
        if not any(failures) and len(traits) * passing_part ** len(failures) < MOST_CHANCE:
            return f" With {trait.text} it never does."
    return ""


@dataclass(frozen=True, slots=True)
class _Measure:
    """A number that every call has."""

    text: str
    of: str
    take: Callable[[Arguments], float]


def _list_traits(tried: Sequence[Arguments]) -> Iterator[Trait]:
    """Simplest first; of two measures the one with fewer values, which fits less by chance."""
    for name, value in tried[0].items():
        if isinstance(value, np.ndarray):
            yield from _list_array_traits(name)
    values = {measure: sorted(set(map(measure.take, tried))) for measure in _list_measures(tried[0])}
    measures = sorted(values, key=lambda measure: len(values[measure]))
    for measure in measures:
        yield from _list_bounds(measure, values[measure])
    for one, other in itertools.combinations(measures, 2):
        yield from _list_comparisons(one, other)


def _list_measures(arguments: Arguments) -> Iterator[_Measure]:
    for name, value in arguments.items():
        if isinstance(value, np.ndarray):
            for axis in range(value.ndim):
                text = f"len({name})" if value.ndim == 1 else f"{name}.shape[{axis}]"
                yield _Measure(text, name, partial(_measure_axis, name, axis))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield _Measure(name, name, itemgetter(name))


def _measure_axis(name: str, axis: int, arguments: Arguments) -> float:
    size: int = arguments[name].shape[axis]
    return size


_ARRAY_TESTS: Mapping[str, Callable[[Any], Any]] = {
    "NaN or infinity in {}": lambda array: not np.isfinite(array).all(),
    "NaN in {}": lambda array: np.isnan(array).any(),
    "infinity in {}": lambda array: np.isinf(array).any(),
    "no NaN and no infinity in {}": lambda array: np.isfinite(array).all(),
    "nothing but zeros in {}": lambda array: (array == 0).all(),
    "a number other than zero in {}": lambda array: (array != 0).any(),
    "a zero in {}": lambda array: (array == 0).any(),
    "no zero in {}": lambda array: (array != 0).all(),
    "a negative number in {}": lambda array: (array < 0).any(),
    "no negative number in {}": lambda array: not (array < 0).any(),
    "a number of 1e3 or more in {}": lambda array: (np.abs(array) >= 1e3).any(),
    "a number of 1e6 or more in {}": lambda array: (np.abs(array) >= 1e6).any(),
}


def _list_array_traits(name: str) -> Iterator[Trait]:
    for text, test in _ARRAY_TESTS.items():
        yield Trait(text.format(name), frozenset([name]), partial(_test_array, name, test))


def _test_array(name: str, test: Callable[[Any], Any], arguments: Arguments) -> bool:
    return bool(test(arguments[name]))


_RELATIONS: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "other than": operator.ne,
}


def _list_bounds(measure: _Measure, values: Sequence[float]) -> Iterator[Trait]:
    of = frozenset([measure.of])
    for signs in ((">=", "<="), ("==",), ("other than",)):
        for value, sign in itertools.product(values, signs):
            yield Trait(f"{measure.text} {sign} {value:g}", of, partial(_compare, measure, _RELATIONS[sign], value))


def _compare(measure: _Measure, relation: Callable[[float, float], bool], bound: float, arguments: Arguments) -> bool:
    return relation(measure.take(arguments), bound)


def _list_comparisons(one: _Measure, other: _Measure) -> Iterator[Trait]:
    for sign, relation in _RELATIONS.items():
        of = frozenset([one.of, other.of])
        yield Trait(f"{one.text} {sign} {other.text}", of, partial(_compare_both, one, relation, other))


def _compare_both(
    one: _Measure, relation: Callable[[float, float], bool], other: _Measure, arguments: Arguments
) -> bool:
    return relation(one.take(arguments), other.take(arguments))


def _list(names: Sequence[str], joint: str) -> str:
    *first, last = names
    return f"{', '.join(first)} {joint} {last}" if first else last
