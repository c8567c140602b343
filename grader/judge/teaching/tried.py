"""Sum up what a submission was tried on, so that "100 calls passed" means something."""

from collections.abc import Sequence

import numpy as np

from grader.judge.trial import TriedCall
from grader.values import ArrayValue, MappingValue, ScalarValue
from grader.verdict import Tried


def sum_up(calls: Sequence[TriedCall]) -> Tried:
    shapes: dict[str, set[tuple[int, ...]]] = {}
    ranges: dict[str, list[float]] = {}
    for tried in calls:
        for name, value in tried.call.items:
            if isinstance(value, ArrayValue):
                shapes.setdefault(name, set()).add(value.shape)
            elif isinstance(value, ScalarValue) and isinstance(value.value, int | float):
                least, largest = ranges.get(name, [value.value, value.value])
                ranges[name] = [min(least, value.value), max(largest, value.value)]
    return Tried(
        calls=len(calls),
        non_finite=sum(_holds_non_finite(tried.call) for tried in calls),
        dyed=sum(tried.is_dyed for tried in calls),
        shapes={name: [list(shape) for shape in sorted(found)] for name, found in shapes.items()},
        ranges=ranges,
    )


def _holds_non_finite(call: MappingValue) -> bool:
    return any(isinstance(value, ArrayValue) and not np.isfinite(value.to_numpy()).all() for _, value in call.items)
