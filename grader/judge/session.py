"""A judge that is ready: its zygote running, its problems loaded. What the command line and the service use.

This module imports nothing heavy at its top: the zygote and the judge import JAX at the same time, each on a core.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import grader
from grader.catalogue import load_catalogue
from grader.internal_error import write_internal_error
from grader.jax_environment import prepare_environment, use_compile_cache
from grader.judge.submission import OnProgress, Submission
from grader.limits import Limits
from grader.problem import ProblemError
from grader.sandbox.answer import SandboxError
from grader.sandbox.zygote_client import ZygoteClient
from grader.verdict import Verdict

if TYPE_CHECKING:
    from grader.judge.exercise import Exercise

log = logging.getLogger(__name__)


@contextmanager
def open_judge(problems_dir: Path, cache_dir: Path, most: Limits) -> Iterator["JudgeSession"]:
    """A session whose zygote ends with it. `most` are the operator's bounds on every problem's limits.

    Raises ProblemError for a malformed problem.
    """
    cache_dir.mkdir(parents=True, exist_ok=True)
    prepare_environment()
    catalogue = load_catalogue(problems_dir)
    package_dir = Path(grader.__file__).resolve().parent
    hidden = [problems_dir, package_dir, package_dir.parent / "app", package_dir.parent / "problems"]
    session = JudgeSession(cache_dir, hidden, most)
    try:
        use_compile_cache(cache_dir, write=True)
        from grader.judge.exercise import load_exercise

        session.exercises = {problem.id: load_exercise(problem) for problem in catalogue.values()}
        yield session
    finally:
        session.close()


class JudgeSession:
    """Judges one submission at a time."""

    def __init__(self, cache_dir: Path, hidden: list[Path], most: Limits) -> None:
        self._cache_dir = cache_dir
        self._hidden = hidden
        self._most = most
        self._zygote = self._start_zygote()
        self.exercises: dict[str, Exercise] = {}

    def _start_zygote(self) -> ZygoteClient:
        return ZygoteClient(self._cache_dir, self._hidden)

    def wait_until_ready(self) -> None:
        """Until a worker can be forked. Raises SandboxError."""
        self._zygote.wait_until_ready()

    def warm_up(self) -> None:
        """Run every reference on its visible examples: shows that it works, and fills the compile cache."""
        for exercise in self.exercises.values():
            for call in exercise.examples:
                exercise.answer(call)

    def judge(self, submission: Submission, on_progress: OnProgress) -> Verdict:
        """The verdict. A fault of ours is retried once on a new zygote and then told as such."""
        for _ in range(2):
            try:
                return self._judge_once(submission, on_progress)
            except SandboxError:
                log.exception("sandbox failed on submission %s", submission.id)
                self._zygote.close()
                self._zygote = self._start_zygote()
            except ProblemError:
                log.exception("problem failed on submission %s", submission.id)
                break
        return self._fail(submission)

    def _judge_once(self, submission: Submission, on_progress: OnProgress) -> Verdict:
        from grader.judge.judging import judge

        exercise = self.exercises.get(submission.problem_id)
        if exercise is None:
            raise ProblemError(f"no problem {submission.problem_id!r}")
        limits = exercise.problem.limits.clamped_to(self._most)
        return judge(submission, exercise, self._zygote, limits, on_progress)

    def _fail(self, submission: Submission) -> Verdict:
        exercise = self.exercises.get(submission.problem_id)
        problem = exercise.problem if exercise else None
        return write_internal_error(
            submission.id, submission.problem_id, problem, submission.mode, submission.queued_ms
        )

    def close(self) -> None:
        self._zygote.close()
