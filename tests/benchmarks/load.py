"""Many submissions from many clients, more than the queue takes at once: none may be lost, none judged wrongly."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from tests.benchmarks.client import Client, NoVerdictError
from tests.benchmarks.figures import divide, find_median, find_percentile
from tests.benchmarks.memory import sum_trusted
from tests.benchmarks.places import CACHE_DIR, say
from tests.benchmarks.process_tree import wait_until_idle
from tests.benchmarks.service import Service, serve
from tests.benchmarks.submissions import Kind

MIX = (Kind.ACCEPTED, Kind.WRONG_ANSWER, Kind.ACCEPTED, Kind.STEP_MISSING)
LOOK_S = 1.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """A 503: how long the client was told to wait, and whether there was room for it when it came back."""

    retry_after_s: float
    had_room: bool


@dataclass(slots=True)
class Account:
    """What became of one client's submissions."""

    sent: int = 0
    queued_ms: list[float] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Requests to submit that were neither taken nor refused as the API says."""
    ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Look:
    """The service at one moment: how many wait in the queue, how many clients wait to come back, and its memory."""

    queued: int
    waiting_clients: int
    memory: dict[str, float]


class Crowd:
    """Clients that hand in all they have as fast as they may, as a class does before a deadline; then they fetch."""

    def __init__(self, clients: Sequence[Client], submissions: int) -> None:
        kinds = [MIX[number % len(MIX)] for number in range(submissions)]
        self._shares = [kinds[place :: len(clients)] for place in range(len(clients))]
        self._clients = clients
        self._waiting = 0
        self._lock = threading.Lock()

    @property
    def waiting_clients(self) -> int:
        return self._waiting

    def run(self) -> list[Account]:
        with ThreadPoolExecutor(len(self._clients)) as threads:
            return list(threads.map(self._run_client, self._clients, self._shares))

    def _run_client(self, client: Client, kinds: Sequence[Kind]) -> Account:
        account = Account()
        taken = {}
        for kind in kinds:
            try:
                taken[self._hand_in(client, kind, account)] = kind
            except (OSError, HTTPException, NoVerdictError) as error:
                account.failed.append(f"{type(error).__name__}: {error}")
        for submission_id, kind in taken.items():
            self._fetch(client, submission_id, kind, account)
        return account

    def _hand_in(self, client: Client, kind: Kind, account: Account) -> str:
        """Its id, once it was taken; a client that is refused comes back when it was told to."""
        reply = client.submit(kind, wait_s=0)
        while reply.status == 503 and reply.retry_after_s is not None:
            told_s = reply.retry_after_s
            self._wait(told_s)
            reply = client.submit(kind, wait_s=0)
            account.refusals.append(Refusal(told_s, had_room=reply.status != 503))
        if reply.status not in (201, 202):
            raise NoVerdictError(f"refused with {reply.status}: {reply.body}")
        account.sent += 1
        account.ids.append(reply.body["id"])
        return str(reply.body["id"])

    def _wait(self, wait_s: float) -> None:
        with self._lock:
            self._waiting += 1
        time.sleep(wait_s)
        with self._lock:
            self._waiting -= 1

    def _fetch(self, client: Client, submission_id: str, kind: Kind, account: Account) -> None:
        try:
            verdict = client.wait_for_verdict(submission_id, patient=True)
        except (OSError, HTTPException, NoVerdictError) as error:
            account.lost.append(f"{submission_id}: {type(error).__name__}: {error}")
            return
        account.queued_ms.append(verdict["timing_ms"]["queued"])
        if verdict["outcome"] != kind:
            account.wrong.append(f"{submission_id}: {kind} was judged {verdict['outcome']}: {verdict['message']}")


def check_load(submissions: int, clients: int, queue_most: int) -> dict[str, Any]:
    """What came of it, in plain values."""
    with serve(CACHE_DIR, queue_most=queue_most) as service:
        service.wait_until_ready(whole=True)
        service.client.judge(Kind.ACCEPTED)
        wait_until_idle(service.pid)
        start = sum_trusted(service.pid)
        crowd = Crowd(service.create_clients(clients), submissions)
        started_s = time.perf_counter()
        looks, accounts = _watch(service, crowd)
        wall_s = time.perf_counter() - started_s
        wait_until_idle(service.pid)
        end = sum_trusted(service.pid)
    memory = {"start": start, **find_level(looks), "end": end}
    return {
        "submissions": submissions,
        "clients": clients,
        "queue_most": queue_most,
        "wall_s": wall_s,
        "per_s": submissions / wall_s,
        **sum_up(accounts, looks),
        "trusted_memory": memory,
    }


def _watch(service: Service, crowd: Crowd) -> tuple[list[Look], list[Account]]:
    looks: list[Look] = []
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(crowd.run)
        while not running.done():
            queued = service.read_readiness()["queue"]["queued"]
            looks.append(Look(queued, crowd.waiting_clients, sum_trusted(service.pid)))
            if len(looks) % 30 == 1:
                say(f"  {queued} queued, {crowd.waiting_clients} clients told to come back later")
            time.sleep(LOOK_S)
        return looks, running.result()


def find_level(looks: Sequence[Look]) -> dict[str, dict[str, float]]:
    """Memory in the middle third of the run, and the most at any time."""
    third = len(looks) // 3
    middle = looks[third : len(looks) - third]
    names = looks[0].memory
    return {
        "middle": {name: find_median([look.memory[name] for look in middle]) for name in names},
        "most": {name: max(look.memory[name] for look in looks) for name in names},
    }


def sum_up(accounts: Sequence[Account], looks: Sequence[Look]) -> dict[str, Any]:
    """A Retry-After was right if there was room when its time was over, and the judges had work meanwhile."""
    refusals = [refusal for account in accounts for refusal in account.refusals]
    queued_s = [queued_ms / 1000 for account in accounts for queued_ms in account.queued_ms]
    ids = [submission_id for account in accounts for submission_id in account.ids]
    waited = [look for look in looks if look.waiting_clients]
    return {
        "taken": sum(account.sent for account in accounts),
        "twice_given_ids": len(ids) - len(set(ids)),
        "lost": [each for account in accounts for each in account.lost],
        "failed_requests": [each for account in accounts for each in account.failed],
        "judged_wrongly": [each for account in accounts for each in account.wrong],
        "queue_wait_p50_s": find_percentile(queued_s, 0.5) if queued_s else None,
        "queue_wait_p95_s": find_percentile(queued_s, 0.95) if queued_s else None,
        "retry_after": {
            "refusals": len(refusals),
            "mean_s": divide(sum(refusal.retry_after_s for refusal in refusals), len(refusals)),
            "share_with_room_on_return": divide(sum(refusal.had_room for refusal in refusals), len(refusals)),
            "share_of_waits_with_an_empty_queue": divide(sum(look.queued == 0 for look in waited), len(waited)),
        },
    }
