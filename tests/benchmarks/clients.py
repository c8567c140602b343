"""Several clients at once, each sending its next submission as soon as it has the verdict on the last."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.benchmarks.client import Client, Judged
from tests.benchmarks.submissions import Kind


def keep_submitting(clients: Sequence[Client], window_s: float) -> list[Judged]:
    """Accepted ones, until `window_s` are over; what is under way then is waited for. In the order of their ends."""
    deadline_s = time.perf_counter() + window_s
    with ThreadPoolExecutor(len(clients)) as threads:
        running = [threads.submit(_submit_until, client, deadline_s) for client in clients]
        judged = [each for client_run in running for each in client_run.result()]
    return sorted(judged, key=lambda each: each.had_s)


def _submit_until(client: Client, deadline_s: float) -> list[Judged]:
    judged: list[Judged] = []
    while time.perf_counter() < deadline_s or not judged:
        judged.append(check_outcome(client.judge(Kind.ACCEPTED)))
    return judged


def check_outcome(judged: Judged) -> Judged:
    """What is judged wrongly is not measured. Raises RuntimeError."""
    if not judged.is_right:
        raise RuntimeError(f"{judged.kind} was judged {judged.verdict['outcome']}: {judged.verdict['message']}")
    return judged
