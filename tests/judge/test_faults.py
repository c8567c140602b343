"""What is not the student's fault is never told as theirs."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.judge.session import JudgeSession, open_judge
from grader.judge.submission import Submission
from grader.limits import Limits
from grader.verdict import CheckStatus, Outcome, Verdict

TEXTBOOK = (DEFAULT_PROBLEMS_DIR / "state_zero_kernel/submissions/accepted/textbook.py").read_bytes()


def ignore_progress(calls: int, of: int) -> None:
    pass


def judge(session: JudgeSession, source: bytes = TEXTBOOK) -> Verdict:
    return session.judge(Submission("a-test", "state_zero_kernel", source), ignore_progress)


@pytest.fixture
def own_session(cache_dir: Path) -> Iterator[JudgeSession]:
    """A session to break, apart from the one that other tests use."""
    with open_judge(DEFAULT_PROBLEMS_DIR, cache_dir, Limits()) as session:
        session.wait_until_ready()
        yield session


def test_zygote_that_died_is_replaced_and_the_submission_judged(own_session: JudgeSession) -> None:
    os.kill(own_session._first._process.pid, signal.SIGKILL)
    assert judge(own_session).outcome is Outcome.ACCEPTED


def test_warm_zygote_that_died_is_replaced_and_the_submission_judged(own_session: JudgeSession) -> None:
    own_session.warm_up()
    assert own_session._warm is not None
    os.kill(own_session._warm._pid, signal.SIGKILL)
    assert judge(own_session).outcome is Outcome.ACCEPTED
    assert own_session._warm is not None


def test_zygote_that_dies_while_judging_is_replaced(own_session: JudgeSession) -> None:
    killed: list[int] = []

    def kill_once(calls: int, of: int) -> None:
        if calls == 10 and not killed:
            killed.append(calls)
            os.kill(own_session._first._process.pid, signal.SIGKILL)

    submission = Submission("a-test", "state_zero_kernel", TEXTBOOK)
    assert own_session.judge(submission, kill_once).outcome is Outcome.ACCEPTED
    assert killed


def test_zygote_that_dies_each_time_is_our_fault(own_session: JudgeSession) -> None:
    def kill(calls: int, of: int) -> None:
        os.kill(own_session._first._process.pid, signal.SIGKILL)

    verdict = own_session.judge(Submission("a-test", "state_zero_kernel", TEXTBOOK), kill)
    assert verdict.outcome is Outcome.INTERNAL_ERROR
    assert "the fault is ours" in verdict.message
    assert {check.status for check in verdict.checks} == {CheckStatus.NOT_RUN}
    assert judge(own_session).outcome is Outcome.ACCEPTED


def test_reference_that_fails_is_not_the_students_fault(tmp_path: Path, cache_dir: Path) -> None:
    ignore = shutil.ignore_patterns("submissions", "__pycache__")
    folder = shutil.copytree(DEFAULT_PROBLEMS_DIR / "state_zero_kernel", tmp_path / "state_zero_kernel", ignore=ignore)
    (Path(folder) / "reference.py").write_text("def reference(seed, x, features):\n    raise ValueError('secret')\n")
    with open_judge(tmp_path, cache_dir, Limits()) as session:
        verdict = judge(session)
    assert verdict.outcome is Outcome.INTERNAL_ERROR
    assert "secret" not in verdict.message
