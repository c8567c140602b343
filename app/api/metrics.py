"""GET /metrics: what has been counted, and how the service stands now."""

import math
from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as MEDIA_TYPE
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from app.api.dependencies import ServiceOf
from app.grading.cage import Layer
from app.service import Service
from app.store import submissions
from app.store.models import Status
from app.store.submissions import LineLength

router = APIRouter(tags=["health"])


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"description": "For Prometheus", "content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(service: ServiceOf) -> Response:
    """Counters since the service began, and gauges of this moment, in Prometheus' text format."""
    lines = await submissions.measure_lines(service.store)
    standing = CollectorRegistry()
    standing.register(_Standing([*_measure_lines(service, lines), *_measure_judges(service)]))
    return Response(generate_latest(service.meters.registry) + generate_latest(standing), media_type=MEDIA_TYPE)


class _Standing(Collector):
    def __init__(self, gauges: list[Metric]) -> None:
        self._gauges = gauges

    def collect(self) -> list[Metric]:
        return self._gauges


def _measure_lines(service: Service, lines: Sequence[LineLength]) -> Iterator[Metric]:
    open_now = GaugeMetricFamily(
        "arborist_queue_open", "Submissions that wait for a verdict, or for another one.", labels=["status", "priority"]
    )
    oldest = GaugeMetricFamily(
        "arborist_queue_oldest_wait_seconds", "How long the one that waits longest has waited.", labels=["priority"]
    )
    for line in lines:
        open_now.add_metric([line.status.value, line.priority.value], line.count)
        if line.status is Status.QUEUED:
            oldest.add_metric([line.priority.value], line.oldest_wait_s)
    yield from (open_now, oldest)
    yield GaugeMetricFamily("arborist_queue_most", "How many may be open.", service.settings.queue_most)


def _measure_judges(service: Service) -> Iterator[Metric]:
    cage = service.cage
    yield GaugeMetricFamily("arborist_ready", "1 if submissions are judged at once.", service.is_ready)
    yield GaugeMetricFamily("arborist_judges", "Judge processes there should be.", service.pool.size)
    yield GaugeMetricFamily("arborist_judges_ready", "Judge processes that can judge.", service.pool.ready_count)
    yield CounterMetricFamily("arborist_judge_restarts", "Judge processes that were replaced.", service.pool.restarts)
    yield GaugeMetricFamily(
        "arborist_cage_holds", "1 if no attack got through; 0 until that is known.", cage is not None and cage.holds
    )
    yield GaugeMetricFamily(
        "arborist_cage_override",
        "1 if an operator lets the service judge although the cage may not hold.",
        bool(service.settings.unsafe_judge_despite),
    )
    layers = GaugeMetricFamily(
        "arborist_cage_layer", "1 or its version if that layer is on, 0 if it is off.", labels=["layer"]
    )
    for layer in cage.layers if cage else []:
        layers.add_metric([layer.id], _to_number(layer))
    yield layers


def _to_number(layer: Layer) -> float:
    """NaN for a state that is neither on nor off nor a version: not known is not on."""
    known = {"on": 1.0, "off": 0.0}
    if layer.state in known:
        return known[layer.state]
    return float(layer.state) if layer.state.isdecimal() else math.nan
