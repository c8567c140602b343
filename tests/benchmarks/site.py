"""How long pages take from the server, and how long a recorded verdict is on its way to the page that waits for it."""

import asyncio
import http.client
import os
import sqlite3
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from app.roles import Role
from tests.benchmarks.calls import PROBLEM_ID
from tests.benchmarks.figures import find_median, find_percentile
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.places import CACHE_DIR, RESULTS_DIR, ROOT, say
from tests.benchmarks.school import PEOPLE, SUBMISSIONS_EACH, enrol
from tests.benchmarks.service import ARBORIST, Service, serve
from tests.benchmarks.submissions import Kind, vary_source
from tests.browser.chromium import open_chromium

TABLE_FILE = RESULTS_DIR / "SITE.md"
LOGIN, PASSWORD = "measured", "four words in a row"
PROBLEM = f"/problems/{PROBLEM_ID}"
PAGES = ("/livez", "/", PROBLEM, f"{PROBLEM}/solution", f"{PROBLEM}/history", "/account", f"{PROBLEM}/class")
ATTEMPTS = 20
"""That the account has made when its pages are measured."""
SHOWN_WALL_MS = 60_000
# The page's own clock, which is the machine's, at the first moment when it holds a verdict.
WATCH = """() => new Promise((resolve) => {
  const tell = () => document.querySelector("#outcome.outcome") && resolve(performance.timeOrigin + performance.now());
  new MutationObserver(tell).observe(document.body, {subtree: true, childList: true});
})"""

HEAD = """# The practice site

Written by `make bench-site`, on a service with real judges. A page's time is from the request to the last byte, over
loopback, one after the other, by an instructor who has made {attempts} attempts and whose class of {people} has made
{each} each. Absolute times are noise of the machine; `/livez`, which looks nowhere, tells what a request costs at all.

{machine}

| what | p50 | p95 | aim at p95 |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is signed in, without a browser."""

    host: str
    cookie: str = ""

    def request(self, method: str, path: str, **fields: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        headers = {
            "Cookie": self.cookie,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request(method, path, urlencode(fields), headers)
            response = connection.getresponse()
            response.read()
            return response
        finally:
            connection.close()

    def sign_up(self) -> "Member":
        answer = self.request("POST", "/sign-up", login=LOGIN, password=PASSWORD)
        return Member(self.host, str(answer.headers["Set-Cookie"]).partition(";")[0])


def measure_site(requests: int, verdicts: int) -> None:
    """Writes the table. Everything that judges would draw while nothing waits is drawn before."""
    environment = os.environ | {"ARBORIST_CACHE_DIR": str(CACHE_DIR)}
    subprocess.run([*ARBORIST, "prepare"], cwd=ROOT, env=environment, check=True)
    with serve(CACHE_DIR) as service:
        service.wait_until_ready(whole=True)
        member = Member(service.host).sign_up()
        say(f"{ATTEMPTS} attempts")
        for _ in range(ATTEMPTS):
            member.request("POST", PROBLEM, source=vary_source(Kind.ACCEPTED), mode="submit")
        _fill_class(service)
        rows = [(path, *_measure_page(member, path, requests)) for path in PAGES]
        say("Verdicts on their way")
        shown_ms = _measure_shown(service, verdicts)
    rows.append(("a verdict, from recorded to shown", find_median(shown_ms), find_percentile(shown_ms, 0.95)))
    TABLE_FILE.write_text(_render(rows), encoding="utf-8")
    print(TABLE_FILE.read_text(encoding="utf-8"))


def _fill_class(service: Service) -> None:
    """With `LOGIN` as its instructor."""
    command = [*ARBORIST, "users", "role", LOGIN, Role.INSTRUCTOR]
    subprocess.run(command, cwd=ROOT, env=service.environment, check=True)
    asyncio.run(enrol(f"sqlite+aiosqlite:///{service.store_file}", PROBLEM_ID))


def _measure_page(member: Member, path: str, requests: int) -> tuple[float, float]:
    """In milliseconds."""
    spent_ms = [_time_ms(lambda: _get(member, path)) for _ in range(requests)]
    return find_median(spent_ms), find_percentile(spent_ms, 0.95)


def _get(member: Member, path: str) -> None:
    status = member.request("GET", path).status
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")


def _time_ms(do: Callable[[], None]) -> float:
    before_s = time.perf_counter()
    do()
    return (time.perf_counter() - before_s) * 1000


def _measure_shown(service: Service, verdicts: int) -> list[float]:
    with open_chromium() as chromium:
        page = chromium.new_page()
        page.goto(f"http://{service.host}/sign-in")
        page.fill("#login", LOGIN)
        page.fill("#password", PASSWORD)
        page.click("main button.main")
        return [_show_one(service, page) for _ in range(verdicts)]


def _show_one(service: Service, page: Any) -> float:
    """Submits what is in the editor; the milliseconds from the store's having the verdict to the page's."""
    page.goto(f"http://{service.host}{PROBLEM}")
    page.wait_for_selector(".cm-content")
    page.evaluate("() => document.querySelector('#verdict').replaceChildren()")  # the last one's
    page.evaluate(f"() => {{ window.shown = ({WATCH})(); }}")
    page.click("button[value=submit]")
    shown_at_ms = page.evaluate("() => window.shown")
    return float(shown_at_ms) - _read_recorded_ms(service)


def _read_recorded_ms(service: Service) -> float:
    """When the latest verdict was recorded, on the machine's clock."""
    with sqlite3.connect(f"file:{service.store_file}?mode=ro", uri=True) as store:
        (text,) = store.execute("SELECT max(finished_at) FROM submission").fetchone()
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000


def _render(rows: list[tuple[str, float, float]]) -> str:
    machine = "\n".join(f"- {name.replace('_', ' ')}: {value}" for name, value in describe_machine().items())
    lines = [f"| `{what}` | {p50:.1f} ms | {p95:.1f} ms | {_aim(what)} |\n" for what, p50, p95 in rows]
    return HEAD.format(machine=machine, attempts=ATTEMPTS, people=PEOPLE, each=SUBMISSIONS_EACH) + "".join(lines)


def _aim(what: str) -> str:
    return "" if what == "/livez" else "150 ms" if "verdict" in what else "20 ms"
