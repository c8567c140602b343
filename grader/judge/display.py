"""Values, calls and errors as a student reads them: Python source where possible, shortened, nothing of the host."""

import re
import site
import sys
import sysconfig
from pathlib import Path
from typing import Any

import numpy as np

from grader.judge.comparison import name_kind
from grader.values import ArrayValue, MappingValue, OpaqueValue, ScalarValue, SequenceValue, Value
from grader.verdict import ShownValue

MOST_ELEMENTS = 64
MOST_TEXT_CHARACTERS = 2000
OWN_CODE = "<arborist>"
"""How a path of ours is shown."""
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
_FLEETING = re.compile(r"(?<=\bat )0x[0-9a-f]+|(?<=object id )\d+")
"""Where things lie in memory: another place in each process, and nothing to a student."""
_NON_FINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def show(value: Value) -> ShownValue:
    """A value for the verdict: text that reads as Python, and an array's elements for a page to draw."""
    text = _to_source(value)
    shown = ShownValue(_shorten(text), clean(name_kind(value)), truncated=len(text) > MOST_TEXT_CHARACTERS)
    if not isinstance(value, ArrayValue):
        return shown
    elements = value.to_numpy().reshape(-1)
    return ShownValue(
        text=shown.text,
        type=shown.type,
        dtype=value.dtype,
        shape=list(value.shape),
        elements=[_to_json_number(element) for element in elements[:MOST_ELEMENTS]],
        truncated=shown.truncated or elements.size > MOST_ELEMENTS,
    )


def show_snippet(entry_point: str, call: MappingValue, expected: ShownValue, actual: ShownValue) -> str:
    """Lines to paste into a Python prompt where the submission is defined."""
    # By place, as the judge calls it: a submission may name its parameters as it likes.
    arguments = ", ".join(_to_source(value) for _, value in call.items)
    lines = ["import jax.numpy as jnp", f"{entry_point}({arguments})"]
    return "\n".join([*lines, *_comment("expected", expected.text), *_comment("actual", actual.text)])


def _comment(title: str, text: str) -> list[str]:
    first, *rest = text.splitlines() or [""]
    return [f"# {title}: {first}", *(f"#   {line}" for line in rest)]


def _to_source(value: Value) -> str:
    match value:
        case ArrayValue(type_name, dtype, shape):
            module = "np" if type_name == "numpy.ndarray" and shape == () else "jnp"
            if len(shape) > 1 and 0 in shape:  # it may have any number of rows without an element
                return f"{module}.zeros({shape}, dtype={module}.{dtype})"
            return f"{module}.array({_list_source(value.to_numpy())}, dtype={module}.{dtype})"
        case ScalarValue(float() as number) if not np.isfinite(number):
            return f'float("{number}")'
        case ScalarValue(scalar):
            return clean(repr(scalar))
        case SequenceValue("list", items):
            return f"[{', '.join(map(_to_source, items))}]"
        case SequenceValue(_, items):
            return f"({', '.join(map(_to_source, items))}{',' if len(items) == 1 else ''})"
        case MappingValue(entries):
            return "{" + ", ".join(f"{clean(repr(key))}: {_to_source(item)}" for key, item in entries) + "}"
        case OpaqueValue(type_name):
            return f"<{clean(type_name)}>"


def _list_source(array: np.ndarray[Any, Any]) -> str:
    if array.ndim == 0:
        return _element_source(array[()])
    if array.size > MOST_ELEMENTS:
        first = ", ".join(_element_source(element) for element in array.reshape(-1)[:MOST_ELEMENTS])
        return f"[{first}, ...]"
    return f"[{', '.join(_list_source(part) for part in array)}]"


def _element_source(element: object) -> str:
    # str of a NumPy number is the shortest text that reads back to the same number in its own precision.
    text = str(element)
    return {"nan": "jnp.nan", "inf": "jnp.inf", "-inf": "-jnp.inf"}.get(text, text)


def _to_json_number(element: np.generic) -> float | int | bool | str:
    text = str(element)
    if text in _NON_FINITE:
        return _NON_FINITE[text]
    if isinstance(element, np.complexfloating):
        return text
    if isinstance(element, np.bool_ | np.integer):
        number: float | int | bool = element.item()
        return number
    return float(text)


def clean(text: str, most_characters: int = MOST_TEXT_CHARACTERS) -> str:
    """`text` without control characters, addresses and any of the host's paths, and not endless."""
    for path, name in _HOST_PATHS:
        text = text.replace(path, name)
    text = _FLEETING.sub("...", _CONTROL_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", text))
    return _shorten(text, most_characters)


def _shorten(text: str, most_characters: int = MOST_TEXT_CHARACTERS) -> str:
    return text if len(text) <= most_characters else text[: most_characters - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _list_host_paths() -> list[tuple[str, str]]:
    """Where Python and Arborist lie on this host, longest first, each with the name that a student sees."""
    named = dict.fromkeys(site.getsitepackages(), "<packages>")
    named |= {str(Path(np.__file__).parent.parent): "<packages>", sysconfig.get_path("stdlib"): "<python>"}
    named |= {sys.prefix: "<python>", sys.base_prefix: "<python>", str(Path(__file__).parents[2]): OWN_CODE}
    found = {path: name for path, name in named.items() if len(Path(path).parts) > 2}
    return sorted(found.items(), key=lambda item: -len(item[0]))


_HOST_PATHS = _list_host_paths()
