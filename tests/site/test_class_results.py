"""What is counted of a class."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.roles import Role
from app.settings import SQLITE
from app.store import accounts, class_results
from app.store.class_results import ClassResults, MisconceptionCount, Spread, find_spread
from app.store.database import open_store
from app.store.ids import new_id
from app.store.models import Priority, Status, SubmissionRow
from grader.verdict import Mode, Outcome
from tests.api.embedded_service import PROBLEM

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
Sent = tuple[str, float, Mode, Outcome | None, str | None]
"""Whose, after how many minutes, how, and what came of it."""
RUN, SUBMIT = Mode.RUN, Mode.SUBMIT


def count(folder: Path, sent: Sequence[Sent], problem_id: str = PROBLEM) -> ClassResults:
    """Of those submissions to PROBLEM; whose name begins with a capital has an account."""

    async def run() -> ClassResults:
        async with open_store(f"{SQLITE}{folder / 'arborist.db'}") as store:
            ids = {}
            for owner in sorted({each[0] for each in sent}):
                account = owner[0].isupper() and await accounts.create(store, owner.lower(), owner, None, Role.STUDENT)
                ids[owner] = account.id if account else new_id()
            async with store.write() as session:
                session.add_all(write_row(number, ids[each[0]], each) for number, each in enumerate(sent))
            return await class_results.find(store, problem_id)

    return asyncio.run(run())


def write_row(number: int, owner_id: str, sent: Sent) -> SubmissionRow:
    _, minutes, mode, outcome, misconception = sent
    return SubmissionRow(
        id=f"{number:032x}",
        owner_id=owner_id,
        problem_id=PROBLEM,
        mode=mode,
        source=b"",
        priority=Priority.INTERACTIVE,
        status=Status.DONE if outcome else Status.QUEUED,
        turn=number,
        attempts=1,
        created_at=MONDAY + timedelta(minutes=minutes),
        outcome=outcome,
        misconception=misconception,
    )


WRONG, ACCEPTED = Outcome.WRONG_ANSWER, Outcome.ACCEPTED
CLASS: list[Sent] = [
    ("Ada", 0, RUN, WRONG, "Of a run."),
    ("Ada", 1, SUBMIT, Outcome.INVALID_SUBMISSION, None),
    ("Ada", 2, SUBMIT, WRONG, "One."),
    ("Bo", 3, SUBMIT, ACCEPTED, None),
    ("Ada", 4, SUBMIT, WRONG, "One."),
    ("Ada", 10, SUBMIT, ACCEPTED, None),
    ("Ada", 12, SUBMIT, WRONG, "Two."),
    ("Cy", 13, SUBMIT, WRONG, "One."),
    ("Cy", 14, SUBMIT, Outcome.INTERNAL_ERROR, None),
    ("Di", 15, RUN, ACCEPTED, None),
    ("Cy", 16, SUBMIT, None, None),
    ("a token", 17, SUBMIT, ACCEPTED, None),
    ("a token", 18, SUBMIT, WRONG, "One."),
]


def test_people_are_counted_each_by_themselves(tmp_path: Path) -> None:
    results = count(tmp_path, CLASS)
    told = [(each.name, each.login, each.attempts, each.free, each.runs, each.is_solved) for each in results.people]
    assert told == [
        ("Ada", "ada", 4, 1, 1, True),
        ("Bo", "bo", 1, 0, 0, True),
        ("Cy", "cy", 1, 1, 0, False),
        ("Di", "di", 0, 0, 1, False),
    ]
    assert (results.tried, results.solved, results.attempts, results.free, results.runs) == (3, 2, 6, 2, 2)


def test_the_last_one_is_the_latest_that_was_submitted(tmp_path: Path) -> None:
    last = {person.name: person.last for person in count(tmp_path, CLASS).people}
    assert last["Ada"]
    assert (last["Ada"].submission_id, last["Ada"].outcome) == (f"{6:032x}", WRONG)
    assert last["Ada"].created_at == MONDAY + timedelta(minutes=12)
    assert last["Cy"]
    assert (last["Cy"].submission_id, last["Cy"].outcome) == (f"{10:032x}", None)
    assert last["Di"] is None


def test_solving_ends_with_the_first_accepted_one_and_begins_with_the_first_run(tmp_path: Path) -> None:
    results = count(tmp_path, CLASS)
    told = {person.name: (person.attempts_to_solve, person.seconds_to_solve) for person in results.people}
    assert told == {"Ada": (3, 600.0), "Bo": (1, 0.0), "Cy": (None, None), "Di": (None, None)}
    assert results.attempts_to_solve == Spread(1.5, 2, 2.5)
    assert results.seconds_to_solve == Spread(150, 300, 450)


def test_outcomes_and_misconceptions_are_those_of_what_people_submitted(tmp_path: Path) -> None:
    results = count(tmp_path, CLASS)
    assert results.outcomes == [
        (WRONG, 4),
        (ACCEPTED, 2),
        (Outcome.INTERNAL_ERROR, 1),
        (Outcome.INVALID_SUBMISSION, 1),
    ]
    assert results.waiting == 1
    assert results.judged == 10, "an operator's too: to judge again takes them all"
    assert results.misconceptions == [MisconceptionCount("One.", 3, 2), MisconceptionCount("Two.", 1, 1)]


def test_a_problem_that_nobody_tried_has_nobody(tmp_path: Path) -> None:
    results = count(tmp_path, CLASS, "another_problem")
    assert results == ClassResults([], [], waiting=0, judged=0, misconceptions=[])
    assert results.seconds_to_solve is None


@pytest.mark.parametrize(
    ("values", "spread"),
    [
        ([], None),
        ([None], None),
        ([7.0, None], Spread(7, 7, 7)),
        ([4.0, 2.0], Spread(2.5, 3, 3.5)),
        ([9.0, 1.0, 3.0, 5.0, 7.0], Spread(3, 5, 7)),
    ],
)
def test_a_spread_is_of_the_values_that_there_are(values: list[float | None], spread: Spread | None) -> None:
    assert find_spread(values) == spread
