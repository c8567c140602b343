"""What was measured, as the tree that results.json holds: ratios first, times after them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import divide, find_percentile, round_figures
from tests.benchmarks.floor import Pass, find_cpu_s, find_wall_s
from tests.benchmarks.latency import Latencies
from tests.benchmarks.memory import WorkerMemory
from tests.benchmarks.places import RESULTS_DIR
from tests.benchmarks.submissions import Kind
from tests.benchmarks.throughput import Level

RESULTS_FILE = RESULTS_DIR / "results.json"
PEERS_FILE = RESULTS_DIR / "peers.json"
LOAD_FILE = RESULTS_DIR / "load.json"
PEER_NAMES = ("pytest", "check50", "otter")

RATIOS = (
    ("accepted_p50", Kind.ACCEPTED, 0.5),
    ("accepted_p95", Kind.ACCEPTED, 0.95),
    ("wrong_p50", Kind.WRONG_ANSWER, 0.5),
    ("step_missing_p50", Kind.STEP_MISSING, 0.5),
)
MORE_TIMES = (("wrong_p95", Kind.WRONG_ANSWER, 0.95), ("step_missing_p95", Kind.STEP_MISSING, 0.95))


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of the benchmark."""

    machine: Mapping[str, Any]
    floor_rounds: Sequence[Sequence[Pass]]
    crowded_floor_s: float
    """Taken right after the last round."""
    latencies: Latencies
    levels: Sequence[Level]
    memory: WorkerMemory | None
    cage_ms: Mapping[str, float]
    first_s: Mapping[str, float]


def assemble(measured: Measured, peers: Mapping[str, Any] | None, load: Mapping[str, Any] | None) -> dict[str, Any]:
    """`peers` and `load` come from runs of their own on this machine, or are None."""
    passes = [each for made in measured.floor_rounds for each in made]
    times_s = {name: measured.latencies.find(kind, share) for name, kind, share in RATIOS + MORE_TIMES}
    in_floors = {name: find_percentile(measured.latencies.in_floors[kind], share) for name, kind, share in RATIOS}
    fullest = max(measured.levels, key=lambda level: level.clients)
    return {
        "floor_s": find_wall_s(measured.latencies.floor_passes),
        "latency_over_floor": in_floors,
        "cpu_over_floor": {"accepted": fullest.cpu_s / fullest.floor_cpu_s},
        "pss_per_worker_mb": max(measured.memory.pss.values()) / 1e6 if measured.memory else None,
        "throughput_per_s": {str(level.clients): level.per_s for level in measured.levels},
        "peers_over_ours": compare_peers(peers, in_floors["accepted_p50"]),
        "machine": dict(measured.machine),
        "floor_passes_s": {
            "start": find_wall_s(measured.floor_rounds[0]),
            "end": find_wall_s(measured.floor_rounds[-1]),
            "lowest": min(each.wall_s for each in passes),
            "highest": max(each.wall_s for each in passes),
        },
        "floor_wall_over_cpu": find_wall_s(measured.latencies.floor_passes)
        / find_cpu_s(measured.latencies.floor_passes),
        "full_machine_over_floor": measured.crowded_floor_s / find_wall_s(measured.floor_rounds[-1]),
        "latency_s": times_s,
        "p95_over_floor_by_clients": {str(level.clients): level.p95_s / level.floor_s for level in measured.levels},
        "cpu_over_floor_by_clients": {str(level.clients): level.cpu_s / level.floor_cpu_s for level in measured.levels},
        "cpu_s_by_clients": {str(level.clients): level.cpu_s for level in measured.levels},
        "memory_of_workers_mb": _write_memory(measured.memory),
        "phases_ms": measured.latencies.find_phases_ms(),
        "cage_ms": dict(measured.cage_ms),
        "first_submission_s": dict(measured.first_s),
        "peers": peers,
        "load": load,
        "samples": {
            **{str(kind): len(judged) for kind, judged in measured.latencies.by_kind.items()},
            **{f"{level.clients} clients": level.submissions for level in measured.levels},
            "floor passes": len(passes),
        },
    }


def compare_peers(peers: Mapping[str, Any] | None, accepted_in_floors: float) -> dict[str, float | None]:
    """Each in floors of its own minutes, over ours in floors: the machine may have been faster or slower then."""
    in_floors = peers["over_floor"] if peers else {}
    return {name: divide(in_floors.get(name), accepted_in_floors) for name in PEER_NAMES}


def _write_memory(memory: WorkerMemory | None) -> dict[str, Any] | None:
    if memory is None:
        return None
    return {
        "pss_by_clients": {str(count): size / 1e6 for count, size in memory.pss.items()},
        "private_by_clients": {str(count): size / 1e6 for count, size in memory.private.items()},
        "most_workers_at_once": memory.most_workers,
    }


def keep(file: Path, tree: Mapping[str, Any]) -> None:
    file.write_text(json.dumps(round_figures(dict(tree)), indent=2) + "\n", encoding="utf-8")


def read_kept(file: Path, machine: Mapping[str, Any]) -> dict[str, Any] | None:
    """What an earlier run kept, if it ran on this machine with this Python, JAX and Flax."""
    if not file.is_file():
        return None
    kept = json.loads(file.read_text(encoding="utf-8"))
    return dict(kept) if kept["machine"] == machine else None
