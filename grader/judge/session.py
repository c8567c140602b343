"""A judge that is ready: its zygote running, its problems loaded. What the command line and the service use.

This module imports nothing heavy at its top: the zygote and the judge import JAX at the same time, each on a core.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import grader
from grader.jax_environment import prepare_environment
from grader.judge.stamp import find_compiled_dir
from grader.judge.submission import OnProgress, Submission
from grader.limits import Limits
from grader.problem import ProblemError
from grader.sandbox.error import SandboxError
from grader.sandbox.zygote_client import FirstZygote, WarmZygote
from grader.verdict import Verdict

if TYPE_CHECKING:
    from grader.judge.exercise import Exercise
    from grader.judge.trial import Zygotes

log = logging.getLogger(__name__)


@contextmanager
def open_judge(problems_dir: Path, cache_dir: Path, most: Limits) -> Iterator["JudgeSession"]:
    """A session whose zygote ends with it. `most` are the operator's bounds on every problem's limits.

    Raises ProblemError for a malformed problem.
    """
    prepare_environment()
    session = JudgeSession(problems_dir, cache_dir, most)
    try:
        yield session
    finally:
        session.close()


class JudgeSession:
    """Judges one submission at a time. `most` bounds the next one, and may be set between two."""

    def __init__(self, problems_dir: Path, cache_dir: Path, most: Limits) -> None:
        ours = Path(grader.__file__).resolve().parent.parent
        self._hidden = [problems_dir, cache_dir / "suites", *(ours / name for name in ("app", "grader", "problems"))]
        self._compiled_dir = find_compiled_dir(cache_dir)
        self.most = most
        self._first = self._start_zygote()
        self._warm: WarmZygote | None = None
        self._warmed_up: set[str] = set()
        try:
            from grader.judge.shelf import open_shelf

            self.shelf = open_shelf(problems_dir, cache_dir)
        except BaseException:
            self._first.close()
            raise

    def _start_zygote(self) -> FirstZygote:
        return FirstZygote(self._compiled_dir, self._hidden)

    def wait_until_ready(self) -> None:
        """Until a worker can be forked. Raises SandboxError."""
        self._first.wait_until_ready()

    def warm_up(self) -> None:
        """Try every problem's Python, fill the compile cache, and have a zygote to be warmed up.

        Raises ProblemError or SandboxError.
        """
        self.shelf.warm_up()
        self._fork_warm()

    def _fork_warm(self) -> None:
        self._warm = self._first.fork()
        self._warmed_up.clear()

    def prepare_ahead(self) -> Iterator[None]:
        """What can be done before it is needed, in steps of a second or so, for between two submissions."""
        for exercise in self.shelf.exercises.values():
            with suppress(SandboxError):  # a submission to it will meet the same, and say so
                self.find_zygotes(exercise)
            yield
        yield from self.shelf.draw_ahead()

    def find_zygotes(self, exercise: "Exercise") -> "Zygotes":
        """Where workers for a problem come from. Its warm-up runs when the first of them is wanted, if not before.

        Raises SandboxError.
        """
        from grader.judge.trial import Zygotes

        if self._warm and exercise.problem.id not in self._warmed_up:
            self._warm.warm_up(exercise.warm_up_source)
            self._warmed_up.add(exercise.problem.id)
        return Zygotes(self._first, self._warm)

    @contextmanager
    def open_strict_zygotes(self, exercise: "Exercise") -> Iterator["Zygotes"]:
        """As `find_zygotes`, but what its warm workers were not warmed up for goes to a fresh one: for authors.

        Raises SandboxError.
        """
        from grader.judge.trial import Zygotes

        with self._first.fork(can_compile=False) as warm:
            warm.warm_up(exercise.warm_up_source)
            yield Zygotes(self._first, warm)

    def judge(self, submission: Submission, on_progress: OnProgress) -> Verdict:
        """The verdict. A fault of ours is retried once on a new zygote and then told as such."""
        for _ in range(2):
            try:
                return self._judge_once(submission, on_progress)
            except SandboxError:
                log.exception("sandbox failed on submission %s", submission.id)
                self._restart()
            except ProblemError:
                log.exception("problem failed on submission %s", submission.id)
                break
        return self._fail(submission)

    def _judge_once(self, submission: Submission, on_progress: OnProgress) -> Verdict:
        from grader.judge.judging import judge

        exercise = self.shelf.exercises.get(submission.problem_id)
        if exercise is None:
            raise ProblemError(f"no problem {submission.problem_id!r}")
        limits = exercise.problem.limits.clamped_to(self.most)
        return judge(
            submission,
            exercise,
            self.shelf.suites,
            self.shelf.notes,
            zygotes=self.find_zygotes(exercise),
            limits=limits,
            on_progress=on_progress,
        )

    def _fail(self, submission: Submission) -> Verdict:
        from grader.internal_error import write_internal_error

        exercise = self.shelf.exercises.get(submission.problem_id)
        problem = exercise.problem if exercise else None
        return write_internal_error(
            submission.id, submission.problem_id, problem, submission.mode, submission.queued_ms
        )

    def _restart(self) -> None:
        was_warm = self._warm is not None
        self.close()
        self._first, self._warm = self._start_zygote(), None
        if was_warm:
            try:
                self._fork_warm()
            except SandboxError:
                log.exception("no warm zygote: judging goes on with fresh workers")
                self._warm = None

    def close(self) -> None:
        if self._warm:
            self._warm.close()
        self._first.close()
