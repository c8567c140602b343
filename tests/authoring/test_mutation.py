"""Each way in which a reference is mutated, on sources small enough to read the result."""

import ast
from pathlib import Path

import pytest

from grader.authoring.mutation import find_mutants
from grader.catalogue import DEFAULT_PROBLEMS_DIR

REFERENCES = sorted(DEFAULT_PROBLEMS_DIR.glob("*/reference.py"))


@pytest.mark.parametrize(
    ("line", "mutated"),
    [
        ("n = 3", ["n = 4", "n = 2"]),
        ("n = 0", ["n = 1"]),
        ("n = 0.5", ["n = 1.5", "n = 0.505"]),
        ("n = 'é', 1", ["n = 'é_', 1", "n = '', 1", "n = 'é', 2", "n = 'é', 0"]),
        ("n = True", ["n = False"]),
        ("n = a == b", ["n = (a != b)"]),
        ("n = a < b", ["n = (a <= b)", "n = (a >= b)"]),
        ("n = a in b", ["n = (a not in b)"]),
        ("n = a is b", ["n = (a is not b)"]),
        ("n = a + b", ["n = (a - b)"]),
        ("n = (a * b) @ c", ["n = ((a / b)) @ c", "n = (c @ (a * b))"]),
        ("n = a - b", ["n = (a + b)", "n = (b - a)"]),
        ("n = -a", ["n = a"]),
        ("n = a and b", ["n = (a or b)", "n = a", "n = b"]),
        ("n = a or b or c", ["n = (a and b and c)", "n = (b or c)", "n = (a or c)", "n = (a or b)"]),
        ("n = a if b else c", ["n = a", "n = c"]),
        ("n = [a for a in b if c]", ["n = [a for a in b if True]"]),
        ("n = f(a)", ["n = a"]),
        ("n = a.f()", ["n = a"]),
        ("n = jax.f(*a)", []),
        ("n = f(a, b)", ["n = a", "n = b", "n = f(b, a)"]),
        ("n = f(*a, b=c)", ["n = f(*a)"]),
        ("f(*a)", ["pass"]),
        ("a[b] = c", ["pass"]),
        ("a.b = c", ["pass"]),
        ("a += b", ["a -= b", "pass"]),
        ("return a", ["return None"]),
        ("if a: b = c", ["if True: b = c", "if False: b = c"]),
        ("while a: break", ["while False: break", "while a: pass"]),
        ("'''Docs 1.'''", []),
        ("n: Literal[1] = a", []),
        ("n = f'{a + 1}'", []),
        ("import a.b", []),
    ],
)
def test_one_change_at_a_time(line: str, mutated: list[str]) -> None:
    head = "import jax\ndef reference(a: Literal[2], b, c) -> Literal[3]:\n    "
    assert sorted(mutant.source.removeprefix(head) for mutant in find_mutants(head + line)) == sorted(mutated)


def test_mutant_is_named_by_its_change_and_its_line_wherever_that_stands() -> None:
    line = "    y = f(x, 1) + x[1:1]  # why\n"
    near, far = (find_mutants(f"{head}def reference(x):\n{line}") for head in ("", "import jax\n\n\n"))
    names = [mutant.change for mutant in near]
    assert names == [mutant.change for mutant in far]
    assert "constant 1 -> 2 in: y = f(x, 1) + x[1:1]" in names
    assert "constant 1 -> 2 in: y = f(x, 1) + x[1:1] (3)" in names
    assert "swapped arguments x, 1 in: y = f(x, 1) + x[1:1]" in names
    assert len(set(names)) == len(names)


def test_mutant_shows_the_lines_that_differ() -> None:
    (mutant,) = find_mutants("def reference(x):\n    return f(\n        *x, y=z\n    )\n")[1:]
    assert mutant.diff == ("-    return f(", "-        *x, y=z", "-    )", "+    return f(*x)")


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.parent.name)
def test_every_mutant_of_a_reference_is_python(path: Path) -> None:
    mutants = find_mutants(path.read_text(encoding="utf-8"))
    assert mutants
    for mutant in mutants:
        ast.parse(mutant.source)
