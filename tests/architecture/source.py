"""The project's own source, parsed, and what is measured on it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("app", "grader", "problems", "tests")
UNMEASURED = {"submissions", "escapes", "node_modules"}
"""Folders of what students write, of programs that are ugly on purpose, and of what npm brings along."""

FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
CLOSURE = (*FUNCTION, ast.Lambda)
BLOCK = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)


@cache
def parse_modules() -> dict[str, ast.Module]:
    """Every measured module by its path from the root."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    ours = [path.relative_to(ROOT) for path in paths if UNMEASURED.isdisjoint(path.relative_to(ROOT).parts)]
    return {str(path): ast.parse((ROOT / path).read_bytes(), filename=str(path)) for path in ours}


def find_functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, those inside others too."""
    return (node for node in ast.walk(module) if isinstance(node, FUNCTION))


def count_body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its signature and its docstring."""
    statements = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    if not statements:
        return 0
    return (statements[-1].end_lineno or statements[-1].lineno) - statements[0].lineno + 1


def measure_nesting(node: ast.AST) -> int:
    """How deep blocks stand in each other below `node`; an `elif` is as deep as its `if`."""
    return max((_depth_of(child, node) for child in ast.iter_child_nodes(node)), default=0)


def _depth_of(child: ast.AST, parent: ast.AST) -> int:
    if isinstance(child, FUNCTION):
        return 0  # measured on its own
    is_elif = isinstance(child, ast.If) and isinstance(parent, ast.If) and parent.orelse == [child]
    return measure_nesting(child) + (isinstance(child, BLOCK) and not is_elif)


def measure_closures(node: ast.AST) -> int:
    """How deep functions and lambdas stand in each other, `node` itself included; a class starts anew."""
    below = max((measure_closures(child) for child in ast.iter_child_nodes(node)), default=0)
    return 0 if isinstance(node, ast.ClassDef) else below + isinstance(node, CLOSURE)
