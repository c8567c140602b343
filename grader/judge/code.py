"""The Python of a problem: the reference, the strategies, the harness. Judge only; needs JAX and Hypothesis."""

import importlib.util
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from dataclasses import dataclass
from functools import cache, partial
from types import ModuleType
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from grader.judge.suite import DYED_KIND, Section
from grader.problem import Problem, ProblemError
from grader.sandbox.answer import Answer, Raised, Returned
from grader.values import MappingValue, Value, to_python
from grader.worker.answers import describe, describe_exception
from grader.worker.dye import Dye
from grader.worker.probes import run_probe
from grader.worker.submission import load_function

Arguments = dict[str, Any]
"""By parameter name: Python scalars and NumPy arrays."""


@dataclass(frozen=True, slots=True)
class ProblemCode:
    """What a problem's Python files define, checked."""

    strategies: Mapping[Section, Mapping[str, SearchStrategy[Arguments]]]
    """By section of a suite, then by kind of call."""
    examples: tuple[MappingValue, ...]
    _reference: Callable[..., Any]
    _call: Callable[..., Any]
    _dyed: Callable[[Dye], AbstractContextManager[None]] | None
    """None where the problem has no steps."""
    _harness: Mapping[str, Any]
    _entry_point: str
    _parameters: tuple[str, ...]
    warm_up: Callable[[], None]

    def answer(self, arguments: Arguments, dye: Dye | None) -> Value:
        """What the reference gives. Raises what the problem's code raises."""
        with self._dyed(dye) if dye and self._dyed else nullcontext():
            return describe(self._call(self._reference, **arguments))

    def answer_as(self, source: str, call: MappingValue, dye: Dye | None = None) -> Answer:
        """What `source` answers, one of the problem's own submissions: here, since its author is trusted."""
        with self._dyed(dye) if dye and self._dyed else nullcontext(), redirect_stdout(io.StringIO()):
            return _answer(lambda: self._call(_load(source, self._entry_point, self._parameters), **to_python(call)))

    def probe(self, name: str, traced: Sequence[str]) -> Answer:
        """What the reference answers to a probe on the first example."""
        arguments = to_python(self.examples[0])
        with self._harness.get("watched", nullcontext)():
            return _answer(partial(run_probe, name, self._harness, self._reference, arguments, traced))


@cache
def _load(source: str, entry_point: str, parameters: tuple[str, ...]) -> Callable[..., Any]:
    """Once for all calls: JAX never forgets the classes of NNX that a source defines."""
    return load_function(source, entry_point, parameters)


def _answer(call: Callable[[], Any]) -> Answer:
    try:
        return Returned(describe(call()))
    except Exception as error:  # noqa: BLE001  to raise is an answer as well
        described = describe_exception(error)
        return Raised(described["exception"], described["message"], ())


def load_code(problem: Problem) -> ProblemCode:
    """Import a problem's Python. Raises ProblemError, which names the file and what it lacks."""
    reference = _import(problem, "reference")
    inputs = _import(problem, "inputs")
    harness = _import(problem, "harness")
    return ProblemCode(
        strategies=_find_strategies(problem, inputs),
        examples=tuple(describe_call(_to_arguments(problem, example.arguments)) for example in problem.examples),
        _reference=_find(reference, "reference", Callable),
        _call=_find(harness, "call", Callable),
        _dyed=_find(harness, "dyed", Callable) if problem.steps else None,
        _harness=vars(harness),
        _entry_point=problem.entry_point,
        _parameters=tuple(parameter.name for parameter in problem.parameters),
        warm_up=_find(_import(problem, "warm_up"), "warm_up", Callable),
    )


def _find_strategies(problem: Problem, inputs: ModuleType) -> dict[Section, Mapping[str, SearchStrategy[Arguments]]]:
    strategies = {Section.FINITE: _find(inputs, "FINITE", Mapping)}
    if problem.calls.dyed:
        strategies[Section.DYED] = {DYED_KIND: _find(inputs, "DYED", SearchStrategy)}
    if problem.calls.non_finite:
        strategies[Section.NON_FINITE] = _find(inputs, "NON_FINITE", Mapping)
    return strategies


def describe_call(arguments: Arguments) -> MappingValue:
    """A call as it is sent and kept."""
    return MappingValue(tuple((name, describe(value)) for name, value in arguments.items()))


def _import(problem: Problem, name: str) -> ModuleType:
    path = problem.folder / f"{name}.py"
    module_name = f"problems.{problem.id}.{name}"
    spec = importlib.util.spec_from_file_location(module_name, path)
    if spec is None or spec.loader is None:
        raise ProblemError(f"{path}: cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise ProblemError(f"{path}: fails while it is imported: {type(error).__name__}: {error}") from error
    return module


def _find(module: ModuleType, name: str, kind: Any) -> Any:
    thing = getattr(module, name, None)
    if not isinstance(thing, kind):
        raise ProblemError(
            f"{module.__file__}: must define `{name}` as a {kind.__name__}, found {type(thing).__name__}"
        )
    return thing


def _to_arguments(problem: Problem, arguments: Mapping[str, Any]) -> Arguments:
    return {
        parameter.name: _to_argument(parameter.type, arguments[parameter.name], problem)
        for parameter in problem.parameters
    }


def _to_argument(declared: str, value: Any, problem: Problem) -> Any:
    dtype, is_array, _ = declared.partition("[")
    try:
        return np.array(value, dtype=dtype) if is_array else {"float": float, "int": int}[declared](value)
    except (KeyError, TypeError, ValueError) as error:
        raise ProblemError(f"{problem.folder / 'problem.toml'}: {value!r} is no {declared}: {error}") from None
