"""The results as one table to read."""

from collections.abc import Iterator, Mapping
from typing import Any

NOT_MEASURED = "**not measured**"
MOST_BUSY = 1.15
"""Above it the floor waited for others, and ratios over it flatter us."""

Results = Mapping[str, Any]
Row = tuple[str, str, str, str]

HEAD = """# Benchmark

Written by `make bench`; CONTRIBUTING says how it measures. The floor is what the textbook solution's 100 calls take in
one warm process without a cage. Ratios within the run are the result. Absolute times are noise of the machine:

{machine}

| what | result | aim | absolute |
|---|---|---|---|
"""

NOTES = """
The wait for workers and the reference's time overlap. Processor time is that of all processes of the service. PSS
shares a page among all that have it; the figure is the highest in a worker's life, the median of the workers, the
worst of 1, 2 and 8 clients.
"""


def render(results: Results) -> str:
    rows = [f"| {' | '.join(row)} |\n" for row in _list_rows(results)]
    machine = "\n".join(f"- {name.replace('_', ' ')}: {value}" for name, value in results["machine"].items())
    return HEAD.format(machine=machine) + "".join(rows) + _write_notes(results)


def _list_rows(results: Results) -> Iterator[Row]:
    yield from _list_latencies(results)
    yield from _list_costs(results)
    yield from _list_peers(results)
    yield from _list_clients(results)
    yield from _list_phases(results)
    yield from _list_load(results["load"])


def _list_latencies(results: Results) -> Iterator[Row]:
    floor, times = results["floor_passes_s"], results["latency_s"]
    spread = f"{results['floor_s']:.3f} s; {floor['start']:.3f} at the start, {floor['end']:.3f} at the end"
    yield "floor: 100 calls, warm", "1", "", spread
    busy = results["floor_wall_over_cpu"]
    remark = "**others used this machine: measure again**" if busy > MOST_BUSY else "that nobody else used this machine"
    yield "floor, wall time over processor time", _times(busy), f"{MOST_BUSY:g}", remark
    yield "floor, on every thread at once", _times(results["full_machine_over_floor"]), "", ""
    aims = {"accepted_p50": "2.0"}
    names = {"accepted": "accepted", "wrong": "wrong answer", "step_missing": "step missing"}
    for key, ratio in results["latency_over_floor"].items():
        kind, _, percentile = key.rpartition("_")
        what = f"{names[kind]}, request to verdict, {percentile}"
        yield what, _times(ratio), aims.get(key, ""), f"{times[key]:.3f} s"


def _list_costs(results: Results) -> Iterator[Row]:
    cpu, most = results["cpu_over_floor"]["accepted"], max(results["cpu_s_by_clients"], key=int)
    cpu_s = results["cpu_s_by_clients"][most]
    yield f"processor time per accepted submission, {most} clients", _times(cpu), "5", f"{cpu_s:.3f} s"
    memory, pss = results["memory_of_workers_mb"], results["pss_per_worker_mb"]
    if memory is None:
        yield "PSS per concurrent worker", NOT_MEASURED, "120 MB", "needs root"
    else:
        private = max(memory["private_by_clients"].values())
        yield "PSS per concurrent worker", f"{pss:.0f} MB", "120 MB", f"{private:.0f} MB of it shared with nobody"
    first = results["first_submission_s"]
    ready = f"ready {first['until_ready']:.1f} s after the start"
    yield "first submission, nothing compiled", f"{first['first']:.2f} s", "5 s", ready


def _list_peers(results: Results) -> Iterator[Row]:
    peers = results["peers"]
    for name, ratio in results["peers_over_ours"].items():
        if peers is None or ratio is None:
            yield f"{name}, same calls and submission, over ours", NOT_MEASURED, "40", "make bench-peers"
        else:
            wall_s = peers["wall_s"][name]
            absolute = f"{wall_s:.2f} s, {peers['over_floor'][name]:.1f} floors of its own minutes"
            what = f"{name} {peers['versions'][name]}, same calls and submission, over ours"
            yield what, _times(ratio), "40", absolute


def _list_clients(results: Results) -> Iterator[Row]:
    for count, per_s in results["throughput_per_s"].items():
        ratio, cpu_s = results["p95_over_floor_by_clients"][count], results["cpu_s_by_clients"][count]
        absolute = f"{per_s:.2f} verdicts per s, {cpu_s:.2f} s of processor time each"
        yield f"p95 with {count} clients at once", _times(ratio), "", absolute


def _list_phases(results: Results) -> Iterator[Row]:
    floor_ms = 1000 * results["floor_s"]
    for title, key in (("phase of an accepted submission", "phases_ms"), ("a worker of its own", "cage_ms")):
        for phase, phase_ms in results[key].items():
            yield f"{title}: {phase.replace('_', ' ')}", _times(phase_ms / floor_ms), "", f"{phase_ms:.1f} ms"


def _list_load(load: Results | None) -> Iterator[Row]:
    if load is None:
        yield "2,000 submissions from 32 clients", NOT_MEASURED, "none lost", "make bench-load"
        return
    title = f"{load['submissions']} submissions from {load['clients']} clients"
    fate = f"{len(load['lost'])} lost, {len(load['judged_wrongly'])} judged wrongly"
    yield title, fate, "0 and 0", f"{load['per_s']:.2f} per s"
    wait = f"{load['queue_wait_p95_s']:.1f} s" if load["queue_wait_p95_s"] is not None else NOT_MEASURED
    yield f"{title}: p95 of the wait in the queue", wait, "", ""
    memory = load["trusted_memory"]
    sizes = " / ".join(f"{memory[when]['rss_mb']:.0f}" for when in ("start", "middle", "end"))
    absolute = f"start / middle / end; {memory['end']['pss_mb']:.0f} MB PSS at the end"
    yield f"{title}: RSS of the processes that stay", f"{sizes} MB", "level", absolute
    retry = load["retry_after"]
    room = retry["share_with_room_on_return"]
    share = f"{100 * room:.0f} %" if room is not None else "nobody was refused"
    yield f"{title}: room when a 503's Retry-After was over", share, "100 %", f"{retry['refusals']} refusals"


def _write_notes(results: Results) -> str:
    peers = results["peers"]
    if peers is None:
        return NOTES
    cached = ", ".join(f"{name} {wall_s:.2f} s" for name, wall_s in peers["wall_with_cache_s"].items())
    return f"{NOTES}\nPeers compile in each process, as they are used. With JAX's compile cache on disk: {cached}.\n"


def _times(ratio: float) -> str:
    return f"{ratio:.2f} x"
