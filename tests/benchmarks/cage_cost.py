"""What it costs to fork a worker from a warm zygote, to cage it, to load a submission into it and to end it."""

import time
from itertools import pairwise
from pathlib import Path

from grader.catalogue import DEFAULT_PROBLEMS_DIR, load_catalogue
from grader.judge.stamp import find_compiled_dir
from grader.limits import Limits
from grader.problem import Problem
from grader.sandbox.answer import Loaded
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import FirstZygote, ZygoteClient
from tests.benchmarks.calls import PROBLEM_ID
from tests.benchmarks.figures import find_median
from tests.benchmarks.places import ROOT
from tests.benchmarks.submissions import Kind, vary_source

HIDDEN = [ROOT / name for name in ("app", "grader", "problems", "tests")]


def measure_cage(cache_dir: Path, workers: int) -> dict[str, float]:
    """The median of each, in ms."""
    problem = load_catalogue(DEFAULT_PROBLEMS_DIR)[PROBLEM_ID]
    with FirstZygote(find_compiled_dir(cache_dir), HIDDEN) as first, first.fork() as zygote:
        zygote.warm_up((problem.folder / "warm_up.py").read_text(encoding="utf-8"))
        lives = [_live(zygote, problem) for _ in range(workers + 1)][1:]  # the first one pays for what all share
    return {phase: find_median([life[phase] for life in lives]) for phase in lives[0]}


def _live(zygote: ZygoteClient, problem: Problem) -> dict[str, float]:
    moments = [time.perf_counter()]
    with Worker(zygote, Limits()) as worker:
        moments.append(time.perf_counter())
        harness = (problem.folder / "harness.py").read_text(encoding="utf-8")
        parameters = [parameter.name for parameter in problem.parameters]
        worker.send_load(vary_source(Kind.ACCEPTED), harness, problem.entry_point, parameters)
        answer = worker.receive()
        moments.append(time.perf_counter())
    moments.append(time.perf_counter())
    assert isinstance(answer, Loaded), answer
    spans = (1000 * (after - before) for before, after in pairwise(moments))
    return dict(zip(("fork_and_cage", "load", "kill_and_reap"), spans, strict=True))
