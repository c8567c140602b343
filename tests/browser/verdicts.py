"""Verdicts with everything in them that a page can show, as a judge could tell them."""

from dataclasses import asdict
from typing import Any

from grader.verdict import (
    Advice,
    Captured,
    Check,
    CheckStatus,
    Counterexample,
    Diagnosis,
    Lesson,
    Mark,
    Outcome,
    ShownValue,
    TraceLine,
    Tried,
)

STEPS = ("Split the model into graphdef and state", "Transform the state with tree_map_with_path", "Merge them again")
SNIPPET = """\
import jax.numpy as jnp
state_zero_kernel(3.0, jnp.array([1.0, 2.0, 3.0], dtype=jnp.float32), 2.0)
# expected: jnp.array([1.0, 1.0], dtype=jnp.float32)
# actual: jnp.array([1.0, 0.25], dtype=jnp.float32)
"""
LONG_LINE = "x" * 300


def build_verdicts() -> dict[str, dict[str, Any]]:
    """The fields of each by its name; further outcomes are told without anything more."""
    return {
        "accepted": _tell(Outcome.ACCEPTED, "Every call agrees with the reference, and every step was taken.", "passed")
        | {"lesson": asdict(Lesson(advice=[Advice("jit", "Works under jax.jit", holds=False, message=LONG_LINE)]))},
        "wrong_answer": _tell_wrong_answer(),
        "step_missing": _tell(Outcome.STEP_MISSING, f"Step missing: {STEPS[0]}: it does not depend on it.", "failed"),
        "runtime_error": _tell_runtime_error(),
        "invalid_submission": _tell(Outcome.INVALID_SUBMISSION, "Line 3: invalid syntax: def f(", "not_run")
        | {"lesson": asdict(Lesson(marks=[Mark(3, "invalid syntax")]))},
        "time_limit": _tell(Outcome.TIME_LIMIT, "A call took longer than 10 s.", "error"),
        "memory_limit": _tell(Outcome.MEMORY_LIMIT, "It took more than 512 MiB.", "error"),
        "output_limit": _tell(Outcome.OUTPUT_LIMIT, "It printed more than 64 KiB.", "error")
        | {"stdout": asdict(Captured(f"a line\n{LONG_LINE}\n", truncated=True))},
        "not_reproducible": _tell(Outcome.NOT_REPRODUCIBLE, "A wrong result that did not come again.", "not_run"),
        "internal_error": _tell(Outcome.INTERNAL_ERROR, "Our fault, and it costs you nothing.", "not_run"),
    }


def _tell(outcome: Outcome, message: str, status: str) -> dict[str, Any]:
    fault = ("The result does not depend on it.", "Use the state that `nnx.split` returned.")
    told = fault if status == "failed" else ("", "")
    checks = [Check("values", "Values on ordinary inputs", CheckStatus.PASSED, 20, 20)] + [
        Check(f"step-{place}", title, CheckStatus(status), 0, 15, *told) for place, title in enumerate(STEPS)
    ]
    return {"outcome": outcome, "message": message, "checks": [asdict(check) for check in checks]}


def _tell_wrong_answer() -> dict[str, Any]:
    """With a picture of both arrays."""
    counterexample = Counterexample(
        SNIPPET,
        {"seed": ShownValue("3.0", "float"), "x": ShownValue("jnp.array([1.0, 2.0, 3.0])", "jax.Array")},
        _show_grid(1.0),
        _show_grid(0.25),
        "The result has element [0, 1] equal to 0.25, expected 1.0.",
        shrunk=True,
    )
    lesson = Lesson(
        Diagnosis(
            "Your bias was zeroed too: the test of the `path` matches every leaf.", "Print `path` for each leaf."
        ),
        boundary="It fails on every call with no NaN and no infinity in x, and on no other.",
    )
    tried = Tried(100, 20, 16, {"x": [[1], [3]]}, {"seed": [0.0, 9.0]})
    return _tell(Outcome.WRONG_ANSWER, "Wrong value: element [0, 1] is 0.25, expected 1.0.", "failed") | {
        "counterexample": asdict(counterexample),
        "lesson": asdict(lesson),
        "tried": asdict(tried),
        "stdout": asdict(Captured("layers/0/kernel.value\nlayers/0/bias.value\n")),
    }


def _show_grid(differing: float) -> ShownValue:
    elements: list[float | int | bool | str] = [1.0, differing, *[1.0] * 61, "NaN"]
    return ShownValue(f"jnp.array({elements})", "jax.Array", "float32", [4, 16], elements)


def _tell_runtime_error() -> dict[str, Any]:
    traceback = [TraceLine(4, "state_zero_kernel", "return apply(graphdef, state)"), TraceLine(9, "apply", LONG_LINE)]
    lesson = Lesson(explanation="`nnx.merge` was given a path where it takes a state.", traceback=traceback)
    return _tell(Outcome.RUNTIME_ERROR, "TypeError: 'State' object is not callable", "error") | {
        "lesson": asdict(lesson),
        "stderr": asdict(Captured("Traceback (most recent call last):\n  ...\nTypeError: not callable\n")),
    }
