"""Known misconceptions are recognised in solutions that somebody else wrote, and not where they are not."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.judge.session import JudgeSession
from grader.judge.teaching.misconceptions import read_mistakes
from grader.verdict import CheckStatus, Verdict

JudgeSource = Callable[..., Verdict]

FOLDER = Path(__file__).parent / "misunderstood"
"""Written without a look at the problem's own submissions, from a description of each misconception alone."""

RECOGNISED_AS = {
    "forgot_the_path": "wrong_answer/plain_tree_map",
    "substring_catches_bias": "wrong_answer/substring_catches_bias",
    "zeroed_everything": "wrong_answer/everything_zeroed",
    "changed_nothing": "wrong_answer/changed_nothing",
    "called_the_state": "runtime_error/state_called",
    "merged_the_old_state": "wrong_answer/old_state_merged",
    "forgot_to_merge": "wrong_answer/unmodified_model",
    "returned_the_state": "wrong_answer/returned_state",
    "forgot_int_on_features": "runtime_error/features_left_a_float",
    "in_place_on_a_copy": "wrong_answer/copy_mutated",
    "wrong_graphdef": "wrong_answer/other_graphdef",
    "rebuilt_the_model": "wrong_answer/rebuilt_model",
    "transposed_zeros": "runtime_error/transposed_zeros",
    "transposed_kernel": "wrong_answer/kernel_turned_round",
    "bias_left_at_zero": "wrong_answer/bias_never_set",
    "kernel_of_ones": "wrong_answer/kernel_of_ones",
    "bias_set_after_zeroing_wrong_way": "wrong_answer/bias_set_to_features",
}
MISTAKES = {mistake.name: mistake for mistake in read_mistakes(DEFAULT_PROBLEMS_DIR / "state_zero_kernel")}


@pytest.mark.parametrize(("name", "mistake"), RECOGNISED_AS.items(), ids=RECOGNISED_AS)
def test_misconception_is_recognised_in_another_style(judge_source: JudgeSource, name: str, mistake: str) -> None:
    diagnosis = judge_source((FOLDER / f"{name}.py").read_bytes()).lesson.diagnosis
    assert diagnosis is not None
    assert diagnosis.misconception == MISTAKES[mistake].misconception
    assert diagnosis.hint == MISTAKES[mistake].hint


@pytest.mark.parametrize("path", sorted(FOLDER.glob("unrelated/*.py")), ids=lambda path: path.stem)
def test_unrelated_mistake_gets_no_diagnosis(judge_source: JudgeSource, path: Path) -> None:
    assert judge_source(path.read_bytes()).lesson.diagnosis is None


def test_transform_that_works_on_this_layer_alone_gets_advice(judge_source: JudgeSource) -> None:
    """Right here, so it passes; elsewhere it would leave kernels as they are."""
    path = DEFAULT_PROBLEMS_DIR / "state_zero_kernel" / "submissions" / "accepted" / "first_key_equals.py"
    verdict = judge_source(path.read_bytes())
    assert verdict.score == 1.0
    assert {each.id: each.holds for each in verdict.lesson.advice} == {
        "inputs": True,
        "jit": True,
        "vmap": True,
        "transfer": False,
        "repeat": True,
    }
    [advice] = [each for each in verdict.lesson.advice if not each.holds]
    assert advice.message.startswith("On a nested MLP, the leaf ['body']['first']['kernel'] is kept, and should")


def test_condition_on_values_gets_advice_on_jit(judge_source: JudgeSource) -> None:
    path = DEFAULT_PROBLEMS_DIR / "state_zero_kernel" / "submissions" / "accepted" / "checked_by_assertions.py"
    verdict = judge_source(path.read_bytes())
    assert verdict.score == 1.0
    told = {each.id: each.message for each in verdict.lesson.advice if not each.holds}
    assert set(told) == {"jit", "vmap"}
    assert "jnp.where or jax.lax.cond" in told["jit"]
    assert "in line" in told["jit"]
    assert "<arborist>" not in str(told), "where it was tried is nothing to the student"


def test_skipped_step_points_to_the_nearest_line(judge_source: JudgeSource) -> None:
    path = DEFAULT_PROBLEMS_DIR / "state_zero_kernel" / "submissions" / "step_missing" / "tree_map_by_ndim.py"
    source = path.read_text()
    verdict = judge_source(source)
    [skipped] = [check for check in verdict.checks if check.status is CheckStatus.FAILED]
    [number] = [number for number, line in enumerate(source.splitlines(), 1) if "= jax.tree" in line]
    assert f"The nearest to it is line {number}, `" in skipped.message
    assert [mark.line for mark in verdict.lesson.marks] == [number]


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ("import jax\n\ndef state_zero_kernel(seed, x, features:\n    pass\n", {3: "never closed"}),
        ("def state_zero_kernel(seed, x, features):\n    return once(x)\n\ndef once(x):\n    return x / None\n",
         {2: "came by here", 5: "in line 5, `return x / None`"}),
        ("def state_zero_kernel(seed, x, features):\n    return x\n", {}),
    ],
    ids=["syntax", "exception", "value"],
)  # fmt: skip
def test_lines_that_the_verdict_speaks_of_are_marked(
    judge_source: JudgeSource, source: str, marks: dict[int, str]
) -> None:
    found = {mark.line: mark.message for mark in judge_source(source).lesson.marks}
    assert set(found) == set(marks)
    for line, words in marks.items():
        assert words in found[line]


def test_accepted_verdict_says_what_was_tried(judge_source: JudgeSource) -> None:
    path = DEFAULT_PROBLEMS_DIR / "state_zero_kernel" / "submissions" / "accepted" / "textbook.py"
    tried = judge_source(path.read_bytes()).tried
    assert tried is not None
    assert (tried.calls, tried.non_finite, tried.dyed) == (100, 16, 16)
    assert len(tried.shapes["x"]) >= 6
    assert tried.ranges["seed"][1] > 2**20
    assert tried.ranges["features"] == [1.0, 12.0]


def test_mistake_is_loaded_once_for_all_calls(judge_session: JudgeSession) -> None:
    code = judge_session.shelf.exercises["state_zero_kernel"].code
    source = """
from flax import nnx


class OnlyHere(nnx.Module):
    pass


def state_zero_kernel(seed, x, features):
    return x
"""
    for _ in range(3):
        code.answer_as(source, code.examples[0])
    known = [thing for thing in gc.get_objects() if isinstance(thing, type) and thing.__name__ == "OnlyHere"]
    assert len(known) == 1
