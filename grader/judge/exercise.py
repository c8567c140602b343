"""A problem with its Python: the reference, the strategies, the harness. Judge only; never in a worker's memory."""

import importlib.util
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from grader.problem import Problem, ProblemError
from grader.values import Value
from grader.worker.answers import describe
from grader.worker.dye import Dye

Call = dict[str, Any]
"""Arguments by parameter name: Python scalars and NumPy arrays."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """Everything that the judge needs of one problem."""

    problem: Problem
    harness_source: str
    finite: Mapping[str, SearchStrategy[Call]]
    non_finite: Mapping[str, SearchStrategy[Call]]
    dyed: SearchStrategy[Call]
    examples: tuple[Call, ...]
    _reference: Callable[..., Any]
    _call: Callable[..., Any]
    _dyed: Callable[[Dye], AbstractContextManager[None]]

    def answer(self, call: Call, dye: Dye | None = None) -> Value:
        """What the reference gives for `call`, under `dye` if there is one. Raises ProblemError."""
        with self._dyed(dye) if dye else nullcontext():
            try:
                return describe(self._call(self._reference, **call))
            except Exception as error:
                raise ProblemError(f"{self.problem.id}: the reference fails on {call}: {error}") from error


def load_exercise(problem: Problem) -> Exercise:
    """Import a problem's Python. Raises ProblemError, which names the file and what it lacks."""
    reference = _import(problem, "reference")
    inputs = _import(problem, "inputs")
    harness = _import(problem, "harness")
    return Exercise(
        problem=problem,
        harness_source=(problem.folder / "harness.py").read_text(encoding="utf-8"),
        finite=_find(inputs, "FINITE", Mapping),
        non_finite=_find(inputs, "NON_FINITE", Mapping),
        dyed=_find(inputs, "DYED", SearchStrategy),
        examples=tuple(_to_call(problem, example.arguments) for example in problem.examples),
        _reference=_find(reference, "reference", Callable),
        _call=_find(harness, "call", Callable),
        _dyed=_find(harness, "dyed", Callable),
    )


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


def _to_call(problem: Problem, arguments: Mapping[str, Any]) -> Call:
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
