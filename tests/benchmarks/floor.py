"""The floor: what the 100 calls take with nothing around them, in a process that waits and is asked now and then."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, NamedTuple, Self

from tests.benchmarks.figures import find_median
from tests.benchmarks.places import CACHE_DIR, CALLS_FILE, ROOT, TEXTBOOK

PASSES = 3


class Pass(NamedTuple):
    """Once over all calls. On a machine that others use, too, it takes longer than it computes."""

    wall_s: float
    cpu_s: float


def find_wall_s(passes: Sequence[Pass]) -> float:
    return find_median([each.wall_s for each in passes])


def find_cpu_s(passes: Sequence[Pass]) -> float:
    return find_median([each.cpu_s for each in passes])


class Floor:
    """Ask it in between the other measurements: on a machine that slows down, the floor rises with the rest."""

    def __init__(self) -> None:
        self.rounds: list[list[Pass]] = []
        """The passes of each round, in the order in which they were made."""
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.benchmarks.floor_process", str(TEXTBOOK), str(CALLS_FILE)]
        self._process = subprocess.Popen(
            [*command, str(CACHE_DIR)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._read_line()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.communicate()  # closes its stdin, which ends it

    def measure(self, passes: int = PASSES) -> list[Pass]:
        """So many passes now."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{passes}\n")
        self._process.stdin.flush()
        made = [Pass(*times) for times in self._read_line()]
        self.rounds.append(made)
        return made

    def _read_line(self) -> Any:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the floor's process ended with status {self._process.wait()}")
        return json.loads(line)


def make_calls() -> None:
    """Anew in each run: the problem may have changed. Fills the compile cache with the calls' shapes, too."""
    CALLS_FILE.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.benchmarks.calls", str(CALLS_FILE), str(CACHE_DIR)]
    subprocess.run(command, cwd=ROOT, check=True)


def measure_crowded_floor(passes: int = 2 * PASSES) -> float:
    """The median with such a process on each thread at once: what the same work takes of a machine that is full.

    Two threads of one core take turns at it, and all of them share caches and memory.
    """
    with ExitStack() as stack, ThreadPoolExecutor() as threads:
        floors = [stack.enter_context(Floor()) for _ in os.sched_getaffinity(0)]
        list(threads.map(lambda floor: floor.measure(passes), floors))
        return find_wall_s([each for floor in floors for each in floor.rounds[0]])
