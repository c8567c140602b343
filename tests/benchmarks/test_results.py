"""The benchmark's arithmetic, its table and its file: whatever it measures, it says it right. Nothing is timed here."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.judge.session import JudgeSession
from grader.values import to_python
from tests.benchmarks.calls import PROBLEM_ID, find_calls
from tests.benchmarks.client import Judged
from tests.benchmarks.figures import divide, find_percentile, round_figures
from tests.benchmarks.floor import Pass
from tests.benchmarks.latency import Latencies, plan_rounds
from tests.benchmarks.load import Account, Look, Refusal, find_level, sum_up
from tests.benchmarks.memory import Sampling, WorkerMemory
from tests.benchmarks.peer_environments import read_pins
from tests.benchmarks.process_tree import Memory, Process, find_workers, sum_cpu_s
from tests.benchmarks.results import Measured, assemble, compare_peers, keep, read_kept
from tests.benchmarks.submissions import Kind, read_source, vary_source
from tests.benchmarks.table import NOT_MEASURED, render
from tests.benchmarks.throughput import Level, find_rate

MACHINE = {"processor": "abacus", "usable_threads": 2}
NAMED = ["floor_s", "latency_over_floor", "cpu_over_floor", "pss_per_worker_mb", "throughput_per_s", "peers_over_ours"]
"""The keys that others read, in their order; `machine` comes after them."""


def judged(kind: Kind, sent_s: float, latency_s: float) -> Judged:
    timing_ms = {"queued": 2.0, "total": 1000 * latency_s - 10}
    return Judged(kind, {"outcome": str(kind), "timing_ms": timing_ms}, sent_s, sent_s + latency_s)


def floor_passes(*walls_s: float) -> list[Pass]:
    return [Pass(wall_s, wall_s - 0.05) for wall_s in walls_s]


def measured(memory: WorkerMemory | None = None) -> Measured:
    latencies = Latencies()
    for kind, latency_s in ((Kind.ACCEPTED, 0.6), (Kind.WRONG_ANSWER, 0.3), (Kind.STEP_MISSING, 0.9)):
        latencies.note([judged(kind, 0.0, latency_s), judged(kind, 0.0, latency_s + 0.1)], 0.3)
        latencies.note([judged(kind, 0.0, latency_s + 0.2)], 0.5)
    latencies.floor_passes.extend(floor_passes(0.3, 0.2, 0.35, 0.4, 0.4))
    return Measured(
        machine=MACHINE,
        floor_rounds=[floor_passes(0.3, 0.2), floor_passes(0.35), floor_passes(0.4, 0.4)],
        crowded_floor_s=0.7,
        latencies=latencies,
        levels=[Level(1, 9, 1.5, 0.7, 0.8, 0.3, 0.2), Level(32, 90, 3.0, 10.5, 1.05, 0.35, 0.3)],
        memory=memory,
        cage_ms={"fork_and_cage": 5.0},
        first_s={"until_ready": 12.0, "first": 4.0, "second": 0.7},
    )


PEERS: dict[str, Any] = {
    "machine": MACHINE,
    "versions": {"pytest": "9", "check50": "3", "otter": "7"},
    "runs": 3,
    "wall_s": {"pytest": 7.0, "check50": 14.0, "otter": 21.0},
    "wall_with_cache_s": {"pytest": 3.5, "check50": 7.0, "otter": 7.0},
    "over_floor": {"pytest": 20.0, "check50": 40.0, "otter": 60.0},
}
WORKERS = WorkerMemory({1: 9e7, 2: 8e7}, {1: 5e7, 2: 6e7}, 4)


@pytest.mark.parametrize(
    ("values", "share", "percentile"),
    [([3.0], 0.95, 3.0), ([4, 1, 3, 2], 0.5, 2.5), ([1, 2, 3], 0.5, 2.0), ([0, 10], 0.95, 9.5), ([5, 1], 1.0, 5.0)],
    ids=["one value", "even count", "odd count", "between neighbours", "highest"],
)
def test_percentile_lies_among_the_values(values: list[float], share: float, percentile: float) -> None:
    assert find_percentile(values, share) == pytest.approx(percentile)


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="nothing"):
        find_percentile([], 0.5)


def test_what_was_not_measured_has_no_ratio() -> None:
    assert divide(6.0, 2.0) == 3.0
    assert divide(None, 2.0) is None
    assert divide(6.0, None) is None
    assert divide(6.0, 0) is None


def test_figures_are_rounded_wherever_they_stand() -> None:
    assert round_figures({"a": [1.234567, {"b": 0.000123456}], "c": 12345, "d": None}) == {
        "a": [1.235, {"b": 0.0001235}],
        "c": 12345,
        "d": None,
    }


@pytest.mark.parametrize(("accepted", "others"), [(30, 15), (3, 2), (7, 1), (1, 4)])
def test_rounds_hold_as_many_of_each_kind_as_asked_for(accepted: int, others: int) -> None:
    kinds = [kind for each in plan_rounds(accepted, others) for kind in each]
    assert [kinds.count(kind) for kind in Kind] == [accepted, others, others]


def test_rate_ends_with_the_first_verdict_after_the_last_request() -> None:
    """Two clients: verdicts at 1, 2 (the last request is sent then), 3; the one at 9 comes after all has ebbed away."""
    run = [judged(Kind.ACCEPTED, *times) for times in ((0.0, 1.0), (0.0, 2.0), (1.0, 2.0), (2.0, 7.0))]
    assert find_rate(run) == pytest.approx(2 / 2.0)


def test_results_begin_with_the_named_keys() -> None:
    results = assemble(measured(WORKERS), PEERS, None)
    assert list(results)[:7] == [*NAMED, "machine"]
    assert json.loads(json.dumps(results)) == results


def test_ratios_are_over_the_floor_of_the_same_minutes() -> None:
    results = assemble(measured(WORKERS), PEERS, None)
    assert results["floor_s"] == 0.35
    assert results["latency_over_floor"] == {
        "accepted_p50": pytest.approx(2.0),  # of 0.6 / 0.3, 0.7 / 0.3 and 0.8 / 0.5
        "accepted_p95": pytest.approx(2.3),
        "wrong_p50": pytest.approx(1.0),
        "step_missing_p50": pytest.approx(3.0),
    }
    assert results["cpu_over_floor"] == {"accepted": pytest.approx(3.5)}, "of the level with the most clients"
    assert results["pss_per_worker_mb"] == 90.0
    assert results["throughput_per_s"] == {"1": 1.5, "32": 3.0}
    assert results["peers_over_ours"] == {name: pytest.approx(10.0 * n) for n, name in enumerate(PEERS["wall_s"], 1)}
    assert results["floor_passes_s"] == {
        "start": 0.25,
        "end": 0.4,
        "lowest": 0.2,
        "highest": 0.4,
    }
    assert results["full_machine_over_floor"] == pytest.approx(1.75)
    assert results["p95_over_floor_by_clients"] == {"1": pytest.approx(0.7 / 0.3), "32": pytest.approx(30.0)}


def test_a_machine_that_others_use_is_loud() -> None:
    results = assemble(measured(), None, None)
    assert results["floor_wall_over_cpu"] == pytest.approx(0.35 / 0.3)
    assert "measure again" in render(results)
    assert "measure again" not in render({**results, "floor_wall_over_cpu": 1.1})


def test_phases_tell_what_lies_around_the_verdict() -> None:
    phases = assemble(measured(), None, None)["phases_ms"]
    assert phases == {
        "queued": 2.0,
        "total": pytest.approx(690),
        "http": pytest.approx(700),
        "http_minus_total": pytest.approx(10),
    }


def test_peers_that_were_not_measured_are_null_and_loud() -> None:
    results = assemble(measured(), None, None)
    assert results["peers_over_ours"] == {"pytest": None, "check50": None, "otter": None}
    assert results["pss_per_worker_mb"] is None
    assert render(results).count(NOT_MEASURED) == 5, "three peers, the memory and the load"
    assert compare_peers(PEERS, 4.0)["pytest"] == pytest.approx(5.0)


def test_table_has_four_cells_in_each_row() -> None:
    accounts = [Account(sent=2, queued_ms=[100.0, 300.0], refusals=[Refusal(2.0, had_room=True)], ids=["a", "b"])]
    looks = [Look(5, 1, {"rss_mb": 9.0, "pss_mb": 8.0})] * 3
    load = {"submissions": 2, "clients": 1, "per_s": 1.0, **sum_up(accounts, looks)}
    load["trusted_memory"] = {"start": looks[0].memory, **find_level(looks), "end": looks[0].memory}
    table = render(assemble(measured(WORKERS), PEERS, load))
    rows = [line for line in table.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {5}
    assert NOT_MEASURED not in table
    assert "| accepted, request to verdict, p50 | 2.00 x | 2.0 | 0.700 s |" in rows
    assert "| 2 submissions from 1 clients | 0 lost, 0 judged wrongly | 0 and 0 | 1.00 per s |" in rows
    assert "otter 21.00 s" not in table


def test_kept_results_count_on_their_own_machine_only(tmp_path: Path) -> None:
    keep(tmp_path / "peers.json", PEERS)
    assert read_kept(tmp_path / "peers.json", MACHINE) == PEERS
    assert read_kept(tmp_path / "peers.json", {**MACHINE, "jax": "another"}) is None
    assert read_kept(tmp_path / "none.json", MACHINE) is None


def test_load_is_summed_over_the_clients() -> None:
    first = Account(1, [1000.0], [Refusal(4.0, had_room=False), Refusal(2.0, had_room=True)], ids=["a"])
    second = Account(
        2, [3000.0], wrong=["b: accepted was judged wrong_answer"], lost=["c"], failed=["d"], ids=["b", "b"]
    )
    looks = [Look(0, 0, {}), Look(0, 1, {}), Look(9, 1, {}), Look(9, 2, {})]
    summary = sum_up([first, second], looks)
    assert summary["taken"] == 3
    assert summary["twice_given_ids"] == 1
    assert summary["queue_wait_p95_s"] == pytest.approx(2.9)
    assert [len(summary[fate]) for fate in ("lost", "failed_requests", "judged_wrongly")] == [1, 1, 1]
    assert summary["retry_after"] == {
        "refusals": 2,
        "mean_s": 3.0,
        "share_with_room_on_return": 0.5,
        "share_of_waits_with_an_empty_queue": pytest.approx(1 / 3),
    }


def test_memory_of_a_worker_is_the_most_it_took() -> None:
    sampling = Sampling()
    for pss in (10, 30, 20):
        sampling.note({1: Memory(50, pss, pss // 2), 2: Memory(50, 5, 1)})
    assert (dict(sampling.pss), dict(sampling.private), sampling.most_workers) == ({1: 30, 2: 5}, {1: 15, 2: 1}, 2)


def test_workers_are_the_forks_of_a_zygote() -> None:
    zygote = b"python\0-m\0grader.sandbox.zygote\0"
    tree = [
        Process(1, 0, 0.0, b"arborist\0serve\0", is_caged=False),
        Process(2, 1, 0.0, b"python\0-m\0grader.judge\0", is_caged=False),
        Process(3, 2, 0.0, zygote, is_caged=False),
        Process(4, 3, 0.0, zygote, is_caged=False),
        Process(5, 4, 0.0, zygote, is_caged=True),
        Process(6, 1, 0.0, b"another\0", is_caged=True),
    ]
    assert [worker.pid for worker in find_workers(tree)] == [5]


SPINS = """
import os, time
if os.fork() == 0:
    if os.fork() == 0:
        while time.process_time() < 0.3:
            pass
        os._exit(0)
    os.wait()
    os._exit(0)
os.wait()
print("waited", flush=True)
input()
"""


def test_processor_time_of_the_dead_counts() -> None:
    """A worker that its zygote has waited for is no longer there to be asked."""
    with subprocess.Popen(
        [sys.executable, "-c", SPINS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waited\n"
        assert sum_cpu_s(process.pid) >= 0.28  # the kernel counts in hundredths
        process.communicate("\n")


def test_calls_are_as_many_and_as_various_as_the_judge_draws(judge_session: JudgeSession) -> None:
    calls = [to_python(call) for call in find_calls(judge_session.shelf)]
    counts = judge_session.shelf.exercises[PROBLEM_ID].problem.calls
    is_finite = [bool(np.isfinite(call["x"]).all()) for call in calls]
    assert is_finite == [True] * (counts.finite + counts.dyed) + [False] * counts.non_finite
    assert len({(call["x"].shape, call["features"]) for call in calls}) >= 8


@pytest.mark.parametrize("kind", Kind)
def test_each_source_is_new_and_its_program_the_same(kind: Kind) -> None:
    first, second = vary_source(kind), vary_source(kind)
    assert first != second
    assert ast.dump(ast.parse(first)) == ast.dump(ast.parse(second)) == ast.dump(ast.parse(read_source(kind)))


def test_peers_get_the_pins_of_the_lock_files() -> None:
    pins = read_pins()
    named = {pin.partition("==")[0] for pin in pins}
    assert named == {"jax", "jaxlib", "flax", "numpy", "ml-dtypes", "scipy", "pytest"}
    assert not [pin for pin in pins if "\\" in pin or "hash" in pin]
