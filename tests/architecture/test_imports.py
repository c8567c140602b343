"""Who may import whom: the contracts of pyproject.toml, and the same for the files of a problem.

The linter cannot read the problems: some of their submissions are not even Python.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, parse_modules

FORBIDDEN = {
    "reference.py": ("app", "grader.judge", "grader.sandbox", "grader.worker"),
    "inputs.py": ("app", "grader.judge", "grader.sandbox", "grader.worker"),
    "harness.py": ("app", "grader.judge", "grader.sandbox", "hypothesis", "inputs", "problems", "reference"),
    "starter.py": ("app", "grader", "hypothesis", "problems"),
}
"""The harness is the only one of them that enters a worker, where everything can be read by a submission."""


def test_imports_point_downwards() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("name", "forbidden"), FORBIDDEN.items(), ids=FORBIDDEN)
def test_a_problem_keeps_to_its_place(name: str, forbidden: tuple[str, ...]) -> None:
    files = {path: module for path, module in parse_modules().items() if Path(path).match(f"problems/*/{name}")}
    assert files
    imports = [(path, imported) for path, module in files.items() for imported in find_imports(module)]
    assert [(path, imported) for path, imported in imports if is_within(imported, forbidden)] == []


def is_within(imported: str, packages: tuple[str, ...]) -> bool:
    return any(f"{imported}.".startswith(f"{package}.") for package in packages)


def find_imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        ("import a.b, c as d", ["a.b", "c"]),
        ("from a import b, c", ["a.b", "a.c"]),
        ("def f():\n  from . import reference", [".reference"]),
    ],
    ids=["import", "from", "lazy and relative"],
)
def test_imports_are_found_wherever_they_stand(source: str, imported: list[str]) -> None:
    assert list(find_imports(ast.parse(source))) == imported
