"""A real judge whose zygote runs in a host of the test's choice, and what a program leaves behind it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.judge import session, trial
from grader.judge.session import JudgeSession, open_judge
from grader.judge.stamp import find_compiled_dir
from grader.judge.submission import Submission
from grader.limits import Limits
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import FirstZygote
from grader.verdict import Verdict
from tests.sandbox.escape_programs import Program
from tests.sandbox.traces import find_descendants, find_traces

WEAKENED = "tests.sandbox.zygotes.weakened"
PRIVATE_FILE = "private-to-the-service"
LAYERS_OF_THE_HOST = ("view", "own_uid", "pid_namespace", "user_namespace", "cgroup")


class EscapeJudge:
    """Judges escapes, and looks at what is there before and after each."""

    def __init__(self, judge: JudgeSession, compiled_dir: Path) -> None:
        self._judge = judge
        self._compiled_dir = compiled_dir
        self._workers: list[Worker] = []

    @property
    def layers(self) -> set[str]:
        """Of those that a host may lack, the ones that its workers are in."""
        layers = self._judge._first.wait_until_ready()
        return {name for name in LAYERS_OF_THE_HOST if layers[name]}

    def judge(self, program: Program, limits: Limits | None = None) -> list[Verdict]:
        """The verdicts on all submissions of the program; `limits` in place of its own bounds."""
        self._judge.most = limits or program.limits
        submission = Submission("an-escape", "state_zero_kernel", program.source, program.mode)
        self._workers.clear()
        with patch.object(trial, "Worker", partial(self._note, vars(trial)["Worker"])):
            return [self._judge.judge(submission, ignore_progress) for _ in range(program.times)]

    def read_output(self) -> str:
        """Of all workers of the latest program: a verdict shows that of one, and a warm one may have been replaced."""
        return "\n".join(text for worker in self._workers for text in (worker.stdout.text, worker.stderr.text))

    def _note(self, start: Callable[..., Worker], *given: Any) -> Worker:
        worker = start(*given)
        self._workers.append(worker)
        return worker

    def find_leftovers(self) -> set[str]:
        """Processes below the zygote, their cgroups, files that escapes make, and shared memory of System V."""
        pids = find_descendants(self._judge._first._process.pid)
        return {f"process {pid}" for pid in pids} | find_traces(pids, self._compiled_dir)


@contextmanager
def open_escape_judge(zygote_program: str, cache_dir: Path, without: str | None = None) -> Iterator[EscapeJudge]:
    """A judge whose workers come from `zygote_program`; `without` names what a weakened zygote lacks.

    Its compile cache is one that everybody could write to, but for the cage, with a file for the service alone in it.
    """
    compiled_dir = find_compiled_dir(cache_dir)
    prepare_cache(compiled_dir)

    def start_zygote(compiled_dir: Path, hidden: Sequence[Path]) -> FirstZygote:
        names = [] if without is None else [Path(f"without {without}")]
        return FirstZygote(compiled_dir, [*hidden, *names], zygote_program)

    with (
        patch.object(session, "FirstZygote", start_zygote),
        open_judge(DEFAULT_PROBLEMS_DIR, cache_dir, Limits()) as judge,
    ):
        judge.warm_up()
        yield EscapeJudge(judge, compiled_dir)


def prepare_cache(compiled_dir: Path) -> None:
    compiled_dir.chmod(0o777)
    private = compiled_dir / PRIVATE_FILE
    private.write_text("for the service alone")
    private.chmod(0o600)


def ignore_progress(calls: int, of: int) -> None:
    pass
