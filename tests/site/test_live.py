"""Verdicts that come into a page that is open: pieces of it, and the stream that tells of them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from httpx2 import Response

from app.roles import Role
from app.service import Service
from tests.api.embedded_service import Api
from tests.api.waiting import wait_until
from tests.site.browsing import PAGE, Browser, find_submission, open_browser, open_browser_as, open_site

SCRIPT = {
    "HX-Request": "true",
    "Sec-Fetch-Site": "same-origin",
    "HX-Current-URL": f"http://testserver{PAGE}?begin=again",
}


def send_by_script(browser: Browser, source: str, mode: str = "submit") -> Response:
    return browser.client.post(PAGE, data={"source": source, "mode": mode}, headers=SCRIPT, follow_redirects=False)


def find_stream(piece: str) -> str:
    return piece.partition('hx-sse:connect="')[2].partition('"')[0]


def read_events(stream: Response) -> list[tuple[str, str]]:
    """Each event's name and data."""
    assert stream.headers["content-type"].startswith("text/event-stream")
    events = []
    for block in stream.text.split("\n\n"):
        fields = [line.partition(": ") for line in block.split("\n") if line and not line.startswith(":")]
        if fields:
            named = {name: value for name, _, value in fields}
            events.append((named.get("event", ""), "\n".join(value for name, _, value in fields if name == "data")))
    return events


def test_a_script_gets_a_piece_of_the_page_at_once_and_the_verdict_by_a_stream(tmp_path: Path) -> None:
    with open_site(tmp_path) as site:
        browser, gate = open_browser(site), tmp_path / "gate"
        browser.sign_up("ada")
        running = send_by_script(browser, f"gate {gate}")
        waiting = send_by_script(browser, "wrong_answer")
        assert running.text.strip().startswith('<section class="verdict"')
        assert "<html" not in running.text
        assert running.headers["hx-replace-url"] == PAGE
        assert "Waiting in line, at place 1" in waiting.text
        with ThreadPoolExecutor() as threads:
            streams = [threads.submit(browser.open, find_stream(each.text)) for each in (running, waiting)]
            service: Service = site.client.app.state.service  # type: ignore[attr-defined]
            wait_until(lambda: len(service.announcer._subscribers) == 2, "both streams to listen")
            gate.touch()
            first, second = (read_events(stream.result()) for stream in streams)
        assert [name for name, _ in first][-2:] == ["", "done"]
        assert "Accepted" in first[-2][1]
        assert "Waiting in line, at place 1" in second[0][1]
        assert "Wrong answer" in second[-2][1]
        assert second[-1] == ("done", "wrong_answer")


def test_a_stream_that_begins_after_the_verdict_tells_it_at_once(browser: Browser) -> None:
    browser.sign_up("late")
    submission = find_submission(browser.submit("accepted"))
    for _ in range(2):  # as after a lost connection
        events = read_events(browser.open(f"/submissions/{submission}/events"))
        assert [name for name, _ in events] == ["", "done"]
        assert "Accepted" in events[0][1]


def test_a_stream_ends_with_the_service(tmp_path: Path) -> None:
    with open_site(tmp_path) as site:
        browser = open_browser(site)
        browser.sign_up("ada")
        piece = send_by_script(browser, f"gate {tmp_path / 'gate'}").text
        service: Service = site.client.app.state.service  # type: ignore[attr-defined]
        service.announcer.close()
        events = read_events(browser.open(find_stream(piece)))
        assert [name for name, _ in events] == [""]
        assert "eing judged" in events[0][1] or "Waiting in line" in events[0][1]
        (tmp_path / "gate").touch()


def test_nobody_listens_to_anothers_submission_but_an_instructor(site: Api) -> None:
    victim, attacker = open_browser(site), open_browser(site)
    victim.sign_up("sings")
    attacker.sign_up("listens")
    address = f"/submissions/{find_submission(victim.submit('accepted'))}/events"
    assert attacker.open(address).status_code == 404
    assert "Sign in" in open_browser(site).open(address).text
    assert read_events(open_browser_as(site, "teaches-live", Role.INSTRUCTOR).open(address))


def test_a_script_of_somebody_who_is_signed_out_is_sent_to_sign_in_and_back(browser: Browser) -> None:
    answer = send_by_script(browser, "accepted")
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"] == "/sign-in?next=%2Fproblems%2Fstate_zero_kernel"


def test_what_a_script_sends_in_vain_is_refused_in_a_piece(tmp_path: Path) -> None:
    with open_site(tmp_path, queue_most=1) as site:
        browser = open_browser(site)
        browser.sign_up("ada")
        too_large = send_by_script(browser, "# " + "x" * 70_000)
        assert (too_large.status_code, "The source has 70002 bytes" in too_large.text) == (413, True)
        send_by_script(browser, f"gate {tmp_path / 'gate'}")
        full = send_by_script(browser, "second = 2")
        assert (full.status_code, "Too many submissions are waiting" in full.text) == (503, True)
        foreign = browser.client.post(PAGE, data={"source": "x"}, headers=SCRIPT | {"Sec-Fetch-Site": "cross-site"})
        assert foreign.status_code == 403
        for each in (too_large, full, foreign):
            assert each.text.strip().startswith('<section class="verdict" id="verdict"')
        (tmp_path / "gate").touch()


def test_the_latest_verdict_is_there_when_the_page_is_opened_again(browser: Browser) -> None:
    browser.sign_up("returns")
    assert 'id="outcome"' not in browser.open(PAGE).text
    browser.submit("accepted")
    browser.submit("wrong_answer", mode="run")
    page = browser.open(PAGE).text
    assert "Wrong answer" in page
    assert "wrong_answer</textarea>" in page
