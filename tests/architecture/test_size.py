"""Small pieces: a reader understands a function without opening another."""

import ast

import pytest

from tests.architecture.source import (
    ROOT,
    count_body_lines,
    find_functions,
    measure_closures,
    measure_nesting,
    parse_modules,
)

FUNCTION_LINES = 60
MODULE_LINES = 400
NESTING = 3
BANNED_NAMES = {"base", "common", "core", "data", "helper", "helpers", "info", "manager", "util", "utils"}


def test_functions_are_short() -> None:
    lengths = {
        f"{path}:{function.lineno} {function.name}": count_body_lines(function)
        for path, module in parse_modules().items()
        for function in find_functions(module)
    }
    assert {where: lines for where, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_modules_are_short() -> None:
    lengths = {path: len((ROOT / path).read_bytes().splitlines()) for path in parse_modules()}
    assert {path: lines for path, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_nesting_is_shallow() -> None:
    depths = {
        f"{path}:{function.lineno} {function.name}": measure_nesting(function)
        for path, module in parse_modules().items()
        for function in find_functions(module)
    }
    assert {where: depth for where, depth in depths.items() if depth > NESTING} == {}


def test_no_closure_holds_a_closure() -> None:
    depths = {
        f"{path}:{function.lineno} {function.name}": measure_closures(function)
        for path, module in parse_modules().items()
        for function in find_functions(module)
    }
    assert {where: depth for where, depth in depths.items() if depth > 2} == {}


def test_modules_are_named_after_what_they_hold() -> None:
    banned = [path for path in parse_modules() if BANNED_NAMES & set(path.removesuffix(".py").split("/"))]
    assert banned == []


def test_packages_export_nothing() -> None:
    """A re-export would load the judge inside the worker."""
    assert [path for path in parse_modules() if path.endswith("__init__.py") and (ROOT / path).read_bytes()] == []


@pytest.mark.parametrize(
    ("source", "depth"),
    [
        ("def f():\n  return 1", 0),
        ("def f():\n  if a:\n    b\n  elif c:\n    d\n  else:\n    e", 1),
        ("def f():\n  if a:\n    b\n  elif c:\n    for d in e:\n      g", 2),
        ("def f():\n  with a:\n    try:\n      b\n    except C:\n      while d:\n        e", 3),
        ("def f():\n  for a in b:\n    def g():\n      if c:\n        d", 1),
        ("def f():\n  match a:\n    case 1:\n      if b:\n        c", 2),
    ],
    ids=["flat", "elif is no deeper", "loop in elif", "handler", "closure counts for itself", "match"],
)
def test_nesting_counts_blocks_within_blocks(source: str, depth: int) -> None:
    assert measure_nesting(ast.parse(source).body[0]) == depth


@pytest.mark.parametrize(
    ("source", "depth"),
    [
        ("def f():\n  return 1", 1),
        ("def f():\n  return lambda: 1", 2),
        ("def f():\n  def g():\n    return lambda: 1", 3),
        ("def f():\n  class C:\n    def g(self):\n      return lambda: 1", 1),
    ],
    ids=["none", "one", "one in another", "a class starts anew"],
)
def test_closures_count_functions_within_functions(source: str, depth: int) -> None:
    assert measure_closures(ast.parse(source).body[0]) == depth


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('def f():\n  """Docs.\n\n  More.\n  """', 0),
        ('def f():\n  """Docs."""\n  a\n\n  b', 3),
        ("def f(\n  a,\n  b,\n):\n  return [\n    a,\n  ]", 3),
    ],
    ids=["docstring only", "blank line between", "long signature"],
)
def test_body_lines_leave_out_signature_and_docstring(source: str, lines: int) -> None:
    (function,) = find_functions(ast.parse(source))
    assert count_body_lines(function) == lines
