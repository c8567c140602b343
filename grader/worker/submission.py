"""Turn a submission's source into a function, or say why it is none. Untrusted side."""

import difflib
import inspect
import linecache
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any

from grader.worker.answers import SOURCE_NAME

MODULE_NAME = "solution"


class InvalidSubmission(Exception):
    """The source cannot be judged as it stands. Costs no attempt."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def load_function(source: str, entry_point: str, parameters: Sequence[str]) -> Callable[..., Any]:
    """Run the module that `source` is and return its entry point.

    Raises InvalidSubmission for what is wrong with the source as such, and whatever the module itself raises.
    """
    code = _compile(source)
    module = types.ModuleType(MODULE_NAME)
    module.__file__ = SOURCE_NAME
    sys.modules[MODULE_NAME] = module
    lines = source.splitlines(keepends=True)
    linecache.cache[SOURCE_NAME] = (len(source), None, lines, SOURCE_NAME)
    exec(code, module.__dict__)  # noqa: S102  the one place that a worker is for
    return _find_entry_point(module.__dict__, entry_point, parameters)


def _compile(source: str) -> types.CodeType:
    try:
        return compile(source, SOURCE_NAME, "exec", dont_inherit=True)
    except SyntaxError as error:
        kind = type(error).__name__
        raise InvalidSubmission(f"{kind}: {error.msg}.", error.lineno, error.offset) from None
    except (RecursionError, MemoryError):
        raise InvalidSubmission("The source is nested too deeply to be compiled.") from None
    except ValueError as error:
        raise InvalidSubmission(f"The source cannot be compiled: {error}.") from None


def _find_entry_point(namespace: dict[str, Any], entry_point: str, parameters: Sequence[str]) -> Callable[..., Any]:
    signature = f"{entry_point}({', '.join(parameters)})"
    if entry_point not in namespace:
        names = [name for name, thing in namespace.items() if callable(thing) and not name.startswith("__")]
        nearest = difflib.get_close_matches(entry_point, names, n=1)
        hint = f"did you mean `{nearest[0]}`?" if nearest else "define it at the top level."
        raise InvalidSubmission(f"There is no function `{entry_point}`: {hint}")
    function = namespace[entry_point]
    if not callable(function):
        raise InvalidSubmission(f"`{entry_point}` is not a function: write def {signature}.")
    _check_arity(function, signature, parameters)
    return function  # type: ignore[no-any-return]


def _check_arity(function: Callable[..., Any], signature: str, parameters: Sequence[str]) -> None:
    try:
        taken = inspect.signature(function)
    except (TypeError, ValueError):
        return  # a callable that does not tell its parameters is called, and then shows whether it takes them
    try:
        taken.bind(*parameters)
    except TypeError as error:
        raise InvalidSubmission(
            f"The function is called as {signature}, but it is defined with {taken}: {error}."
        ) from None
