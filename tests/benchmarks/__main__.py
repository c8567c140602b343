"""`python -m tests.benchmarks run | peers | load | site`: what `make bench` and `make bench-...` do."""

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from tests.benchmarks.cage_cost import measure_cage
from tests.benchmarks.figures import round_figures
from tests.benchmarks.first_submission import measure_first_submission
from tests.benchmarks.floor import Floor, make_calls, measure_crowded_floor
from tests.benchmarks.latency import Latencies, measure_latencies
from tests.benchmarks.load import check_load
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.memory import WorkerMemory, measure_memory
from tests.benchmarks.peer_environments import find_environment
from tests.benchmarks.peers import PEERS, check_peer, measure_peers
from tests.benchmarks.places import CACHE_DIR, RESULTS_DIR, ROOT, say
from tests.benchmarks.results import (
    LOAD_FILE,
    PEERS_FILE,
    RESULTS_FILE,
    Measured,
    assemble,
    compare_peers,
    keep,
    read_kept,
)
from tests.benchmarks.service import serve
from tests.benchmarks.submissions import Kind
from tests.benchmarks.table import MOST_BUSY, render
from tests.benchmarks.throughput import Level, measure_levels

TABLE_FILE = RESULTS_DIR / "RESULTS.md"
PROFILE_FILE = RESULTS_DIR / "PROFILE.txt"
WARM_UPS = 3


def main() -> None:
    options = _parse_options()
    {"run": _run, "peers": _run_peers, "load": _run_load, "site": _run_site}[options.what](options)


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parts = parser.add_subparsers(dest="what", required=True)
    run = parts.add_parser("run", help="everything but the load, beside what was kept of the peers and the load")
    run.add_argument("--accepted", type=int, default=30, help="accepted submissions to an idle service")
    run.add_argument("--others", type=int, default=15, help="wrong and step-missing ones, each")
    run.add_argument("--window-s", type=float, default=20.0, help="of load, for each number of clients")
    run.add_argument("--workers", type=int, default=20, help="to fork and end")
    run.add_argument("--with-peers", action="store_true", help="time the installed peers in this run, too")
    run.add_argument("--peer-runs", type=int, default=3)
    peers = parts.add_parser("peers", help="install the peers and time them")
    peers.add_argument("--peer-runs", type=int, default=3, help="of which the median counts")
    load = parts.add_parser("load", help="many submissions, of which none may be lost")
    load.add_argument("--submissions", type=int, default=2000)
    load.add_argument("--clients", type=int, default=32)
    load.add_argument("--queue-most", type=int, default=200, help="ARBORIST_QUEUE_MOST of the service")
    site = parts.add_parser("site", help="pages from the server, and verdicts on their way to a page; needs Chromium")
    site.add_argument("--requests", type=int, default=200, help="of each page")
    site.add_argument("--verdicts", type=int, default=20)
    return parser.parse_args()


def _run(options: argparse.Namespace) -> None:
    machine = describe_machine()
    if options.with_peers:
        _check_installed()
    make_calls()
    with Floor() as floor:
        say("The first submission, on an empty cache and an empty store")
        first_s = measure_first_submission()
        say(f"  ready after {first_s['until_ready']:.1f} s, first verdict {first_s['first']:.2f} s after that")
        latencies, levels, memory = _measure_service(floor, options)
        say("Workers")
        cage_ms = measure_cage(CACHE_DIR, options.workers)
        if options.with_peers:
            keep(PEERS_FILE, measure_peers(floor, machine, options.peer_runs))
        floor.measure()
        crowded_s = measure_crowded_floor()
        measured = Measured(machine, floor.rounds, crowded_s, latencies, levels, memory, cage_ms, first_s)
    _write_profile()
    _publish(assemble(measured, read_kept(PEERS_FILE, machine), read_kept(LOAD_FILE, machine)))


def _measure_service(floor: Floor, options: argparse.Namespace) -> tuple[Latencies, list[Level], WorkerMemory | None]:
    with serve(CACHE_DIR) as service:
        service.wait_until_ready(whole=True)
        for _ in range(WARM_UPS):
            for kind in Kind:
                service.client.judge(kind)
        say("Latency, idle service")
        latencies = measure_latencies(service.client, floor, options.accepted, options.others)
        say("Throughput")
        levels = measure_levels(service, floor, options.window_s)
        say("Memory")
        return latencies, levels, measure_memory(service, options.window_s / 2)


def _write_profile() -> None:
    say("Profile of one submission")
    command = [sys.executable, "-m", "tests.benchmarks.judge_profile", str(PROFILE_FILE), str(CACHE_DIR)]
    subprocess.run(command, cwd=ROOT, check=True)


def _publish(results: Mapping[str, Any]) -> None:
    keep(RESULTS_FILE, results)
    _write_table(results)


def _write_table(results: Mapping[str, Any]) -> None:
    table = render(results)
    TABLE_FILE.write_text(table, encoding="utf-8")
    print(table)
    if results["floor_wall_over_cpu"] > MOST_BUSY:
        say("NOISE: others used this machine meanwhile, which raises the floor and flatters us. Measure again.")
    if results["peers"] is None:
        say("NOT MEASURED: the peers. `make bench-peers` installs and times them on this machine.")
    if results["load"] is None:
        say("NOT MEASURED: the load. `make bench-load` sends 2,000 submissions; it takes long.")


def _run_peers(options: argparse.Namespace) -> None:
    machine = describe_machine()
    for peer in PEERS:
        find_environment(peer.name).install(peer.packages)
    make_calls()
    with Floor() as floor:
        for peer in PEERS:
            check_peer(peer, find_environment(peer.name))
        peers = measure_peers(floor, machine, options.peer_runs)
    keep(PEERS_FILE, peers)
    if results := read_kept(RESULTS_FILE, machine):
        ours = compare_peers(peers, results["latency_over_floor"]["accepted_p50"])
        _publish({**results, "peers": peers, "peers_over_ours": ours})


def _check_installed() -> None:
    if not all(find_environment(peer.name).is_installed() for peer in PEERS):
        raise SystemExit("The peers are not installed: `make bench-peers` does that.")


def _run_site(options: argparse.Namespace) -> None:
    from tests.benchmarks.site import measure_site  # it alone needs what the tests need

    measure_site(options.requests, options.verdicts)


def _run_load(options: argparse.Namespace) -> None:
    machine = describe_machine()
    say(f"{options.submissions} submissions from {options.clients} clients")
    load = {"machine": machine, **check_load(options.submissions, options.clients, options.queue_most)}
    keep(LOAD_FILE, load)
    print(json.dumps(round_figures(load), indent=2))
    if results := read_kept(RESULTS_FILE, machine):
        _publish({**results, "load": load})
    if load["lost"] or load["judged_wrongly"] or load["failed_requests"] or load["twice_given_ids"]:
        raise SystemExit("submissions were lost or judged wrongly")


if __name__ == "__main__":
    main()
