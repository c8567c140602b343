"""A submission's calls are shared by two workers, and what both answer is one verdict."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.judge.session import JudgeSession, open_judge
from grader.judge.submission import Submission
from grader.limits import Limits
from grader.verdict import Outcome, Verdict

PROBLEM = DEFAULT_PROBLEMS_DIR / "state_zero_kernel"
RIGHT = (PROBLEM / "submissions/accepted/textbook.py").read_text(encoding="utf-8")
NAN_REMOVED = (PROBLEM / "submissions/wrong_answer/nan_removed_from_input.py").read_text(encoding="utf-8")
COUNTS_ITS_CALLS = """
right, calls = state_zero_kernel, 0
def state_zero_kernel(seed, x, features):
    global calls
    calls += 1
    print("call", calls)
    return right(seed, x, features)
"""

JudgeSource = Callable[[str], Verdict]


@pytest.fixture(scope="module")
def judge_mostly_non_finite(cache_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JudgeSource]:
    """Judges by a suite whose finite calls are fewer than half of all."""
    problems_dir = tmp_path_factory.mktemp("problems")
    ignore = shutil.ignore_patterns("submissions", "__pycache__")
    problem = Path(shutil.copytree(PROBLEM, problems_dir / PROBLEM.name, ignore=ignore)) / "problem.toml"
    counts = "[calls]\nfinite = 12\ndyed = 4\nnon_finite = 24\n"
    text, changed = re.subn(r"\[calls\]\n(\w+ = \d+\n){3}", counts, problem.read_text(encoding="utf-8"))
    assert changed == 1
    problem.write_text(text, encoding="utf-8")
    with open_judge(problems_dir, cache_dir, Limits()) as session:
        session.warm_up()
        yield lambda source: _judge(session, source)


def _judge(session: JudgeSession, source: str) -> Verdict:
    submission = Submission("a-test", PROBLEM.name, source.encode())
    return session.judge(submission, lambda *_progress: None)


def test_calls_are_shared_where_few_of_them_are_finite(judge_mostly_non_finite: JudgeSource) -> None:
    verdict = judge_mostly_non_finite(RIGHT)
    assert verdict.outcome is Outcome.ACCEPTED, verdict.message
    assert verdict.calls_judged == 40


def test_departure_that_only_the_relief_shows_is_shown(judge_mostly_non_finite: JudgeSource) -> None:
    verdict = judge_mostly_non_finite(NAN_REMOVED)
    assert verdict.outcome is Outcome.WRONG_ANSWER, verdict.message
    assert verdict.counterexample is not None
    assert "nan" in verdict.counterexample.arguments["x"].text


def test_first_worker_is_asked_half_of_all_calls_and_shows_what_those_print(judge_source: JudgeSource) -> None:
    verdict = judge_source(RIGHT + COUNTS_ITS_CALLS)
    assert verdict.outcome is Outcome.ACCEPTED, verdict.message
    printed = [int(count) for count in re.findall(r"call (\d+)", verdict.stdout.text)]
    assert printed == list(range(1, verdict.calls_judged // 2 + 1))
