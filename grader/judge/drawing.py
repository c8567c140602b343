"""Draw the cases of a suite: what Hypothesis generates, and what the reference answers. Needs both, and JAX."""

from collections.abc import Iterator

from grader.judge.counterexample import draw_calls
from grader.judge.exercise import Exercise
from grader.judge.seeds import derive_seed
from grader.judge.suite import Case, Section, count_calls, draw_dye


def draw_cases(exercise: Exercise, seed: int) -> Iterator[tuple[Section, Case]]:
    """Each case with the section that it belongs to. Raises ProblemError."""
    for call in exercise.code.examples:
        yield Section.EXAMPLES, Case("example", call, exercise.answer(call))
    for section, strategies in exercise.code.strategies.items():
        dye = draw_dye(exercise.problem, seed) if section is Section.DYED else None
        for kind, calls in count_calls(exercise.problem, section, list(strategies)).items():
            for call in draw_calls(strategies[kind], calls, derive_seed(seed, kind)):
                yield section, Case(kind, call, exercise.answer(call, dye))
