"""What a verdict must not tell: the reference's source, and any input but the one counterexample."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from grader.judge.display import show
from grader.judge.suite import Section, Suite
from grader.problem import Problem
from grader.values import ArrayValue, MappingValue
from grader.verdict import Captured, Verdict

LEAST_LINE_CHARACTERS = 20
"""A shorter line of code may be anybody's."""
LEAST_ELEMENTS = 3
"""A shorter array may be met by chance."""
READABLE = ("statement.md", "hints.md", "solution.md", "starter.py")


def find_leaks(verdict: Verdict, problem: Problem, suite: Suite, source: bytes) -> list[str]:
    """What the verdict says of the reference or of hidden calls, outside the counterexample.

    What the submission itself printed is its own.
    """
    told = replace(verdict, counterexample=None, stdout=Captured(), stderr=Captured())
    text = "\n".join(_find_strings(told.to_json()))
    secrets = chain(_find_secret_lines(problem, source), _find_hidden_arrays(verdict, suite))
    return [secret for secret in secrets if secret in text]


def _find_strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _find_strings(item)
        case list():
            for item in value:
                yield from _find_strings(item)


def _find_secret_lines(problem: Problem, source: bytes) -> set[str]:
    """Of the reference, what the student has neither read nor written."""
    known = [source, *((problem.folder / name).read_bytes() for name in READABLE)]
    lines = {line.strip() for line in (problem.folder / "reference.py").read_text(encoding="utf-8").splitlines()}
    return {
        line
        for line in lines
        if len(line) >= LEAST_LINE_CHARACTERS and not any(line.encode() in text for text in known)
    }


def _find_hidden_arrays(verdict: Verdict, suite: Suite) -> set[str]:
    """As source, and as NumPy prints them, without those of the examples and of the counterexample."""
    shown = verdict.counterexample.arguments.values() if verdict.counterexample else ()
    cases = {
        section: {text for case in suite.cases[section] for text in _write_arrays(case.call)} for section in Section
    }
    hidden = set().union(*cases.values()) - cases[Section.EXAMPLES]
    return {text for text in hidden if not any(text in argument.text for argument in shown)}


def _write_arrays(call: MappingValue) -> Iterator[str]:
    for _, value in call.items:
        if isinstance(value, ArrayValue) and value.to_numpy().size >= LEAST_ELEMENTS:
            yield show(value).text.removeprefix("jnp.array(").partition(", dtype")[0]
            yield str(value.to_numpy())
