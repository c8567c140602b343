"""What a page shows of a verdict that has everything in it."""

import re
from dataclasses import replace
from typing import Any

import pytest

from app.site.rendering import _TEMPLATES
from app.site.shown import draw_grids
from grader.verdict import Counterexample, Diagnosis, Lesson, Mark, Outcome, ShownValue, Tried, Verdict
from tests.api.scripted_judge import build_verdict

REQUEST = {"id": "1", "problem_id": "state_zero_kernel", "mode": "submit", "queued_ms": 0.0}


def show_array(elements: list[Any] | None, shape: list[int]) -> ShownValue:
    return ShownValue(f"jnp.array({elements})", "jax.Array", "float32", shape, elements)


def contrast(expected: ShownValue, actual: ShownValue) -> Counterexample:
    return Counterexample("f(1.0)", {"x": ShownValue("1.0", "float")}, expected, actual, "It differs.", shrunk=True)


def build_full_verdict() -> Verdict:
    expected, actual = show_array([1.0, 1.0, 1.0, "NaN"], [2, 2]), show_array([1.0, 0.25, 1.0, "NaN"], [2, 2])
    return replace(
        build_verdict(REQUEST),
        outcome=Outcome.WRONG_ANSWER,
        counterexample=contrast(expected, actual),
        lesson=Lesson(
            Diagnosis("You used `tree_map` <b>.", "Use `x`."),
            boundary="It fails for each x.",
            marks=[Mark(3, "Say <b>.")],
        ),
        tried=Tried(100, 0, 16, {"x": [[1], [2]]}, {"seed": [0.0, 9.0]}),
    )


def test_a_wrong_answer_is_shown_whole() -> None:
    text = str(vars(_TEMPLATES.get_template("verdict.html").module)["show_verdict"](build_full_verdict()))
    told = ("Wrong answer", "<code>tree_map</code> &lt;b&gt;.", "It fails for each x.", "It differs.")
    assert [each for each in told if each not in text] == []
    assert "f(1.0)" in re.sub(r"<[^>]*>", "", text)
    assert text.count("<b>0.25</b>") == 1
    assert '<span hidden data-line="3" data-says="Say &lt;b&gt;."></span>' in text
    assert text.count('class="differs"') == 2
    assert "seed from 0 to 9, 2 shapes of x, 16 through the steps." in text


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (show_array([1.0], [1]), show_array([1.0, 2.0], [2])),
        (show_array([1.0] * 65, [65]), show_array([0.0] * 65, [65])),
        (show_array([1.0], []), show_array([2.0], [])),
        (show_array([], [0]), show_array([], [0])),
        (show_array(None, [1]), show_array([1.0], [1])),
    ],
    ids=["other shapes", "too many", "no dimension", "no element", "no elements told"],
)
def test_there_is_no_picture_where_there_is_nothing_to_see(expected: ShownValue, actual: ShownValue) -> None:
    assert draw_grids(contrast(expected, actual)) is None
