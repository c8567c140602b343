"""What can go wrong in one expression or statement of a reference, as another one in its place."""

import ast
import math
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """`new` stands for `target`, or for the node that was asked about. `said` is what it is, where a glance tells."""

    kind: str
    new: ast.AST
    target: ast.expr | None = None
    said: str = ""


COMPARISONS: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
"""The opposite of each, and its neighbour at the boundary."""

OPERATORS: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitAnd,
}
ORDERED = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult, ast.LShift, ast.RShift)
"""Operators whose two sides may be taken the wrong way round."""


def list_changes(node: ast.AST, imported: set[str]) -> Iterator[Change]:
    """The changes to this node itself. `imported` are the names of modules, which are no value to go on with."""
    match node:
        case ast.Constant(value):
            yield from (Change("constant", ast.Constant(new)) for new in _list_constants(value))
        case ast.Compare():
            yield from _list_comparisons(node)
        case ast.BinOp():
            yield from _list_operations(node)
        case ast.UnaryOp(ast.Not() | ast.USub() | ast.Invert()):
            yield Change("operator", node.operand)
        case ast.BoolOp():
            yield from _list_conditions(node)
        case ast.IfExp():
            yield from (Change("condition", branch) for branch in (node.body, node.orelse))
        case ast.Call():
            yield from _list_calls(node, imported)
        case ast.comprehension(ifs=conditions):
            yield from (Change("condition", ast.Constant(True), condition) for condition in conditions)
        case ast.stmt():
            yield from _list_statements(node)


def _list_constants(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1] if value else [1]
    if isinstance(value, float):
        return [value + 1.0, value * 1.01] if value and math.isfinite(value) else [1.0]
    if isinstance(value, str):
        return [f"{value}_", ""] if value else ["_"]
    return []


def _list_comparisons(node: ast.Compare) -> Iterator[Change]:
    for place, operator in enumerate(node.ops):
        for other in COMPARISONS[type(operator)]:
            yield Change("comparison", _with(node, ops=_replaced(node.ops, place, other())))


def _list_operations(node: ast.BinOp) -> Iterator[Change]:
    if other := OPERATORS.get(type(node.op)):
        yield Change("operator", _with(node, op=other()))
    if isinstance(node.op, ORDERED):
        yield Change("swapped operands", _with(node, left=node.right, right=node.left))


def _list_conditions(node: ast.BoolOp) -> Iterator[Change]:
    yield Change("condition", _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And()))
    if len(node.values) == 2:
        yield from (Change("condition", value) for value in node.values)
    else:
        yield from (Change("condition", _with(node, values=_without(node.values, value))) for value in node.values)


def _list_calls(node: ast.Call, imported: set[str]) -> Iterator[Change]:
    """The call dropped, two arguments swapped, a keyword left out."""
    plain = [argument for argument in node.args if not isinstance(argument, ast.Starred)]
    yield from (Change("dropped call", argument) for argument in plain)
    if isinstance(node.func, ast.Attribute) and not _is_module(node.func.value, imported):
        yield Change("dropped call", node.func.value)
    for place, (first, second) in enumerate(zip(node.args, node.args[1:], strict=False)):
        if first in plain and second in plain and ast.dump(first) != ast.dump(second):
            swapped = _replaced(_replaced(node.args, place, second), place + 1, first)
            said = f"{ast.unparse(first)}, {ast.unparse(second)}"
            yield Change("swapped arguments", _with(node, args=swapped), said=said)
    for keyword in node.keywords:
        if keyword.arg:
            yield Change("dropped keyword", _with(node, keywords=_without(node.keywords, keyword)), said=keyword.arg)


def _list_statements(node: ast.stmt) -> Iterator[Change]:
    match node:
        case ast.If(test=test):
            yield from (Change("condition", ast.Constant(value), test) for value in (True, False))
        case ast.While(test=test):
            yield Change("condition", ast.Constant(False), test)
        case ast.Return(ast.expr()):
            yield Change("returns", ast.Return(ast.Constant(None)), said="None")
        case ast.AugAssign(op=operator):
            if other := OPERATORS.get(type(operator)):
                yield Change("operator", _with(node, op=other()))
            yield Change("dropped", ast.Pass(), said="the statement")
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield Change("dropped", ast.Pass(), said="the statement")
        case ast.Expr(ast.Call()) | ast.Delete() | ast.Break() | ast.Continue():
            yield Change("dropped", ast.Pass(), said="the statement")


def _is_module(node: ast.expr, imported: set[str]) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in imported


def _with(node: ast.AST, **fields: Any) -> ast.AST:
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _replaced(items: list[Any], place: int, new: Any) -> list[Any]:
    return [*items[:place], new, *items[place + 1 :]]


def _without(items: list[Any], left_out: Any) -> list[Any]:
    return [item for item in items if item is not left_out]
