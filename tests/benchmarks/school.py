"""A class in the store: as many people as a large course has, and what they have submitted to one problem."""

import itertools
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from app.roles import Role
from app.store.database import open_store
from app.store.ids import new_id
from app.store.models import AccountRow, Priority, Status, SubmissionRow
from grader.verdict import Mode, Outcome

PEOPLE = 100
SUBMISSIONS_EACH = 6
OUTCOMES = (Outcome.WRONG_ANSWER, Outcome.STEP_MISSING, Outcome.RUNTIME_ERROR, Outcome.ACCEPTED)
SOURCE = b"x" * 800
VERDICT = "{}" + " " * 4000
"""As long as one is; the class's page reads none."""


async def enrol(url: str, problem_id: str) -> None:
    """The store is at `url`, which the service may be using."""
    accounts = [_make_account(number) for number in range(PEOPLE)]
    outcomes = itertools.cycle(OUTCOMES)
    turns = itertools.count(10**6)  # after whatever there is
    submissions = [
        _make_submission(str(account["id"]), problem_id, next(outcomes), next(turns))
        for _ in range(SUBMISSIONS_EACH)
        for account in accounts
    ]
    async with open_store(url) as store, store.write() as session:
        await session.execute(insert(AccountRow), accounts)
        await session.execute(insert(SubmissionRow), submissions)


def _make_account(number: int) -> dict[str, object]:
    name = f"Pupil {number}"
    now = datetime.now(UTC)
    return {
        "id": new_id(),
        "login": f"pupil-{number}",
        "name": name,
        "password_hash": None,
        "role": Role.STUDENT,
        "created_at": now,
    }


def _make_submission(owner_id: str, problem_id: str, outcome: Outcome, turn: int) -> dict[str, object]:
    created_at = datetime.now(UTC) - timedelta(days=1, seconds=turn % PEOPLE)
    return {
        "id": new_id(),
        "owner_id": owner_id,
        "problem_id": problem_id,
        "mode": Mode.SUBMIT,
        "source": SOURCE,
        "priority": Priority.INTERACTIVE,
        "status": Status.DONE,
        "turn": turn,
        "claim_number": 1,
        "attempts": 1,
        "created_at": created_at,
        "started_at": created_at,
        "finished_at": created_at,
        "verdict": VERDICT,
        "outcome": outcome,
        "misconception": "It was understood otherwise." if outcome is Outcome.WRONG_ANSWER else None,
    }
