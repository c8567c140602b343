"""What is judged again keeps its verdict until another one is there, and gets it once."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.grading.embedded import ATTEMPTS_MOST
from app.settings import SQLITE
from app.store import history, rejudgement, submissions
from app.store.database import Store, open_store
from app.store.ids import new_id
from app.store.models import Priority, Status
from app.store.rejudgement import Change
from app.store.submissions import ClaimedSubmission, NewSubmission
from grader.verdict import Mode, Outcome
from tests.api.embedded_service import PROBLEM, in_store, open_api
from tests.api.waiting import wait_until

ACCEPTED, INTERNAL_ERROR, WRONG_ANSWER = Outcome.ACCEPTED, Outcome.INTERNAL_ERROR, Outcome.WRONG_ANSWER
BULK, INTERACTIVE = Priority.BULK, Priority.INTERACTIVE
OWNER = "0" * 32


def run(folder: Path, use: Callable[[Store], Awaitable[None]]) -> None:
    async def opened() -> None:
        async with open_store(f"{SQLITE}{folder / 'arborist.db'}") as store:
            await use(store)

    asyncio.run(opened())


async def put(
    store: Store,
    owner: str = OWNER,
    priority: Priority = INTERACTIVE,
    problem_id: str = PROBLEM,
    mode: Mode = Mode.SUBMIT,
) -> str:
    new = NewSubmission(new_id(), owner, problem_id, mode, b"accepted", priority)
    await submissions.add(store, new, 100)
    return new.id


async def claim(store: Store) -> ClaimedSubmission:
    claimed = await submissions.claim(store)
    assert claimed
    return claimed


async def judge(store: Store, outcome: Outcome) -> str:
    """The next in line."""
    claimed = await claim(store)
    assert await submissions.record(store, claimed, f'"{outcome}"', outcome)
    return claimed.id


async def look(store: Store, submission_id: str) -> tuple[Status, str | None, Outcome | None]:
    kept = await history.find(store, submission_id)
    assert kept
    return kept.entry.status, kept.verdict, kept.entry.outcome


def test_the_old_verdict_stands_until_the_new_one_is_recorded_and_that_is_done_once(tmp_path: Path) -> None:
    async def check(store: Store) -> None:
        one = await put(store)
        first = await claim(store)
        assert await submissions.record(store, first, "old", WRONG_ANSWER, "A misconception.")
        assert await rejudgement.begin(store, PROBLEM) == 1
        assert await look(store, one) == (Status.QUEUED, "old", WRONG_ANSWER)
        assert not await submissions.record(store, first, "late", ACCEPTED)
        second = await claim(store)
        assert (second.id, second.attempts, second.attempts_before) == (one, 2, 1)
        assert not await submissions.record(store, first, "late", ACCEPTED)
        assert await look(store, one) == (Status.RUNNING, "old", WRONG_ANSWER)
        assert await submissions.record(store, second, "new", ACCEPTED)
        assert not await submissions.record(store, second, "again", WRONG_ANSWER)
        assert await look(store, one) == (Status.DONE, "new", ACCEPTED)
        (entry,) = await history.list_of(store, OWNER)
        assert entry.misconception is None

    run(tmp_path, check)


def test_only_what_was_submitted_to_the_problem_and_judged_is_taken(tmp_path: Path) -> None:
    async def check(store: Store) -> None:
        for arguments in ({}, {"problem_id": "another"}, {"mode": Mode.RUN}):
            await put(store, **arguments)
            await judge(store, ACCEPTED)
        running, waiting = await put(store), await put(store)
        began = await claim(store)
        assert began.id == running
        assert await rejudgement.begin(store, PROBLEM) == 1
        assert await look(store, running) == (Status.RUNNING, None, None)
        assert await submissions.record(store, began, "first", ACCEPTED)
        assert await judge(store, ACCEPTED) == waiting

    run(tmp_path, check)


def test_a_fault_of_ours_takes_no_verdict_away_and_is_told(tmp_path: Path) -> None:
    async def check(store: Store) -> None:
        ids = [await put(store) for _ in range(3)]
        for outcome in (ACCEPTED, WRONG_ANSWER, INTERNAL_ERROR):
            await judge(store, outcome)
        assert await rejudgement.begin(store, PROBLEM) == 3
        for outcome in (INTERNAL_ERROR, ACCEPTED, WRONG_ANSWER):
            await judge(store, outcome)
        assert [(await look(store, each))[1:] for each in ids] == [
            ('"accepted"', ACCEPTED),
            ('"accepted"', ACCEPTED),
            ('"wrong_answer"', WRONG_ANSWER),
        ]
        told = await rejudgement.find_latest(store, PROBLEM)
        assert told
        assert (told.count, told.left, told.failed) == (3, 0, 1)
        assert set(told.changes) == {Change(INTERNAL_ERROR, WRONG_ANSWER, 1), Change(WRONG_ANSWER, ACCEPTED, 1)}

    run(tmp_path, check)


def test_while_some_are_left_no_other_begins_and_the_next_one_is_told_by_itself(tmp_path: Path) -> None:
    async def check(store: Store) -> None:
        for _ in range(2):
            await put(store)
            await judge(store, WRONG_ANSWER)
        assert await rejudgement.find_latest(store, PROBLEM) is None
        assert await rejudgement.begin(store, PROBLEM) == 2
        await judge(store, ACCEPTED)
        assert await rejudgement.begin(store, PROBLEM) == 0
        told = await rejudgement.find_latest(store, PROBLEM)
        assert told
        assert (told.count, told.left, told.changes) == (2, 1, [Change(WRONG_ANSWER, ACCEPTED, 1)])
        await judge(store, ACCEPTED)
        assert await rejudgement.begin(store, PROBLEM) == 2
        told = await rejudgement.find_latest(store, PROBLEM)
        assert told
        assert (told.count, told.left, told.changes) == (2, 2, [])

    run(tmp_path, check)


def test_what_a_service_that_ended_was_judging_again_goes_back_with_its_verdict(tmp_path: Path) -> None:
    async def check(store: Store) -> None:
        one = await put(store)
        await judge(store, WRONG_ANSWER)
        await rejudgement.begin(store, PROBLEM)
        left_behind = await claim(store)
        assert await submissions.requeue_running(store) == 1
        assert await look(store, one) == (Status.QUEUED, '"wrong_answer"', WRONG_ANSWER)
        assert await judge(store, ACCEPTED) == one
        assert not await submissions.record(store, left_behind, "late", INTERNAL_ERROR)
        assert (await look(store, one))[2] == ACCEPTED

    run(tmp_path, check)


def test_all_of_them_together_have_the_turns_of_one_owner(tmp_path: Path) -> None:
    async def check(store: Store) -> None:
        again = [await put(store, owner) for owner in ("a" * 32, "b" * 32, "c" * 32, OWNER)]
        for _ in again:
            await judge(store, ACCEPTED)
        await rejudgement.begin(store, PROBLEM)
        bulk = [await put(store, OWNER, BULK) for _ in range(2)]
        interactive = await put(store, OWNER)
        order = [await judge(store, ACCEPTED) for _ in range(7)]
        assert order[0] == interactive
        in_turn = [each for each in order if each != interactive]
        assert in_turn == [again[0], bulk[0], again[1], bulk[1], again[2], again[3]]

    run(tmp_path, check)


def test_they_take_no_place_of_the_queue(tmp_path: Path) -> None:
    said = tmp_path / "said"
    said.write_text("wrong_answer")
    with open_api(tmp_path, queue_most=2) as api:
        ids = [api.submit(f"read {said}").json()["id"] for _ in range(5)]
        said.unlink()
        assert api.client.portal
        queue = api.client.app.state.service.queue  # type: ignore[attr-defined]
        assert api.client.portal.call(queue.judge_again, PROBLEM) == 5
        wait_until(lambda: len(api.judged()) == 6, "its turn")
        assert [api.submit("accepted", wait_s=0).status_code for _ in range(3)] == [202, 202, 503]
        assert api.readiness()["queue"] == {"queued": 2, "running": 0, "most": 2}
        assert 'arborist_queue_open{priority="bulk",status="queued"} 4.0' in api.measure()
        assert {api.show(each)["outcome"] for each in ids} == {"wrong_answer"}
        said.write_text("accepted")
        wait_until(lambda: {api.show(each)["outcome"] for each in ids} == {"accepted"}, "every new verdict")


@pytest.mark.parametrize("claims", [ATTEMPTS_MOST - 1, ATTEMPTS_MOST])
def test_former_claims_do_not_count_and_those_of_now_cost_no_verdict(tmp_path: Path, claims: int) -> None:
    """One that took the service down often enough to be given up, before and after it was put back in line."""

    async def take_down(store: Store) -> None:
        await put(store)
        for _ in range(ATTEMPTS_MOST):
            await claim(store)
            await submissions.requeue_running(store)
        await judge(store, WRONG_ANSWER)
        await rejudgement.begin(store, PROBLEM)
        for _ in range(claims):
            await claim(store)
            await submissions.requeue_running(store)

    (tmp_path / "store").mkdir()
    run(tmp_path / "store", take_down)
    with open_api(tmp_path) as api:
        assert api.submit("accepted", priority="bulk").json()["outcome"] == "accepted"
        told = in_store(api.settings, lambda store: rejudgement.find_latest(store, PROBLEM))
        given_up = claims == ATTEMPTS_MOST
        assert told
        assert (told.left, told.failed, len(told.changes)) == ((0, 1, 0) if given_up else (0, 0, 1))
        assert len(api.judged()) == (1 if given_up else 2)
