"""Small changes to a reference, each a mistake that somebody might make: what judges a problem must see them all.

A change replaces the text of one expression or statement, so that the rest of the source stays as it was written.
"""

import ast
import difflib
import io
import tokenize
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from grader.authoring.changes import Change, list_changes

LOOSE = (ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Lambda, ast.NamedExpr, ast.UnaryOp)
"""What needs parentheses to stand where something else stood."""
UNCHANGED_FIELDS = {"annotation", "returns", "decorator_list", "bases", "type_params", "type_comment"}
"""Types change no answer; a decorator gone changes only how fast it comes."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A source with one change. `change` names it for good: it holds no line number, and no two are alike."""

    change: str
    source: str
    diff: tuple[str, ...]
    """The lines that went and those that came, with - and + in front."""


def find_mutants(source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines. No two have the same source."""
    tree = ast.parse(source)
    text = _Text(source)
    known = {source}
    numbers: Counter[str] = Counter()
    mutants = []
    for node in _walk(tree):
        for change in list_changes(node, _find_imported(tree)):
            mutated = text.replace(node, change)
            if mutated in known:
                continue
            known.add(mutated)
            name = text.name(node, change)
            numbers[name] += 1
            number = f" ({numbers[name]})" if numbers[name] > 1 else ""
            mutants.append(Mutant(name + number, mutated, _show_diff(source, mutated)))
    return mutants


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """`node` and what is below it, but for types, docstrings and f-strings."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in UNCHANGED_FIELDS:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr) and not _is_bare_constant(child):
                yield from _walk(child)


def _is_bare_constant(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _find_imported(tree: ast.Module) -> set[str]:
    """The names that imports bind: modules, mostly."""
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    return {(alias.asname or alias.name).partition(".")[0] for node in imports for alias in node.names}


class _Text:
    """A source by its bytes, as the parser counts columns."""

    def __init__(self, source: str) -> None:
        self._lines = source.encode().splitlines(keepends=True)
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        comments = {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}
        self._uncommented = {
            number: line.decode().strip().removesuffix(comments.get(number, "")).strip()
            for number, line in enumerate(self._lines, start=1)
        }

    def replace(self, node: ast.AST, change: Change) -> str:
        start, end = self._find_ends(change.target or node)
        content = b"".join(self._lines)
        return (content[:start] + _write(change.new).encode() + content[end:]).decode()

    def name(self, node: ast.AST, change: Change) -> str:
        target = change.target or node
        start, end = self._find_ends(target)
        old = b"".join(self._lines)[start:end].decode()
        said = change.said or f"{old} -> {ast.unparse(change.new)}"
        line = self._uncommented[target.lineno]  # type: ignore[attr-defined]
        return " ".join(f"{change.kind} {said} in: {line}".split())

    def _find_ends(self, node: ast.AST) -> tuple[int, int]:
        where = [(node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)]  # type: ignore[attr-defined]
        start, end = (sum(map(len, self._lines[: line - 1])) + column for line, column in where)
        return start, end


def _write(new: ast.AST) -> str:
    text = ast.unparse(new)
    return f"({text})" if isinstance(new, LOOSE) else text


def _show_diff(old: str, new: str) -> tuple[str, ...]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return tuple(line for line in lines if line[0] in "-+" and not line.startswith(("---", "+++")))
