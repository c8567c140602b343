"""The very first submission: a machine on which nothing was ever judged, with an empty store and an empty cache."""

import tempfile
from pathlib import Path

from tests.benchmarks.clients import check_outcome
from tests.benchmarks.places import BENCH_DIR
from tests.benchmarks.service import serve
from tests.benchmarks.submissions import Kind


def measure_first_submission() -> dict[str, float]:
    """Seconds: from the start until `/readyz` says ready; then from request to verdict, by the printed token, twice."""
    BENCH_DIR.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BENCH_DIR, prefix="cache-") as cache_dir, serve(Path(cache_dir)) as service:
        ready_s = service.wait_until_ready(whole=False)
        first, second = (check_outcome(service.client.judge(Kind.ACCEPTED)) for _ in range(2))
    return {"until_ready": ready_s, "first": first.latency_s, "second": second.latency_s}
