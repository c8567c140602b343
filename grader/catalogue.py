"""Find and load the problems: one folder each, whose name is the problem's id."""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

from grader.checks import list_judged
from grader.limits import LEAST, Limits
from grader.problem import (
    Advice,
    CallCounts,
    EquivalentMutant,
    Example,
    Parameter,
    Problem,
    ProblemError,
    Result,
    Step,
    Tolerance,
    ValueCheck,
)
from grader.tables import read_rows, read_table

JUDGED_FILES = ("problem.toml", "reference.py", "inputs.py", "harness.py")
"""What a verdict depends on: a problem's version is a digest of these."""
UNJUDGED_FILES = ("warm_up.py",)
TEXTS = ("statement.md", "starter.py", "hints.md", "solution.md")
FILES = (*JUDGED_FILES, *UNJUDGED_FILES, *TEXTS)
PROBES = ("inputs", "jit", "vmap", "transfer", "repeat")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
DEFAULT_PROBLEMS_DIR = Path(__file__).resolve().parent.parent / "problems"


def load_catalogue(problems_dir: Path) -> dict[str, Problem]:
    """Every problem by id, track by track in their order. Raises ProblemError for the first malformed one."""
    if not problems_dir.is_dir():
        raise ProblemError(f"{problems_dir} is not a folder: point to the folder that holds the problems")
    folders = sorted(path.parent for path in problems_dir.glob("*/problem.toml"))
    problems = sorted(map(load_problem, folders), key=lambda problem: (problem.track, problem.place, problem.id))
    return {problem.id: problem for problem in problems}


def load_problem(folder: Path) -> Problem:
    """The problem in `folder`. Raises ProblemError, which names the file and what is wrong with it."""
    if not IDENTIFIER.fullmatch(folder.name):
        raise ProblemError(f"{folder}: a problem's folder is named in lower case letters, digits and underscores")
    for name in FILES:
        if not (folder / name).is_file():
            raise ProblemError(f"{folder / name}: missing; a problem has {', '.join(FILES)}")
    table = _read_toml(folder / "problem.toml")
    rows = _Rows(str(folder / "problem.toml"), table)
    problem = rows.to_problem(folder)
    _check_consistency(problem, rows.where)
    return problem


class _Rows:
    """The tables of one problem.toml, read into values."""

    def __init__(self, where: str, table: dict[str, Any]) -> None:
        self.where = where
        self.tables = {
            "limits": read_table(Limits, table.pop("limits", {}), f"{where} [limits]"),
            "tolerance": read_table(Tolerance, table.pop("tolerance", {}), f"{where} [tolerance]"),
            "calls": read_table(CallCounts, table.pop("calls", {}), f"{where} [calls]"),
            "values": read_table(ValueCheck, table.pop("values", {}), f"{where} [values]"),
            "non_finite": self._read_non_finite(table.pop("non_finite", None)),
            "advice": read_table(Advice, table.pop("advice", {}), f"{where} [advice]"),
            "result": read_table(Result, table.pop("result", {}), f"{where} [result]"),
            "parameters": read_rows(Parameter, table.pop("parameters", []), f"{where} [[parameters]]"),
            "steps": read_rows(Step, table.pop("steps", []), f"{where} [[steps]]"),
            "examples": read_rows(Example, table.pop("examples", []), f"{where} [[examples]]"),
            "equivalent_mutants": read_rows(
                EquivalentMutant, table.pop("equivalent_mutants", []), f"{where} [[equivalent_mutants]]"
            ),
        }
        self.rest = table

    def _read_non_finite(self, table: Any) -> ValueCheck | None:
        return None if table is None else read_table(ValueCheck, table, f"{self.where} [non_finite]")

    def to_problem(self, folder: Path) -> Problem:
        texts = {name.partition(".")[0]: _read_text(folder / name) for name in TEXTS}
        hints = tuple(part.strip() for part in re.split(r"^## ", texts.pop("hints"), flags=re.MULTILINE)[1:])
        derived = {"id": folder.name, "folder": folder, "version": _digest(folder), "hints": hints, **texts}
        if clash := self.rest.keys() & derived.keys():
            raise ProblemError(f"{self.where}: `{min(clash)}` is derived from the folder: leave it out")
        return read_table(Problem, {**self.rest, **self.tables, **derived}, self.where)


def _check_consistency(problem: Problem, where: str) -> None:
    names = [parameter.name for parameter in problem.parameters]
    if not names or len(set(names)) != len(names):
        raise ProblemError(f"{where} [[parameters]]: at least one, and no name twice; found {names}")
    for number, example in enumerate(problem.examples, start=1):
        if list(example.arguments) != names:
            raise ProblemError(
                f"{where} [[examples]] {number}: gives {list(example.arguments)}, parameters are {names}"
            )
    if not problem.examples:
        raise ProblemError(f"{where}: at least one [[examples]]: it is what Run tries")
    if not problem.hints:
        raise ProblemError(f"{problem.folder / 'hints.md'}: no hint; each begins with a line `## Title`")
    _check_steps(problem, where)
    _check_advice(problem, f"{where} [advice]")
    _check_limits(problem, where)


def _check_steps(problem: Problem, where: str) -> None:
    ids = [step.id for step in problem.steps]
    if len(set(ids)) != len(ids):
        raise ProblemError(f"{where} [[steps]]: an id is given twice: {ids}")
    for step in problem.steps:
        if step.hidden_by and step.hidden_by not in ids:
            raise ProblemError(f"{where} [[steps]] {step.id}: hidden_by names no step: {step.hidden_by!r}")
    for step in problem.steps:
        if step.id in _hiders(step, problem.steps):
            raise ProblemError(f"{where} [[steps]] {step.id}: hidden_by leads back to itself")
    if bool(problem.steps) != bool(problem.calls.dyed):
        raise ProblemError(f"{where} [calls]: dyed calls show the [[steps]]: give both or neither")
    if bool(problem.steps) != bool(problem.detached):
        raise ProblemError(f"{where}: `detached` speaks of the [[steps]]: give both or neither")
    if bool(problem.non_finite) != bool(problem.calls.non_finite):
        raise ProblemError(f"{where} [calls]: non_finite calls are judged by [non_finite]: give both or neither")
    points = [check.points for check in list_judged(problem).values()]
    if min(points) < 0 or sum(points) <= 0:
        raise ProblemError(f"{where}: points are 0 or more and not all 0; found {points}")


def _hiders(step: Step, steps: tuple[Step, ...]) -> set[str]:
    """The ids of the steps that hide `step`, one behind the other."""
    hidden_by = {other.id: other.hidden_by for other in steps}
    found: set[str] = set()
    hider = step.hidden_by
    while hider and hider not in found:
        found.add(hider)
        hider = hidden_by[hider]
    return found


def _check_advice(problem: Problem, where: str) -> None:
    arrays = [parameter.name for parameter in problem.parameters if "[" in parameter.type]
    if unknown := set(problem.advice.traced) - set(arrays):
        raise ProblemError(f"{where}: `traced` names {min(unknown)!r}; parameters that are arrays: {arrays}")
    if unknown := set(problem.advice.probes) - set(PROBES):
        raise ProblemError(f"{where}: `probes` names {min(unknown)!r}; known are {', '.join(PROBES)}")
    if {"jit", "vmap"} & set(problem.advice.probes) and not problem.advice.traced:
        raise ProblemError(f"{where}: jit and vmap trace something: name it in `traced`")


def _check_limits(problem: Problem, where: str) -> None:
    if problem.limits.clamped_to(LEAST) != LEAST:
        raise ProblemError(f"{where} [limits]: below what JAX itself needs; the least is {LEAST}")


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ProblemError(f"{path}: not TOML: {error}") from None


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError(f"{path}: cannot be read: {error}") from None


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in JUDGED_FILES:
        content = (folder / name).read_bytes()
        digest.update(f"{name}:{len(content)}:".encode() + content)
    return digest.hexdigest()[:12]
