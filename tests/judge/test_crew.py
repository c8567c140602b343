"""Where a core is spare, two workers share a submission's calls; the verdict is the same as of one."""

import re

import pytest

from app.replay import find_changes
from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.judge.session import JudgeSession
from grader.judge.submission import Submission
from grader.verdict import Outcome, Verdict

PROBLEM = DEFAULT_PROBLEMS_DIR / "perturb_leaves"
RIGHT = (PROBLEM / "submissions/accepted/textbook.py").read_text(encoding="utf-8")
OTHERWISE = """
import os
right, calls = perturb_leaves, 0
def perturb_leaves(seed, noise_seed, x, width, scale):
    global calls
    calls += 1
    print("call", calls)
    if {condition}:
        {statement}
    return right(seed, noise_seed, x, width, scale)
"""
# In the order of the problem's kinds of calls: negative scales end the first half, large seeds the second.
CONDITIONS = {
    "always": "True",
    "in the first half": "scale < 0",
    "in both halves": "width == 2",
    "in the second half": "seed >= 2**20",
}
STATEMENTS = {
    "a wrong answer": ("return right(seed + 1, noise_seed, x, width, scale)", Outcome.WRONG_ANSWER),
    "an exception": ("raise ValueError(seed)", Outcome.RUNTIME_ERROR),
    "its end": ("os._exit(3)", Outcome.RUNTIME_ERROR),
}


def judge(session: JudgeSession, source: str, *, has_spare_core: bool) -> Verdict:
    submission = Submission("a-test", PROBLEM.name, source.encode(), has_spare_core=has_spare_core)
    return session.judge(submission, lambda *_progress: None)


@pytest.mark.parametrize("condition", CONDITIONS.values(), ids=CONDITIONS)
@pytest.mark.parametrize(("statement", "outcome"), STATEMENTS.values(), ids=STATEMENTS)
def test_verdict_is_the_same_whether_a_core_is_spare_or_not(
    judge_session: JudgeSession, condition: str, statement: str, outcome: Outcome
) -> None:
    source = RIGHT + OTHERWISE.format(condition=condition, statement=statement)
    shared, alone = (judge(judge_session, source, has_spare_core=spare) for spare in (True, False))
    assert shared.outcome is outcome, shared.message
    assert find_changes(alone.to_json(), shared.to_json()) == []


def test_first_of_two_workers_is_asked_half_of_the_calls_and_shows_what_it_prints(judge_session: JudgeSession) -> None:
    verdict = judge(judge_session, RIGHT + OTHERWISE.format(condition="False", statement="pass"), has_spare_core=True)
    assert verdict.outcome is Outcome.ACCEPTED, verdict.message
    printed = [int(count) for count in re.findall(r"call (\d+)", verdict.stdout.text)]
    assert printed == list(range(1, verdict.calls_judged // 2 + 1))
