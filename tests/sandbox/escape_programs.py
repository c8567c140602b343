"""The programs of tests/sandbox/escapes, and what each of them says about itself.

A program is a whole submission. It tries something that it must not be able to do; where it is refused it goes on to
the textbook solution, and where it gets through it prints a line that begins with MARK. Its docstring has the fields

    Aim: what it tries.
    Expected: the outcomes that its verdict may have, with " or " between them.
    Judged: "submit" for the whole judging instead of the visible examples; "twice" for two submissions of it.
    Limits: bounds on the problem's own limits, so that it comes to its end sooner.
    Needs: the layer without which nothing refuses it: "view", "own_uid" or "pid_namespace".
"""

import ast
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from grader.limits import Limits
from grader.verdict import Mode, Outcome, Verdict

FOLDER = Path(__file__).parent / "escapes"
MARK = "ESCAPED"
_FIELD = re.compile(r"^([A-Z]\w+): (.+(?:\n    .+)*)", re.MULTILINE)
_KNOWN_FIELDS = {"Aim", "Expected", "Judged", "Limits", "Needs"}
_LIMIT_TYPES = {field.name: float if field.name.endswith("_s") else int for field in fields(Limits)}


@dataclass(frozen=True, slots=True)
class Program:
    """`id` is its path below the folder, without the ending."""

    id: str
    source: bytes
    aim: str
    expected: frozenset[Outcome]
    mode: Mode
    times: int
    limits: Limits
    needs: str | None

    def find_escapes(self, verdicts: list[Verdict], output: str = "") -> list[str]:
        """What got through: each outcome that was not expected, each line with the mark, also in further `output`."""
        wrong = [verdict for verdict in verdicts if verdict.outcome not in self.expected]
        printed = [output, *(f"{verdict.stdout.text}\n{verdict.stderr.text}" for verdict in verdicts)]
        marks = [line for text in printed for line in find_marks(text)]
        return [f"{verdict.outcome}: {verdict.message}" for verdict in wrong] + marks


def find_marks(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if line.startswith(MARK)]


def load_programs() -> dict[str, Program]:
    """All of them by id. Raises ValueError for one that does not say what it must."""
    programs = [_load(path) for path in sorted(FOLDER.rglob("*.py"))]
    return {program.id: program for program in programs}


def _load(path: Path) -> Program:
    source = path.read_bytes()
    described = dict(_FIELD.findall(ast.get_docstring(ast.parse(source), clean=False) or ""))
    if not {"Aim", "Expected"} <= set(described) <= _KNOWN_FIELDS:
        raise ValueError(f"{path}: its docstring has the fields {sorted(described)}")
    return Program(
        id=str(path.relative_to(FOLDER).with_suffix("")),
        source=source,
        aim=" ".join(described["Aim"].split()),
        expected=frozenset(map(Outcome, described["Expected"].split(" or "))),
        mode=Mode.SUBMIT if described.get("Judged") == "submit" else Mode.RUN,
        times=2 if described.get("Judged") == "twice" else 1,
        limits=_parse_limits(described.get("Limits", "")),
        needs=described.get("Needs"),
    )


def _parse_limits(text: str) -> Limits:
    chosen = dict(bound.split("=") for bound in text.split())
    bounds: dict[str, Any] = {name: _LIMIT_TYPES[name](bound) for name, bound in chosen.items()}
    return Limits(**bounds)
