"""A student's program: sends a source over HTTP and waits for the verdict."""

import http.client
import json
import time
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.calls import PROBLEM_ID
from tests.benchmarks.submissions import Kind, vary_source

SUBMISSIONS = "/api/v1/submissions"
WAIT_S = 25
POLL_S = 0.2
ANSWER_WALL_S = 120.0


class NoVerdictError(Exception):
    """A submission that was taken has no verdict in time, or was answered by something else than the API says."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: Any
    retry_after_s: float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One submission's verdict, and when it was sent and had; by time.perf_counter."""

    kind: Kind
    verdict: dict[str, Any]
    sent_s: float
    had_s: float

    @property
    def latency_s(self) -> float:
        return self.had_s - self.sent_s

    @property
    def is_right(self) -> bool:
        return bool(self.verdict["outcome"] == self.kind)


@dataclass(frozen=True, slots=True)
class Client:
    """Each request has a connection of its own, as that of a student's shell does."""

    host: str
    token: str

    def request(self, method: str, path: str, body: object = None) -> Reply:
        connection = http.client.HTTPConnection(self.host, timeout=ANSWER_WALL_S)
        try:
            content = None if body is None else json.dumps(body)
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            connection.request(method, path, content, headers)
            response = connection.getresponse()
            retry_after = response.headers.get("Retry-After")
            return Reply(response.status, json.load(response), float(retry_after) if retry_after else None)
        finally:
            connection.close()

    def submit(self, kind: Kind, wait_s: float) -> Reply:
        body = {"problem_id": PROBLEM_ID, "source": vary_source(kind), "mode": "submit", "wait_s": wait_s}
        return self.request("POST", SUBMISSIONS, body)

    def judge(self, kind: Kind) -> Judged:
        """Raises NoVerdictError."""
        sent_s = time.perf_counter()
        reply = self.submit(kind, WAIT_S)
        if reply.status not in (201, 202):
            raise NoVerdictError(f"refused with {reply.status}: {reply.body}")
        verdict = reply.body if reply.status == 201 else self.wait_for_verdict(reply.body["id"])
        return Judged(kind, verdict, sent_s, time.perf_counter())

    def wait_for_verdict(self, submission_id: str, *, patient: bool = False, wall_s: float = 600.0) -> dict[str, Any]:
        """A patient client asks again when it was told to; another one all the time. Raises NoVerdictError."""
        deadline_s = time.monotonic() + wall_s
        while time.monotonic() < deadline_s:
            reply = self.request("GET", f"{SUBMISSIONS}/{submission_id}")
            if reply.status != 200:
                raise NoVerdictError(f"{submission_id}: {reply.status}: {reply.body}")
            if reply.body["status"] == "done":
                return dict(reply.body)
            time.sleep(reply.retry_after_s or POLL_S if patient else POLL_S)
        raise NoVerdictError(f"{submission_id}: no verdict within {wall_s:g} s")
