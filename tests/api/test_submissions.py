"""What comes back for a submission."""

import json
from pathlib import Path
from typing import Any

import pytest

from grader.verdict import Mode, Outcome
from tests.api.embedded_service import Api
from tests.api.waiting import wait_until


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_verdict_in_time_is_the_answer(api: Api, outcome: Outcome) -> None:
    answer = api.submit(outcome.value)
    assert answer.status_code == 201
    assert answer.json()["outcome"] == outcome
    assert api.client.get(answer.headers["Location"]).json() == answer.json()


def test_no_verdict_in_time_is_a_promise_of_one(api: Api, tmp_path: Path) -> None:
    answer = api.submit(f"gate {tmp_path / 'open'}", wait_s=0.01)
    assert answer.status_code == 202
    assert int(answer.headers["Retry-After"]) >= 1
    assert set(answer.json()) == {"id", "problem_id", "mode", "priority", "status", "place"}
    wait_until(lambda: api.show(answer.json()["id"])["status"] == "running", "its turn")
    (tmp_path / "open").touch()
    assert api.wait_for_verdict(answer.json()["id"])["outcome"] == Outcome.ACCEPTED


@pytest.mark.parametrize("mode", list(Mode))
def test_the_judge_is_told_the_mode(api: Api, mode: Mode) -> None:
    assert api.submit("accepted", mode=mode).json()["mode"] == mode


@pytest.mark.parametrize(
    "source", ["", "\0", "echo\r\n\ufeffé\U0001f600", "\x7f" * 1000], ids=["empty", "NUL", "unicode", "control"]
)
def test_a_source_reaches_the_judge_byte_by_byte(api: Api, source: str) -> None:
    verdict = api.submit(f"echo {source}").json()
    assert verdict["stdout"]["text"] == repr(f"echo {source}".encode())


def test_a_lone_surrogate_reaches_the_judge_as_bytes_that_are_not_utf8(api: Api) -> None:
    body = '{"problem_id": "state_zero_kernel", "source": "echo \\ud800", "wait_s": 25}'
    answer = api.client.post("/api/v1/submissions", content=body, headers={"Content-Type": "application/json"})
    assert answer.json()["stdout"]["text"] == repr(b"echo \xed\xa0\x80")


def test_a_lone_surrogate_in_a_verdict_becomes_a_question_mark(api: Api) -> None:
    assert api.submit("surrogate").json()["stdout"]["text"] == "?"


def test_nobody_reads_the_submission_of_another_token(api: Api) -> None:
    mine = api.submit("accepted").json()["id"]
    headers = {"Authorization": f"Bearer {api.make_token('somebody else')}"}
    answer = api.client.get(f"/api/v1/submissions/{mine}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_submission")


def test_those_with_many_submissions_wait_for_those_with_few(own_api: Api, tmp_path: Path) -> None:
    busy, calm = own_api.make_token("busy"), own_api.make_token("calm")
    held = own_api.submit(f"gate {tmp_path / 'open'}", wait_s=0).json()["id"]
    wait_until(lambda: own_api.show(held)["status"] == "running", "its turn")
    many = [own_api.submit_as(busy, "accepted").json() for _ in range(3)]
    few = own_api.submit_as(calm, "accepted").json()
    assert [each["place"] for each in many] == [1, 2, 3]
    assert few["place"] == 2
    (tmp_path / "open").touch()
    order = wait_until(lambda: own_api.judged() if len(own_api.judged()) == 5 else [], "all judged")
    assert order == [held, many[0]["id"], few["id"], many[1]["id"], many[2]["id"]]


def test_a_verdict_is_json_that_every_parser_reads(api: Api) -> None:
    def refuse(constant: str) -> Any:
        raise AssertionError(constant)

    json.loads(api.submit("accepted").content.decode("utf-8"), parse_constant=refuse)


def test_ids_come_in_order_of_time_and_cannot_be_guessed(api: Api) -> None:
    ids = [api.submit("accepted").json()["id"] for _ in range(5)]
    assert ids == sorted(ids)
    assert len({each[12:] for each in ids}) == 5
