"""Hostile and honest submissions, mixed at random but for a seed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.limits import Limits
from grader.verdict import Mode, Outcome, Verdict
from tests.sandbox.escape_programs import find_marks, load_programs

T = TypeVar("T")

BOUNDS = replace(Limits(), memory_bytes=512 << 20, output_bytes=64 << 10, reply_bytes=64 << 10, threads=32)
"""One operator's for all of them, where the tests judge each escape within its own."""
OUT_OF_BOUNDS = {
    "resources/spins_in_threads",
    "resources/is_longer_than_allowed",
    "resources/sleeps_past_its_time",
}
"""Escapes that are told apart by bounds which honest submissions would not bear."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One submission, and the outcomes that its verdict may have."""

    name: str
    problem_id: str
    source: bytes
    mode: Mode
    expected: frozenset[Outcome]

    def find_faults(self, verdict: Verdict) -> list[str]:
        printed = f"{verdict.stdout.text}\n{verdict.stderr.text}"
        wrong = [] if verdict.outcome in self.expected else [f"{verdict.outcome}: {verdict.message}"]
        return [f"{self.name}: {fault}" for fault in wrong + find_marks(printed)]


def draw_mix(submissions: int, seed: int, layers: set[str]) -> list[Entry]:
    """As many of each kind, chance decides which comes when. Of either, none comes again before all others have."""
    chance = random.Random(seed)
    kinds = [_draw_for_ever(chance, entries) for entries in (load_hostile(layers), load_honest())]
    return [next(chance.choice(kinds)) for _ in range(submissions)]


def _draw_for_ever(chance: random.Random, entries: Sequence[T]) -> Iterator[T]:
    while True:
        yield from chance.sample(entries, len(entries))


def load_hostile(layers: set[str]) -> list[Entry]:
    """The escapes that one of these layers, or those that always are on, must hold."""
    return [
        Entry(program.id, "state_zero_kernel", program.source, program.mode, program.expected)
        for program in load_programs().values()
        if program.id not in OUT_OF_BOUNDS and (program.needs is None or program.needs in layers)
    ]


def load_honest() -> list[Entry]:
    """The right solutions of all problems."""
    accepted = frozenset({Outcome.ACCEPTED})
    return [
        Entry(f"{path.parts[-4]}/{path.stem}", path.parts[-4], path.read_bytes(), Mode.SUBMIT, accepted)
        for path in sorted(DEFAULT_PROBLEMS_DIR.glob("*/submissions/accepted/*.py"))
    ]
