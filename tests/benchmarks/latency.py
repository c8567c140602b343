"""From the request to the verdict, one submission at a time."""

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.benchmarks.client import Client, Judged
from tests.benchmarks.clients import check_outcome
from tests.benchmarks.figures import find_median, find_percentile
from tests.benchmarks.floor import Floor, Pass, find_wall_s
from tests.benchmarks.places import say
from tests.benchmarks.submissions import Kind

GAP_S = 1.0
"""Between a verdict and the next request, so that the service is idle: what it does ahead of time, it does then."""

PER_ROUND = 5
"""Accepted submissions between two looks at the floor."""


@dataclass(frozen=True, slots=True)
class Latencies:
    """`in_floors` is each latency over the floor just before and after its round. What slows both cancels out."""

    by_kind: dict[Kind, list[Judged]] = field(default_factory=lambda: defaultdict(list))
    in_floors: dict[Kind, list[float]] = field(default_factory=lambda: defaultdict(list))
    floor_passes: list[Pass] = field(default_factory=list)

    def note(self, judged: list[Judged], floor_s: float) -> None:
        for each in judged:
            self.by_kind[each.kind].append(each)
            self.in_floors[each.kind].append(each.latency_s / floor_s)

    def find(self, kind: Kind, share: float) -> float:
        return find_percentile([judged.latency_s for judged in self.by_kind[kind]], share)

    def find_phases_ms(self) -> dict[str, float]:
        """The median of each phase of an accepted submission, as the verdicts tell them, and of what is around."""
        accepted = self.by_kind[Kind.ACCEPTED]
        timings = [judged.verdict["timing_ms"] for judged in accepted]
        phases = {phase: find_median([timing[phase] for timing in timings]) for phase in timings[0]}
        http_ms = [judged.latency_s * 1000 for judged in accepted]
        around = [whole - timing["total"] for whole, timing in zip(http_ms, timings, strict=True)]
        return {**phases, "http": find_median(http_ms), "http_minus_total": find_median(around)}


def measure_latencies(client: Client, floor: Floor, accepted: int, others: int) -> Latencies:
    """In rounds of all kinds, with the floor in between: what slows the machine down slows all of them."""
    latencies = Latencies()
    before = floor.measure()
    latencies.floor_passes.extend(before)
    for kinds in plan_rounds(accepted, others):
        judged = [_judge_idle(client, kind) for kind in kinds]
        after = floor.measure()
        latencies.floor_passes.extend(after)
        latencies.note(judged, find_wall_s(before + after))
        in_floors = find_median(latencies.in_floors[Kind.ACCEPTED])
        say(f"  accepted so far {in_floors:.2f} floors, the floor now {find_wall_s(after):.3f} s")
        before = after
    return latencies


def _judge_idle(client: Client, kind: Kind) -> Judged:
    time.sleep(GAP_S)
    return check_outcome(client.judge(kind))


def plan_rounds(accepted: int, others: int) -> Iterator[list[Kind]]:
    """As many of each kind as are asked for, spread evenly."""
    rounds = -(-max(accepted, 1) // PER_ROUND)
    counts = {Kind.ACCEPTED: max(accepted, 1), Kind.WRONG_ANSWER: max(others, 1), Kind.STEP_MISSING: max(others, 1)}
    for number in range(rounds):
        yield [
            kind
            for kind, count in counts.items()
            for _ in range(count * (number + 1) // rounds - count * number // rounds)
        ]
