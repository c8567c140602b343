"""What the calls of a problem are like: how many, how different, how large, how special."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.judge.suite import Case, Section
from grader.protocol import Frame
from grader.values import DTYPES, ArrayValue, MappingValue, ScalarValue, SequenceValue, Value, pack

MOST_SHAPES = 12
"""A new shape costs a compile in each fresh worker, 0.1 to 0.6 s."""


@dataclass(frozen=True, slots=True)
class ParameterSpread:
    """`least` and `most` are of the finite numbers; `with_*` count the calls where at least one is so."""

    parameter: str
    distinct: int
    shapes: tuple[tuple[int, ...], ...]
    least: float | None
    most: float | None
    with_nan: int
    with_infinity: int
    with_zero: int
    with_negative: int

    def __str__(self) -> str:
        special = {
            "NaN": self.with_nan,
            "infinity": self.with_infinity,
            "zero": self.with_zero,
            "negative": self.with_negative,
        }
        parts = [
            f"{self.parameter}: {self.distinct} values",
            *(str(shape) for shape in self.shapes if shape),
            *(() if self.least is None else (f"{self.least:g}..{self.most:g}",)),
            *(f"{name} in {calls}" for name, calls in special.items() if calls),
        ]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class KindSpread:
    """`answers` counts the different ones of the reference."""

    section: Section
    kind: str
    calls: int
    answers: int
    parameters: tuple[ParameterSpread, ...]

    def __str__(self) -> str:
        parameters = "; ".join(map(str, self.parameters))
        return f"{self.section}, {self.kind}: {self.calls} calls, {self.answers} different answers; {parameters}"


def measure_spread(cases: Mapping[Section, Sequence[Case]]) -> list[KindSpread]:
    """By section and kind, in the order of a suite."""
    spreads = []
    for section, drawn in cases.items():
        for kind in dict.fromkeys(case.kind for case in drawn):
            of_kind = [case for case in drawn if case.kind == kind]
            answers = len({digest(case.expected) for case in of_kind})
            spreads.append(KindSpread(section, kind, len(of_kind), answers, tuple(_measure_parameters(of_kind))))
    return spreads


def count_shapes(cases: Mapping[Section, Sequence[Case]]) -> int:
    """How many calls differ in the shape of an argument or of the answer."""
    drawn = [case for section in cases.values() for case in section]
    return len({(*_list_shapes(case.call), *_list_shapes(case.expected)) for case in drawn})


def digest(value: Value) -> bytes:
    """The value bit by bit, so that NaN is like itself and 0.0 is not -0.0."""
    tree, body = pack(value)
    return Frame({"value": tree}, body).encode()


def _measure_parameters(cases: Sequence[Case]) -> Iterator[ParameterSpread]:
    for name, _ in cases[0].call.items:
        values = [dict(case.call.items)[name] for case in cases]
        numbers = [_to_numbers(value) for value in values]
        finite = [number[np.isfinite(number)] for number in numbers]
        extremes = [number for numbers in finite if numbers.size for number in (numbers.min(), numbers.max())]
        yield ParameterSpread(
            parameter=name,
            distinct=len({digest(value) for value in values}),
            shapes=tuple(sorted({shape for value in values for shape in _list_shapes(value)})),
            least=float(min(extremes)) if extremes else None,
            most=float(max(extremes)) if extremes else None,
            with_nan=sum(bool(np.isnan(number).any()) for number in numbers),
            with_infinity=sum(bool(np.isinf(number).any()) for number in numbers),
            with_zero=sum(bool((number == 0).any()) for number in numbers),
            with_negative=sum(bool((number < 0).any()) for number in numbers),
        )


def _to_numbers(value: Value) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """All numbers of a value, as float64[n]: complex ones by their real part."""
    match value:
        case ArrayValue():
            array = value.to_numpy()
            return np.asarray(array.real if np.iscomplexobj(array) else array, np.float64).reshape(-1)
        case ScalarValue(bool() | int() | float() as number):
            return np.array([number], np.float64)
        case SequenceValue(_, items) if items:
            return np.concatenate([_to_numbers(item) for item in items])
        case MappingValue(entries) if entries:
            return np.concatenate([_to_numbers(item) for _, item in entries])
    return np.empty(0, np.float64)


def _list_shapes(value: Value) -> list[tuple[int, ...]]:
    match value:
        case ArrayValue(_, _, shape):
            return [shape]
        case SequenceValue(_, items):
            return [(), *(shape for item in items for shape in _list_shapes(item))]
        case MappingValue(entries):
            return [(), *(shape for _, item in entries for shape in _list_shapes(item))]
    return [()]


def fits(declared: str, value: Value) -> bool:
    """Whether a value is of the type that problem.toml declares, as far as that says."""
    dtype, is_array, sizes = declared.partition("[")
    if is_array and dtype in DTYPES:
        dimensions = len(sizes.removesuffix("]").split(",")) if sizes.removesuffix("]").strip() else 0
        return isinstance(value, ArrayValue) and value.dtype == dtype and len(value.shape) == dimensions
    python = {"float": float, "int": int}.get(declared)
    return python is None or (isinstance(value, ScalarValue) and type(value.value) is python)
