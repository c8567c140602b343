"""Judge many submissions for one problem: several sessions at work, each in a process of its own."""

import atexit
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import repeat
from pathlib import Path

from grader.catalogue import FILES
from grader.judge.session import JudgeSession, open_judge
from grader.judge.submission import Submission
from grader.limits import Limits
from grader.problem import ProblemError
from grader.verdict import Verdict

JudgeAll = Callable[[Sequence[Submission]], Iterator[Verdict]]
"""A verdict for each submission, in their order."""
JudgeWithin = Callable[[Limits], JudgeAll]
"""Within the operator's bounds on every problem's limits, or stricter ones."""

SPAWN = multiprocessing.get_context("spawn")
"""A fork of a process in which JAX has compiled cannot."""


@contextmanager
def apart(folder: Path) -> Iterator[Path]:
    """A folder of problems that holds this one only: nobody else's mistake is to stop its check.

    Without its submissions, so that no verdict waits for a diagnosis, of which there may be hundreds.
    """
    with tempfile.TemporaryDirectory(prefix="arborist-") as place:
        (Path(place) / folder.name).mkdir()
        for name in FILES:
            (Path(place) / folder.name / name).symlink_to((folder / name).resolve())
        yield Path(place)


@contextmanager
def open_judges(problems_dir: Path, cache_dir: Path, judges: int) -> Iterator[JudgeWithin]:
    """So many judges, which end with the `with`. What it gives raises ProblemError for a malformed problem."""
    with ProcessPoolExecutor(judges, SPAWN, _open_session, (problems_dir, cache_dir)) as pool:
        try:
            yield lambda most: partial(_judge_all, pool, most)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _judge_all(pool: ProcessPoolExecutor, most: Limits, submissions: Sequence[Submission]) -> Iterator[Verdict]:
    return pool.map(_judge, submissions, repeat(most))


def judge_one(session: JudgeSession, submission: Submission) -> Verdict:
    return session.judge(submission, lambda *_progress: None)


_opened: list[JudgeSession | ProblemError] = []
"""In a judge's process, its session, or what keeps it from having one."""


def _open_session(problems_dir: Path, cache_dir: Path) -> None:
    obey_parent()
    stack = ExitStack()
    atexit.register(stack.close)
    try:
        session = stack.enter_context(open_judge(problems_dir, cache_dir, Limits()))
        session.warm_up()
        _opened.append(session)
    except ProblemError as error:
        _opened.append(error)


def obey_parent() -> None:
    """The process that started this one ends it, and nobody else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed ends nothing; its judges would wait for ever, with their zygotes."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _judge(submission: Submission, most: Limits) -> Verdict:
    (session,) = _opened
    if isinstance(session, ProblemError):
        raise session
    session.most = most
    return judge_one(session, submission)
