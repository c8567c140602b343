"""`python -m tests.sandbox.soak --submissions 1000 --seed N`: hostile and honest submissions, mixed, by real judges.

As the service has them: a pool of judges, each asked for one submission at a time. Between two batches, while nothing
is judged, everything is counted that could have been left behind. Exit status 0 if all verdicts were as expected and
nothing was.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter, deque
from contextlib import AsyncExitStack
from dataclasses import asdict
from pathlib import Path

from app.grading.judge_process import JudgeDiedError, JudgeProcess
from app.grading.pool import JudgePool
from app.logs import configure_logs
from app.store.models import Priority
from app.store.submissions import ClaimedSubmission
from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.judge.stamp import find_compiled_dir
from grader.sandbox import kernel
from grader.sandbox.zygote_client import FirstZygote
from tests.sandbox.escape_judge import LAYERS_OF_THE_HOST, prepare_cache
from tests.sandbox.soak.census import Census, take_census
from tests.sandbox.soak.mix import BOUNDS, Entry, draw_mix

PR_SET_CHILD_SUBREAPER = 36
START_WALL_S = 600.0
JUDGE_WALL_S = 300.0
GRACE_S = 30.0
END_WALL_S = 10.0
LEAST_FOR_GROWTH = 800
"""Submissions. In a shorter run nothing but first meetings is seen."""


class Soak:
    """`faults` is all that went otherwise than it must."""

    def __init__(self, cache_dir: Path, judges: int) -> None:
        self._compiled_dir = find_compiled_dir(cache_dir)
        command = [sys.executable, "-m", "grader.judge", "--problems", str(DEFAULT_PROBLEMS_DIR)]
        command += ["--cache", str(cache_dir), "--most", json.dumps(asdict(BOUNDS))]
        self._pool = JudgePool(command, judges, START_WALL_S, GRACE_S)
        self._judged = 0
        self.outcomes: Counter[str] = Counter()
        self.faults: list[str] = []

    async def run(self, mix: list[Entry], batch: int) -> None:
        started_s = time.monotonic()
        self._pool.start()
        try:
            await self._settle(mix[0])
            looks = [self._look(started_s)]
            for start in range(0, len(mix), batch):
                left = deque(mix[start : start + batch])
                await asyncio.gather(*(self._judge_all(left) for _ in range(self._pool.size)))
                looks.append(self._look(started_s))
                self.faults += looks[-1].find_leftovers(looks[0])
            if self._judged >= LEAST_FOR_GROWTH:
                # Up to half of them, judges still meet their first suite and problem of each kind.
                self.faults += looks[-1].find_growth(looks[len(looks) // 2])
        finally:
            await self._pool.stop()

    async def _settle(self, entry: Entry) -> None:
        """One submission for each judge: a judge is ready before the warm zygote beside it has opened all it needs."""
        async with AsyncExitStack() as stack:
            judges = [await stack.enter_async_context(self._pool.lend()) for _ in range(self._pool.size)]
            await asyncio.gather(*(self._judge(judge, entry) for judge in judges))

    async def _judge_all(self, left: deque[Entry]) -> None:
        while left:
            entry = left.popleft()
            async with self._pool.lend() as judge:
                await self._judge(judge, entry)

    async def _judge(self, judge: JudgeProcess, entry: Entry) -> None:
        self._judged += 1
        claimed = ClaimedSubmission(
            f"soak-{self._judged}", entry.problem_id, entry.mode, entry.source, 1, 0.0, Priority.INTERACTIVE
        )
        try:
            verdict = await judge.judge(claimed, lambda _progress: None, JUDGE_WALL_S)
        except JudgeDiedError as error:
            self.faults.append(f"{entry.name}: its judge died: {error}")
            return
        self.outcomes[verdict.outcome] += 1
        self.faults += entry.find_faults(verdict)

    def _look(self, started_s: float) -> Census:
        census = take_census(self._compiled_dir)
        say(
            f"{self._judged:5} judged in {time.monotonic() - started_s:6.0f} s, {len(self.faults)} faults;"
            f" {len(census.descriptors)} processes with {sum(census.descriptors.values())} descriptors,"
            f" judges {census.judges_bytes >> 20} MiB, zygotes {census.zygotes_bytes >> 20} MiB resident"
        )
        return census

    def see_the_end(self) -> None:
        """When the judges have ended, nobody may be left."""
        deadline_s = time.monotonic() + END_WALL_S
        while (census := take_census(self._compiled_dir)).descriptors and time.monotonic() < deadline_s:
            time.sleep(0.1)
        self.faults += [f"process {pid} outlived the judges" for pid in census.descriptors]
        self.faults += sorted(census.traces)


def main() -> int:
    options = _parse_options()
    configure_logs("warning")
    # Whoever loses its parent, wherever below, becomes a child of this process and is seen.
    kernel.prctl(PR_SET_CHILD_SUBREAPER, 1)
    prepare_cache(find_compiled_dir(options.cache))
    layers = _find_layers(options.cache)
    mix = draw_mix(options.submissions, options.seed, layers)
    say(f"{len(mix)} submissions, seed {options.seed}, {options.judges} at a time, layers: {', '.join(sorted(layers))}")
    if len(mix) >= LEAST_FOR_GROWTH:
        _prepare(options.cache)
    soak = Soak(options.cache, options.judges)
    asyncio.run(soak.run(mix, options.batch))
    soak.see_the_end()
    say(f"{dict(soak.outcomes.most_common())}")
    for fault in soak.faults:
        say(f"FAULT  {fault}")
    say("Something went wrong." if soak.faults else "All as expected, nothing left behind.")
    return 1 if soak.faults else 0


def _prepare(cache_dir: Path) -> None:
    """All that judges would compile and draw, in minutes: what is worked out once would look like growth."""
    environment = os.environ | {"ARBORIST_CACHE_DIR": str(cache_dir)}
    subprocess.run([sys.executable, "-m", "app.cli", "prepare"], env=environment, check=True)


def _find_layers(cache_dir: Path) -> set[str]:
    with FirstZygote(find_compiled_dir(cache_dir), []) as zygote:
        layers = zygote.wait_until_ready()
    return {name for name in LAYERS_OF_THE_HOST if layers[name]}


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sandbox.soak", description=__doc__)
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--judges", type=int, default=4)
    parser.add_argument("--batch", type=int, default=100, help="submissions between two looks")
    default_cache = Path(os.environ.get("ARBORIST_TEST_CACHE_DIR", ".pytest_cache/compile-cache"))
    parser.add_argument("--cache", type=Path, default=default_cache.resolve())
    return parser.parse_args()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
