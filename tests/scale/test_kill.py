"""kill -9 at any moment: every submission that was acknowledged gets exactly one verdict."""

import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from tests.api.processes import find_processes
from tests.api.service_process import Place, find_token, submission
from tests.api.waiting import wait_until

SUBMISSIONS = 20
JUDGES = 2


@pytest.mark.parametrize("judged", [0, 10])
def test_what_waited_or_was_being_judged_is_judged_after_the_restart(tmp_path: Path, judged: int) -> None:
    place = Place(tmp_path)
    gate = tmp_path / "open"
    sources = ["accepted"] * judged + [f"gate {gate}"] * (SUBMISSIONS - judged)
    with place.serve(judges=JUDGES) as service:
        token = find_token(service.greeting[1])
        with service.client(token) as client:
            answers = [client.post("/api/v1/submissions", json=submission(source)) for source in sources]
        wait_until(lambda: count_lines(place.journal) == judged + JUDGES, "work for every judge")
        service.process.send_signal(signal.SIGKILL)
        service.process.wait()
    gate.touch()
    assert_each_gets_one_verdict(place, token, [answer.json()["id"] for answer in answers])
    assert count_lines(place.journal) == SUBMISSIONS + JUDGES


def test_what_was_acknowledged_while_others_were_written_is_judged(tmp_path: Path) -> None:
    place = Place(tmp_path)
    acknowledged: list[str] = []

    def submit_until_refused(client: httpx2.Client) -> None:
        while True:
            try:
                answer = client.post("/api/v1/submissions", json=submission("accepted"))
            except httpx2.TransportError:
                return
            acknowledged.append(answer.json()["id"])

    with place.serve(judges=JUDGES, queue_most=1000) as service, ThreadPoolExecutor() as threads:
        token = find_token(service.greeting[1])
        with service.client(token) as client:
            submitting = [threads.submit(submit_until_refused, client) for _ in range(4)]
            wait_until(lambda: len(acknowledged) > SUBMISSIONS, "some submissions")
            service.process.send_signal(signal.SIGKILL)
            for each in submitting:
                each.result()
        service.process.wait()
    assert_each_gets_one_verdict(place, token, acknowledged)


def assert_each_gets_one_verdict(place: Place, token: str, ids: list[str]) -> None:
    wait_until(lambda: not find_processes(str(place.journal)), "the end of the killed service's judges")
    with place.serve(judges=JUDGES) as service, service.client(token) as client:

        def find_verdicts() -> list[dict[str, object]]:
            return [client.get(f"/api/v1/submissions/{each}").json() for each in ids]

        wait_until(lambda: all(each["status"] == "done" for each in find_verdicts()), "every verdict")
        assert [(each["id"], each["outcome"]) for each in find_verdicts()] == [(each, "accepted") for each in ids]


def count_lines(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0
