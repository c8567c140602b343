"""A warm worker's word is enough to pass, never to fail; and what it cannot do is done by a fresh one."""

from collections.abc import Callable

import pytest

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.verdict import Mode, Outcome, Verdict

JudgeSource = Callable[..., Verdict]
RIGHT = (DEFAULT_PROBLEMS_DIR / "state_zero_kernel/submissions/accepted/textbook.py").read_text(encoding="utf-8")
ONLY_WARM = """
right = state_zero_kernel
IS_WARM = jax._src.xla_bridge.backends_are_initialized()
def state_zero_kernel(seed, x, features):
    if IS_WARM:
        {}
    return right(seed, x, features)
"""
FAULTS = {
    "wrong answer": "return right(seed, x, features) + 1",
    "exception": "raise ValueError",
    "end of the process": "import os; os._exit(0)",
    "crash": "import ctypes; ctypes.string_at(0)",
    "forged reply": "import os; os.write(4, b'x' * 64)",
    "skipped step": "return jnp.where(jnp.isfinite(x).all(), 1.0, jnp.nan) * jnp.ones(int(features))",
    "step without effect": "return jnp.ones(int(features))",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
@pytest.mark.parametrize("mode", Mode)
def test_fault_that_only_a_warm_worker_shows_is_not_the_submissions(
    judge_source: JudgeSource, fault: str, mode: Mode
) -> None:
    verdict = judge_source(RIGHT + ONLY_WARM.format(fault), mode)
    assert verdict.outcome is Outcome.ACCEPTED, verdict.message


def test_fault_at_load_that_only_a_warm_worker_shows_is_not_the_submissions(judge_source: JudgeSource) -> None:
    verdict = judge_source(RIGHT + ONLY_WARM.format("pass") + "if IS_WARM:\n    raise ValueError\n", Mode.RUN)
    assert verdict.outcome is Outcome.ACCEPTED, verdict.message


def test_what_warm_workers_have_not_compiled_is_judged_all_the_same(judge_source: JudgeSource) -> None:
    late = "return right(seed, x, features) + jnp.sort(jnp.zeros((1, 13)))[0, 0]"
    verdict = judge_source(RIGHT + ONLY_WARM.format(late))
    assert verdict.outcome is Outcome.ACCEPTED, verdict.message
    assert verdict.calls_judged == 100


def test_fault_that_every_worker_shows_is_shown(judge_source: JudgeSource) -> None:
    for fault, outcome in (("wrong answer", Outcome.WRONG_ANSWER), ("exception", Outcome.RUNTIME_ERROR)):
        verdict = judge_source(RIGHT + ONLY_WARM.replace("IS_WARM:", "True:").format(FAULTS[fault]))
        assert verdict.outcome is outcome
        assert verdict.counterexample is not None
        assert verdict.counterexample.arguments["seed"].text == "0.0"


def test_worker_that_dies_of_the_call_after_a_wrong_answer_still_shows_the_wrong_answer(
    judge_source: JudgeSource,
) -> None:
    source = "import os\ncalls = 0\n" + RIGHT + ONLY_WARM.replace("IS_WARM:", "True:")
    dies_next = "global calls; calls += 1; assert calls == 1 or os._exit(1); return right(seed, x, features) + 1"
    verdict = judge_source(source.format(dies_next))
    assert verdict.outcome is Outcome.WRONG_ANSWER, verdict.message
