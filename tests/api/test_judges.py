"""What a judge process may do, and what becomes of the submission it had."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from app.grading.pool import JudgePool
from tests.api.embedded_service import Api, open_api
from tests.api.processes import find_processes
from tests.api.waiting import wait_until


def test_a_submission_whose_judge_died_is_judged_by_another(own_api: Api, tmp_path: Path) -> None:
    answer = own_api.submit(f"die_once {tmp_path / 'died'}")
    assert answer.json()["outcome"] == "accepted"
    assert own_api.judged() == [answer.json()["id"]] * 2


@pytest.mark.parametrize("misdeed", ["die", "hang", "flood", "garbage", "stranger"])
def test_a_submission_that_kills_two_judges_is_given_up(own_api: Api, misdeed: str) -> None:
    verdict = own_api.submit(misdeed).json()
    assert verdict["outcome"] == "internal_error"
    assert own_api.judged() == [verdict["id"]] * 2
    assert own_api.submit("accepted").json()["outcome"] == "accepted"


def test_a_judge_that_dies_while_idle_is_replaced(own_api: Api) -> None:
    own_api.submit("accepted")
    first = int(own_api.journal.read_text().split()[1])
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: not own_api.readiness()["ready"], "the loss")
    own_api.wait_until_ready()
    assert own_api.submit("accepted").json()["outcome"] == "accepted"
    assert int(own_api.journal.read_text().split()[-1]) != first


def test_judges_work_side_by_side(tmp_path: Path) -> None:
    with open_api(tmp_path, judges=2) as api:
        api.wait_until_ready()
        held = [api.submit(f"gate {tmp_path / 'open'}", wait_s=0).json()["id"] for _ in range(2)]
        wait_until(lambda: api.readiness()["queue"]["running"] == 2, "both running")
        (tmp_path / "open").touch()
        for each in held:
            api.wait_for_verdict(each)


def test_a_judge_has_a_spare_core_while_another_has_nothing_to_do(tmp_path: Path) -> None:
    with open_api(tmp_path, judges=2) as api:
        api.wait_until_ready()
        assert api.submit("spare").json()["stdout"]["text"] == "True"
        held = api.submit(f"gate {tmp_path / 'open'}", wait_s=0).json()["id"]
        wait_until(lambda: api.readiness()["queue"]["running"] == 1, "it runs")
        assert api.submit("spare").json()["stdout"]["text"] == "False"
        (tmp_path / "open").touch()
        api.wait_for_verdict(held)


def test_a_service_that_ends_leaves_no_judge_behind(tmp_path: Path) -> None:
    with open_api(tmp_path, judges=2) as api:
        api.wait_until_ready()
        api.submit("hang", wait_s=0)
        wait_until(api.judged, "its turn")
        assert find_processes(str(api.journal))
    assert find_processes(str(api.journal)) == []


DEAF_JUDGE = """print('{"event": "ready"}', flush=True); import time; time.sleep(600)"""


def test_to_stop_twice_leaves_no_judge_behind_that_will_not_end(tmp_path: Path) -> None:
    mark = str(tmp_path / "deaf")
    pool = JudgePool([sys.executable, "-c", DEAF_JUDGE, mark], 1, start_wall_s=30, grace_s=0.3)
    assert asyncio.run(stop_twice(pool, mark)) == []


async def stop_twice(pool: JudgePool, mark: str) -> list[int]:
    """The second time while the first still waits, and is given up. The processes that are left then."""
    pool.start()
    async with pool.lend():
        pass
    first = asyncio.create_task(pool.stop())
    for _ in range(5):  # turns of the loop, until it waits for the judge
        await asyncio.sleep(0)
    first.cancel()
    with suppress(asyncio.CancelledError):
        await first
    await pool.stop()
    return find_processes(mark)
