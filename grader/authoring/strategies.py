"""A problem's strategies and its reference, tried as the judge uses them. Needs Hypothesis and JAX."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta

from hypothesis import Phase, Verbosity, given, seed, settings
from hypothesis.strategies import SearchStrategy

from grader.authoring.remark import Level, Part, Remark
from grader.authoring.spread import MOST_SHAPES, count_shapes, digest, fits, measure_spread
from grader.judge.code import Arguments
from grader.judge.counterexample import draw_calls
from grader.judge.drawing import draw_cases
from grader.judge.exercise import Exercise
from grader.judge.seeds import derive_seed
from grader.judge.suite import Case, Section, count_calls, draw_dye
from grader.problem import ProblemError
from grader.values import MappingValue

SHOWN_SEED = 0
"""One of those that submissions get; the others draw alike."""
DEADLINE = timedelta(seconds=0.3)
"""Hypothesis calls a strategy slow whose first ten calls take five times as long."""
LEAST_CALLS = 20
"""Hypothesis decides on a strategy's health after ten."""


def check_strategies(exercise: Exercise) -> Iterator[Remark]:
    """First the calls by themselves, then with the reference, then what they are like."""
    if faults := [*_find_unhealthy(exercise)] or [*_find_misfits(exercise)]:
        yield from faults
        return
    try:
        cases = _draw(exercise)
        faults = list(_find_unsteady(exercise, cases))
    except ProblemError as error:
        yield _fault(str(error))
        return
    yield from faults
    if not faults:
        text = "every kind passes Hypothesis's health checks; the reference gives the same bits twice"
        yield Remark(Part.STRATEGIES, Level.GOOD, text)
    yield from _show_spread(cases)


def _find_unhealthy(exercise: Exercise) -> Iterator[Remark]:
    for section, strategies in exercise.code.strategies.items():
        for kind, calls in count_calls(exercise.problem, section, list(strategies)).items():
            if text := find_ill_health(strategies[kind], calls):
                yield _fault(f"{section}, {kind}: {text}")


def find_ill_health(strategy: SearchStrategy[Arguments], calls: int) -> str | None:
    """What Hypothesis complains of, in its words, or what the strategy raises."""
    examine = settings(
        max_examples=max(calls, LEAST_CALLS),
        database=None,
        deadline=DEADLINE,
        phases=(Phase.generate,),
        verbosity=Verbosity.quiet,
        suppress_health_check=(),
    )
    try:
        seed(SHOWN_SEED)(examine(given(strategy)(_accept)))()
    except Exception as error:  # noqa: BLE001  the author's code may raise anything
        words = str(error).split("\n\n")[0].split(". See http")[0]
        return f"{type(error).__name__}: {' '.join(words.split())}"
    return None


def _accept(arguments: Arguments) -> None:
    pass


def _find_misfits(exercise: Exercise) -> Iterator[Remark]:
    """Kinds that draw too few calls, or calls with other arguments than problem.toml says."""
    for section, strategies in exercise.code.strategies.items():
        for kind, calls in count_calls(exercise.problem, section, list(strategies)).items():
            drawn = draw_calls(strategies[kind], calls, derive_seed(SHOWN_SEED, kind))
            if text := next((text for call in drawn if (text := _find_misfit(exercise, call))), None):
                yield _fault(f"{section}, {kind}: {text}")
            if len(drawn) < calls:
                yield _fault(f"{section}, {kind}: draws only {len(drawn)} different calls; {calls} are wanted")


def _find_misfit(exercise: Exercise, call: MappingValue) -> str | None:
    parameters = exercise.problem.parameters
    names, drawn = [parameter.name for parameter in parameters], [name for name, _ in call.items]
    if names != drawn:
        return f"draws {drawn}; problem.toml has the parameters {names}"
    for parameter, (_, value) in zip(parameters, call.items, strict=True):
        if not fits(parameter.type, value):
            return f"draws {parameter.name} = {value}; problem.toml says {parameter.type}"
    return None


def _draw(exercise: Exercise) -> dict[Section, list[Case]]:
    cases: dict[Section, list[Case]] = {}
    for section, case in draw_cases(exercise, SHOWN_SEED):
        cases.setdefault(section, []).append(case)
    return cases


def _find_unsteady(exercise: Exercise, cases: Mapping[Section, Sequence[Case]]) -> Iterator[Remark]:
    for section, drawn in cases.items():
        dye = draw_dye(exercise.problem, SHOWN_SEED) if section is Section.DYED else None
        for case in drawn:
            if digest(exercise.answer(case.call, dye)) != digest(case.expected):
                yield _fault(f"{section}, {case.kind}: the reference answers the same call in another way: {case.call}")
                return


def _show_spread(cases: Mapping[Section, Sequence[Case]]) -> Iterator[Remark]:
    spreads = measure_spread(cases)
    total, shapes = sum(spread.calls for spread in spreads), count_shapes(cases)
    level = Level.GOOD if shapes <= MOST_SHAPES else Level.WARNING
    advice = "" if level is Level.GOOD else f": each costs a compile in a fresh worker, {MOST_SHAPES} are plenty"
    figures = {"seed": SHOWN_SEED, "shapes": shapes, "kinds": [asdict(spread) for spread in spreads]}
    text = f"{total} calls of {len(spreads)} kinds, {shapes} different shapes{advice}"
    yield Remark(Part.STRATEGIES, level, text, tuple(map(str, spreads)), figures)


def _fault(text: str) -> Remark:
    return Remark(Part.STRATEGIES, Level.FAULT, text)
