"""How a class does with a problem: who tried, who solved it, what came of it and what was misunderstood.

People are accounts: what an operator's token sent is nobody's attempt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, case, func, select

from app.store.database import Reader
from app.store.history import FREE
from app.store.models import AccountRow, SubmissionRow
from grader.verdict import Mode, Outcome

MISCONCEPTIONS_MOST = 10
SEPARATOR = " "


@dataclass(frozen=True, slots=True)
class LastSubmitted:
    """`outcome` is None while there is none."""

    submission_id: str
    outcome: Outcome | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """One account's way through the problem. `free` counts what it submitted that cost no attempt.

    `attempts_to_solve` counts the first accepted one too; `seconds_to_solve` begin with the first submission, be it a
    run. Both are None until it is solved. `last` is None for who only ran the examples.
    """

    account_id: str
    login: str
    name: str
    attempts: int
    free: int
    runs: int
    attempts_to_solve: int | None
    seconds_to_solve: float | None
    last: LastSubmitted | None

    @property
    def is_solved(self) -> bool:
        return self.attempts_to_solve is not None


@dataclass(frozen=True, slots=True)
class MisconceptionCount:
    misconception: str
    submissions: int
    people: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle one, and those that a quarter lies below and above."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class ClassResults:
    """`people` by name; `outcomes` of what they submitted, the commonest first; `waiting` has none yet.

    `judged` is everything that was submitted and has an outcome, what came with an operator's token too.
    """

    people: Sequence[Person]
    outcomes: Sequence[tuple[Outcome, int]]
    waiting: int
    judged: int
    misconceptions: Sequence[MisconceptionCount]

    @property
    def tried(self) -> int:
        """How many people made an attempt."""
        return sum(person.attempts > 0 for person in self.people)

    @property
    def solved(self) -> int:
        return sum(person.is_solved for person in self.people)

    @property
    def attempts(self) -> int:
        return sum(person.attempts for person in self.people)

    @property
    def free(self) -> int:
        return sum(person.free for person in self.people)

    @property
    def runs(self) -> int:
        return sum(person.runs for person in self.people)

    @property
    def attempts_to_solve(self) -> Spread | None:
        return find_spread(person.attempts_to_solve for person in self.people)

    @property
    def seconds_to_solve(self) -> Spread | None:
        return find_spread(person.seconds_to_solve for person in self.people)


async def find(store: Reader, problem_id: str) -> ClassResults:
    known = {"problem_id": problem_id}
    async with store.read() as session:
        people = [_describe(row) for row in await session.execute(_PEOPLE, known)]
        outcomes = (await session.execute(_OUTCOMES, known)).all()
        misconceptions = (await session.execute(_MISCONCEPTIONS, known)).all()
    return ClassResults(
        people=sorted(people, key=lambda person: (person.name.casefold(), person.login)),
        outcomes=[(Outcome(row.outcome), row.of_people) for row in outcomes if row.outcome and row.of_people],
        waiting=sum(row.of_people for row in outcomes if row.outcome is None),
        judged=sum(row.of_all for row in outcomes if row.outcome),
        misconceptions=[MisconceptionCount(text or "", *counts) for text, *counts in misconceptions],
    )


def find_spread(values: Iterable[float | None]) -> Spread | None:
    """Of those that there are."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    low, _, high = quantiles(known, n=4, method="inclusive") if len(known) > 1 else known * 3
    return Spread(low, median(known), high)


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((and_(*conditions), 1)))


# What is asked, once for all: to put such a statement together takes as long as to run it.
_IS_PROBLEM = SubmissionRow.problem_id == bindparam("problem_id")
_IS_SUBMITTED = SubmissionRow.mode == Mode.SUBMIT
_IS_FREE = SubmissionRow.outcome.in_(FREE)
_OWNER = AccountRow.id == SubmissionRow.owner_id


def _select_people() -> Select[Any]:
    """A row for each account. The greatest of `id outcome` is the last one's: ids come in order of time."""
    created_at = SubmissionRow.created_at
    solved = (
        select(SubmissionRow.owner_id, func.min(SubmissionRow.id).label("id"), func.min(created_at).label("at"))
        .where(_IS_PROBLEM, _IS_SUBMITTED, SubmissionRow.outcome == Outcome.ACCEPTED)
        .group_by(SubmissionRow.owner_id)
        .subquery()
    )
    last = SubmissionRow.id + SEPARATOR + func.coalesce(SubmissionRow.outcome, "")
    sent = (
        select(
            SubmissionRow.owner_id,
            _count(_IS_SUBMITTED, ~_IS_FREE).label("attempts"),
            _count(_IS_SUBMITTED, ~_IS_FREE, SubmissionRow.id <= solved.c.id).label("attempts_to_solve"),
            _count(_IS_SUBMITTED, _IS_FREE).label("free"),
            _count(SubmissionRow.mode == Mode.RUN).label("runs"),
            func.min(created_at).label("first_at"),
            func.min(solved.c.at).label("solved_at"),
            func.max(case((_IS_SUBMITTED, last))).label("last"),
            func.max(case((_IS_SUBMITTED, created_at))).label("last_at"),
        )
        .outerjoin(solved, solved.c.owner_id == SubmissionRow.owner_id)
        .where(_IS_PROBLEM)
        .group_by(SubmissionRow.owner_id)
        .subquery()
    )
    return select(AccountRow.login, AccountRow.name, *sent.c).join(sent, sent.c.owner_id == AccountRow.id)


_PEOPLE = _select_people()
_COUNT = func.count()
# What people submitted, the commonest first, and what anybody did; no outcome is what waits.
_OF_PEOPLE = func.count(AccountRow.id)
_OUTCOMES = (
    select(SubmissionRow.outcome, _OF_PEOPLE.label("of_people"), _COUNT.label("of_all"))
    .outerjoin(AccountRow, _OWNER)
    .where(_IS_PROBLEM, _IS_SUBMITTED)
    .group_by(SubmissionRow.outcome)
    .order_by(_OF_PEOPLE.desc(), SubmissionRow.outcome)
)
_MISCONCEPTIONS = (
    select(SubmissionRow.misconception, _COUNT, func.count(SubmissionRow.owner_id.distinct()))
    .join(AccountRow, _OWNER)
    .where(_IS_PROBLEM, _IS_SUBMITTED, SubmissionRow.misconception.is_not(None))
    .group_by(SubmissionRow.misconception)
    .order_by(_COUNT.desc(), SubmissionRow.misconception)
    .limit(MISCONCEPTIONS_MOST)
)


def _describe(row: Row[Any]) -> Person:
    return Person(
        row.owner_id,
        row.login,
        row.name,
        row.attempts,
        row.free,
        row.runs,
        row.attempts_to_solve or None,
        seconds_to_solve=(row.solved_at - row.first_at).total_seconds() if row.solved_at else None,
        last=_describe_last(row.last, row.last_at) if row.last else None,
    )


def _describe_last(last: str, created_at: datetime) -> LastSubmitted:
    submission_id, _, outcome = last.partition(SEPARATOR)
    return LastSubmitted(submission_id, Outcome(outcome) if outcome else None, created_at)
