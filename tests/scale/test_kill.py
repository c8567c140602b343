"""kill -9 at any moment: every submission that was acknowledged gets exactly one verdict."""

import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from tests.api.embedded_service import PROBLEM
from tests.api.processes import find_processes
from tests.api.service_process import Place, RunningService, find_token, submission
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


def test_what_is_judged_again_has_its_old_verdict_or_its_new_one(tmp_path: Path) -> None:
    """Killed while the third of them is judged again: after the restart each has its new one, and none was lost."""
    place = Place(tmp_path)
    said = [tmp_path / f"said-{number}" for number in range(5)]
    for each in said:
        each.write_text("wrong_answer")
    with place.serve() as service:
        token = find_token(service.greeting[1])
        with service.client(token) as client:
            sent = [
                client.post("/api/v1/submissions", json=submission(f"read {each}", 25)).json()["id"] for each in said
            ]
        for each in said[:2]:
            each.write_text("accepted")
        for each in said[2:]:
            each.unlink()
        assert begin_rejudgement(service, place) == "5"
        wait_until(lambda: count_lines(place.journal) == 8, "the third one's turn")
        service.process.send_signal(signal.SIGKILL)
        service.process.wait()
    wait_until(lambda: not find_processes(str(place.journal)), "the end of the killed service's judges")
    with place.serve() as service, service.client(token) as client:

        def find_outcomes() -> list[str]:
            return [client.get(f"/api/v1/submissions/{each}").json()["outcome"] for each in sent]

        assert find_outcomes() == ["accepted"] * 2 + ["wrong_answer"] * 3
        for each in said[2:]:
            each.write_text("accepted")
        wait_until(lambda: find_outcomes() == ["accepted"] * 5, "every new verdict")
    judged = Counter(line.split()[0] for line in place.journal.read_text().splitlines())
    assert [judged[each] for each in sent] == [2, 2, 3, 2, 2]


def begin_rejudgement(service: RunningService, place: Place) -> str:
    """As an instructor does; how many the page says there are."""
    with httpx2.Client(base_url=service.address, headers={"Sec-Fetch-Site": "same-origin"}, timeout=40) as browser:
        browser.post("/sign-up", data={"login": "teaches", "password": "four words in a row"})
        assert place.run("users", "role", "teaches", "instructor").returncode == 0
        path = f"/problems/{PROBLEM}/class"
        browser.post(f"{path}/judge-again")
        return browser.get(path).text.partition(" are still to be judged again")[0].split()[-1]


def assert_each_gets_one_verdict(place: Place, token: str, ids: list[str]) -> None:
    wait_until(lambda: not find_processes(str(place.journal)), "the end of the killed service's judges")
    with place.serve(judges=JUDGES) as service, service.client(token) as client:

        def find_verdicts() -> list[dict[str, object]]:
            return [client.get(f"/api/v1/submissions/{each}").json() for each in ids]

        wait_until(lambda: all(each["status"] == "done" for each in find_verdicts()), "every verdict")
        assert [(each["id"], each["outcome"]) for each in find_verdicts()] == [(each, "accepted") for each in ids]


def count_lines(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0
