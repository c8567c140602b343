"""Every refusal: its status, its code, and that it says nothing it should not."""

from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from app.service import Service
from tests.api.embedded_service import PROBLEM, Api, open_api
from tests.api.scripts import script_programs
from tests.api.waiting import wait_until

SUBMISSIONS = "/api/v1/submissions"
GOOD = {"problem_id": PROBLEM, "source": "accepted"}


def assert_is_problem(answer: Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["type"] == f"urn:arborist:error:{code}"
    assert {"title", "detail"} <= set(answer.json())
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"problem_id": "state_zero_kernal"}, 404, "unknown_problem"),
        ({"problem_id": "../state_zero_kernel"}, 404, "unknown_problem"),
        ({"source": "x" * (64 * 1024 + 1)}, 413, "source_too_large"),
        ({"source": "é" * (32 * 1024 + 1)}, 413, "source_too_large"),
        ({"source": "x" * 2_000_000}, 413, "body_too_large"),
        ({"source": None}, 422, "invalid_request"),
        ({"problem_id": 7}, 422, "invalid_request"),
        ({"mode": "guess"}, 422, "invalid_request"),
        ({"wait_s": -1}, 422, "invalid_request"),
        ({"wait_s": 25.1}, 422, "invalid_request"),
        ({"wait_s": "5"}, 422, "invalid_request"),
        ({"wait": 5}, 422, "invalid_request"),
    ],
)
def test_a_bad_submission_is_refused(api: Api, change: dict[str, Any], status: int, code: str) -> None:
    assert_is_problem(api.client.post(SUBMISSIONS, json=GOOD | change), status, code)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "invalid_request"),
        (b"{", 422, "invalid_request"),
        (b"[]", 422, "invalid_request"),
        (b'{"wait_s": NaN}', 422, "invalid_request"),
        (b'{"problem_id": "\\ud800", "source": ""}', 422, "invalid_request"),
        (b'"\xff"', 400, "malformed_body"),
        (b"[" * 500_000, 400, "malformed_body"),
        (b"9" * 500_000, 400, "malformed_body"),
    ],
    ids=["empty", "cut off", "list", "NaN", "surrogate id", "not UTF-8", "deep", "long number"],
)
def test_a_body_that_is_no_submission_is_refused(api: Api, content: bytes, status: int, code: str) -> None:
    answer = api.client.post(SUBMISSIONS, content=content, headers={"Content-Type": "application/json"})
    assert_is_problem(answer, status, code)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "not_found"),
        ("GET", "/api/v1/problems/", 404, "not_found"),
        ("GET", "/static-offline-docs/nothing.js", 404, "not_found"),
        ("DELETE", SUBMISSIONS, 405, "method_not_allowed"),
        ("GET", f"{SUBMISSIONS}/1", 422, "invalid_request"),
        ("GET", f"{SUBMISSIONS}/{'0' * 32}", 404, "unknown_submission"),
        ("GET", "/api/v1/problems/nothing", 404, "unknown_problem"),
        ("GET", "/api/v1/problems/%00%ff", 404, "unknown_problem"),
    ],
)
def test_a_bad_address_is_refused(api: Api, method: str, path: str, status: int, code: str) -> None:
    assert_is_problem(api.client.request(method, path), status, code)


def test_a_refusal_names_each_wrong_field_and_shows_no_value(api: Api) -> None:
    answer = api.client.post(SUBMISSIONS, json={"source": ["secret source"], "wait_s": 99})
    assert [each["field"] for each in answer.json()["errors"]] == ["body.problem_id", "body.source", "body.wait_s"]
    assert "secret" not in answer.text


def test_a_form_is_told_what_to_send(api: Api) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = api.client.post(SUBMISSIONS, content=b'{"problem_id": 1}', headers=headers)
    assert "application/json" in answer.json()["detail"]


@pytest.mark.parametrize("path", [SUBMISSIONS, "/api/v1/nowhere", "/readyz"])
def test_a_large_body_is_refused_wherever_it_is_sent(api: Api, path: str) -> None:
    assert_is_problem(api.client.post(path, content=b"x" * 2_000_000), 413, "body_too_large")


def test_a_large_body_of_unknown_length_is_refused(api: Api) -> None:
    answer = api.client.post(SUBMISSIONS, content=(b"x" * 100_000 for _ in range(20)))
    assert_is_problem(answer, 413, "body_too_large")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "token_required"),
        ("Basic YTpi", "token_required"),
        ("Bearer", "token_required"),
        ("Bearer arb_0", "token_invalid"),
    ],
)
def test_without_a_live_token_nothing_is_taken(api: Api, header: str, code: str) -> None:
    for answer in (
        api.client.post(SUBMISSIONS, json=GOOD, headers={"Authorization": header}),
        api.client.get(f"{SUBMISSIONS}/{'0' * 32}", headers={"Authorization": header}),
    ):
        assert_is_problem(answer, 401, code)
        assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="arborist"')


def test_a_revoked_token_opens_nothing(api: Api) -> None:
    path = f"{SUBMISSIONS}/{'0' * 32}"
    headers = {"Authorization": f"Bearer {api.make_token('short-lived')}"}
    assert_is_problem(api.client.get(path, headers=headers), 404, "unknown_submission")
    api.revoke_token("short-lived")
    assert_is_problem(api.client.get(path, headers=headers), 401, "token_invalid")


def test_a_full_queue_says_when_to_come_back(tmp_path: Path) -> None:
    with open_api(tmp_path, queue_most=2) as api:
        gate = tmp_path / "open"
        for _ in range(2):
            assert api.submit(f"gate {gate}", wait_s=0).status_code == 202
        refused = api.submit("accepted", wait_s=0)
        assert_is_problem(refused, 503, "queue_full")
        assert 1 <= int(refused.headers["Retry-After"]) <= 10
        gate.touch()
        wait_until(lambda: api.readiness()["queue"]["queued"] == 0, "room")
        assert api.submit("accepted").status_code == 201


@pytest.mark.parametrize("cage", ["leaks", "crashes"])
def test_nothing_is_judged_without_a_cage(tmp_path: Path, cage: Any) -> None:
    with open_api(tmp_path, script_programs(tmp_path / "journal", cage=cage)) as api:
        wait_until(lambda: api.readiness()["cage"]["holds"] is False, "the examination")
        assert api.client.get("/readyz").status_code == 503
        assert all(finding["remedy"] for finding in api.readiness()["cage"]["findings"] if not finding["holds"])
        assert_is_problem(api.submit("accepted"), 503, "cage_not_holding")


def test_what_was_taken_before_the_judges_are_ready_is_judged_after(tmp_path: Path) -> None:
    gate = tmp_path / "ready"
    with open_api(tmp_path, script_programs(tmp_path / "journal", ready_gate=gate)) as api:
        wait_until(lambda: api.readiness()["cage"]["holds"], "the examination")
        taken = api.submit("accepted", wait_s=0)
        assert (taken.status_code, api.readiness()["ready"]) == (202, False)
        gate.touch()
        assert api.wait_for_verdict(taken.json()["id"])["outcome"] == "accepted"


def test_a_fault_of_ours_shows_nothing_of_ours(tmp_path: Path) -> None:
    with open_api(tmp_path) as api:
        service: Service = api.client.app.state.service  # type: ignore[attr-defined]
        service.catalogue = None  # type: ignore[assignment]
        answer = api.client.get("/api/v1/problems")
        assert_is_problem(answer, 500, "internal_error")
        assert "None" not in answer.text
