"""Read a table of TOML into a frozen dataclass, and say exactly what is wrong where it does not fit."""

import dataclasses
import difflib
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from grader.problem import ProblemError

T = TypeVar("T")


def read_rows(row_type: type[T], rows: Any, where: str) -> tuple[T, ...]:
    """One value per table of a TOML array of tables. Raises ProblemError."""
    if not isinstance(rows, list):
        raise ProblemError(f"{where}: must be an array of tables")
    return tuple(read_table(row_type, row, f"{where} {number}") for number, row in enumerate(rows, start=1))


def read_table(table_type: type[T], table: Any, where: str) -> T:
    """`table_type(**table)` with every key known and every type right. Raises ProblemError."""
    if not isinstance(table, Mapping):
        raise ProblemError(f"{where}: must be a table")
    hints = typing.get_type_hints(table_type)
    fields = {field.name: field for field in dataclasses.fields(typing.cast(Any, table_type))}
    values = {}
    for key, value in table.items():
        if key not in fields:
            raise ProblemError(f"{where}: unknown key `{key}`{_nearest(key, fields)}")
        values[key] = _read_value(hints[key], value, f"{where}: `{key}`")
    for name, field in fields.items():
        if name not in table and field.default is dataclasses.MISSING:
            raise ProblemError(f"{where}: `{name}` is missing; write {name} = ({_describe(hints[name])})")
    return table_type(**values)


def _nearest(key: str, names: Mapping[str, Any]) -> str:
    match = difflib.get_close_matches(key, names, n=1)
    return f"; did you mean `{match[0]}`?" if match else f"; known are {', '.join(names)}"


def _read_value(expected: Any, value: Any, where: str) -> Any:
    if expected == tuple[str, ...] and isinstance(value, list):
        for item in value:
            _check_type(str, item, where)
        return tuple(value)
    _check_type(expected, value, where)
    return value


def _check_type(expected: Any, value: Any, where: str) -> None:
    if typing.get_origin(expected) is types.UnionType:  # of a type and None, for what may be left out
        expected, _ = typing.get_args(expected)
        if value is None:
            return
    plain = typing.get_origin(expected) or expected
    accepted = {float: (int, float), tuple: (tuple,), Mapping: (Mapping,)}.get(plain, (plain,))
    is_number_as_bool = isinstance(value, bool) and plain is not bool
    if is_number_as_bool or not isinstance(value, accepted):
        raise ProblemError(f"{where} must be {_describe(expected)}, not {value!r}")


def _describe(expected: Any) -> str:
    names = {str: "a string", int: "a whole number", float: "a number", Path: "a path"}
    return names.get(expected, "a table")
