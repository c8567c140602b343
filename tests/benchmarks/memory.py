"""What a concurrent worker takes, and what the service takes as a whole, while submissions are judged."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.benchmarks.clients import keep_submitting
from tests.benchmarks.figures import find_median
from tests.benchmarks.places import say
from tests.benchmarks.process_tree import Memory, find_tree, find_workers, read_memory
from tests.benchmarks.service import Service

CLIENTS = (1, 2, 8)
"""More do not make more workers at once: those are bounded by the judges."""

LOOK_S = 0.03


@dataclass(slots=True)
class Sampling:
    """The highest that was seen of each worker in its life, in bytes."""

    pss: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    private: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    most_workers: int = 0

    def note(self, workers: dict[int, Memory]) -> None:
        self.most_workers = max(self.most_workers, len(workers))
        for pid, memory in workers.items():
            self.pss[pid] = max(self.pss[pid], memory.pss)
            self.private[pid] = max(self.private[pid], memory.private)


@dataclass(frozen=True, slots=True)
class WorkerMemory:
    """By clients: the median over the workers of the most that each took. In bytes."""

    pss: dict[int, float]
    private: dict[int, float]
    most_workers: int


def measure_memory(service: Service, window_s: float) -> WorkerMemory | None:
    """None where workers cannot be looked into. A look takes a few ms, so nothing is timed meanwhile."""
    pss: dict[int, float] = {}
    private: dict[int, float] = {}
    most_workers = 0
    for count in CLIENTS:
        clients = service.create_clients(count)
        with _sample(service.pid) as sampling:
            keep_submitting(clients, window_s)
        if not sampling.pss:
            say("  NOT MEASURED: memory of workers: run the benchmark as root, who may look into them")
            return None
        pss[count] = find_median(list(sampling.pss.values()))
        private[count] = find_median(list(sampling.private.values()))
        most_workers = max(most_workers, sampling.most_workers)
        say(f"  {count} clients: {pss[count] / 1e6:.0f} MB PSS, {private[count] / 1e6:.0f} MB private per worker")
    return WorkerMemory(pss, private, most_workers)


@contextmanager
def _sample(root: int) -> Iterator[Sampling]:
    sampling, is_over = Sampling(), threading.Event()
    thread = threading.Thread(target=_look_again_and_again, args=(root, sampling, is_over))
    thread.start()
    try:
        yield sampling
    finally:
        is_over.set()
        thread.join()


def _look_again_and_again(root: int, sampling: Sampling, is_over: threading.Event) -> None:
    while not is_over.wait(LOOK_S):
        seen = {worker.pid: read_memory(worker.pid) for worker in find_workers(find_tree(root))}
        sampling.note({pid: memory for pid, memory in seen.items() if memory is not None})


def sum_trusted(root: int) -> dict[str, float]:
    """MB of the processes that stay: the service, its judges and its zygotes."""
    tree = find_tree(root)
    workers = {worker.pid for worker in find_workers(tree)}
    seen = [memory for process in tree if process.pid not in workers and (memory := read_memory(process.pid))]
    return {"rss_mb": sum(each.rss for each in seen) / 1e6, "pss_mb": sum(each.pss for each in seen) / 1e6}
