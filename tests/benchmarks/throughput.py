"""How many accepted submissions the service judges per second, and what each costs in processor time."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.client import Judged
from tests.benchmarks.clients import keep_submitting
from tests.benchmarks.figures import find_percentile
from tests.benchmarks.floor import Floor, find_cpu_s, find_wall_s
from tests.benchmarks.places import say
from tests.benchmarks.process_tree import sum_cpu_s, wait_until_idle
from tests.benchmarks.service import Service

LEVELS = (1, 2, 4, 8, 32)


@dataclass(frozen=True, slots=True)
class Level:
    """With so many clients at once. `cpu_s` is per submission, of all processes of the service.

    The floor was taken just before and after: its wall time, and its processor time.
    """

    clients: int
    submissions: int
    per_s: float
    p95_s: float
    cpu_s: float
    floor_s: float
    floor_cpu_s: float


def measure_levels(service: Service, floor: Floor, window_s: float) -> list[Level]:
    return [_measure_level(service, floor, count, window_s) for count in LEVELS]


def _measure_level(service: Service, floor: Floor, count: int, window_s: float) -> Level:
    """Processor time is read while the service is idle, before and after: nothing is cut off or counted twice."""
    clients = service.create_clients(count)
    wait_until_idle(service.pid)
    passes = floor.measure()
    before_s = sum_cpu_s(service.pid)
    judged = keep_submitting(clients, window_s)
    wait_until_idle(service.pid)
    cpu_s = (sum_cpu_s(service.pid) - before_s) / len(judged)
    p95_s = find_percentile([each.latency_s for each in judged], 0.95)
    passes += floor.measure()
    floor_cpu_s = find_cpu_s(passes)
    level = Level(count, len(judged), find_rate(judged), p95_s, cpu_s, find_wall_s(passes), floor_cpu_s)
    say(f"  {count} clients: {level.per_s:.2f} per s, p95 {p95_s:.2f} s; {cpu_s:.2f} s of processor time each,")
    say(f"    which is {cpu_s / floor_cpu_s:.2f} floors of {floor_cpu_s:.3f} s")
    return level


def find_rate(judged: Sequence[Judged]) -> float:
    """Verdicts per second from the start to the first verdict after the last request.

    Those after it come out of a queue that nobody fills any more, with fewer and fewer clients.
    """
    started_s = min(each.sent_s for each in judged)
    last_sent_s = max(each.sent_s for each in judged)
    until_s = min(each.had_s for each in judged if each.had_s >= last_sent_s)
    return sum(each.had_s <= until_s for each in judged) / (until_s - started_s)
