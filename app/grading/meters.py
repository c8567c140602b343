"""What is counted as it happens, for /metrics. A label has few values: never an id of a submission or of a person."""

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics

from app.store.submissions import ClaimedSubmission
from grader.verdict import Outcome, Verdict

# From a verdict on an idle service to a backlog of an hour.
QUEUED_BOUNDS_S = (0.01, 0.05, 0.25, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600)
# From a syntax error to a judge that hangs.
JUDGING_BOUNDS_S = (0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 300)


disable_created_metrics()  # type: ignore[no-untyped-call]  # a series more beside each counter, which nobody reads


class Meters:
    """One set for each service: Prometheus' own registry is shared by the whole process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._verdicts = Counter(
            "arborist_verdicts",
            "Submissions that got their verdict.",
            ["problem", "mode", "outcome"],
            registry=self.registry,
        )
        # Without labels, for alerts: a series that appears only with its first event has not increased.
        self._internal_errors = Counter(
            "arborist_internal_errors", "Verdicts that say internal_error.", registry=self.registry
        )
        self._queued = Histogram(
            "arborist_queued_seconds",
            "From a submission's arrival until a judge has it.",
            ["priority"],
            buckets=QUEUED_BOUNDS_S,
            registry=self.registry,
        )
        self._judging = Histogram(
            "arborist_judging_seconds",
            "From when a judge has a submission until its verdict; with the second judge's time if the first one died.",
            ["mode"],
            buckets=JUDGING_BOUNDS_S,
            registry=self.registry,
        )
        self._refusals = Counter(
            "arborist_queue_full", "Submissions that were refused because the queue is full.", registry=self.registry
        )

    def count_verdict(self, problem_id: str, verdict: Verdict) -> None:
        self._verdicts.labels(problem_id, verdict.mode.value, verdict.outcome.value).inc()
        if verdict.outcome is Outcome.INTERNAL_ERROR:
            self._internal_errors.inc()

    def count_refusal(self) -> None:
        self._refusals.inc()

    def remember_times(self, claimed: ClaimedSubmission, judging_s: float) -> None:
        self._queued.labels(claimed.priority.value).observe(claimed.queued_ms / 1000)
        self._judging.labels(claimed.mode.value).observe(judging_s)
