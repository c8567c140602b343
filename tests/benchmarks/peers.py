"""Other graders on the very same calls and submission, each in an environment of its own and as it is used.

pytest: a test file with a test per call. check50: its developers' mode, which needs no network; the other modes fetch
the checks first. otter-grader: `otter run`, which grades one submission by an autograder's archive, without a
container.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.calls import PROBLEM_ID
from tests.benchmarks.figures import find_median
from tests.benchmarks.floor import Floor, find_wall_s
from tests.benchmarks.peer_environments import Environment, find_environment
from tests.benchmarks.places import CALLS_FILE, RESULTS_DIR, say
from tests.benchmarks.submissions import Kind, read_source

CHECKS_DIR = RESULTS_DIR / "peer_checks"
CS50_CONFIG = 'check50:\n  checks: checks.py\n  files:\n    - !include "solution.py"\n'
OTTER_GENERATE = ("generate", "-t", "tests", "--no-requirements", "--no-environment", "--no-config", "calls.json")


@dataclass(frozen=True, slots=True)
class Peer:
    """`lay_out` prepares a folder with calls.json and solution.py in it; `passed` reads there what the tool found."""

    name: str
    program: str
    arguments: Sequence[str]
    lay_out: Callable[[Path, Environment], None]
    passed: Callable[[Path, int], bool]
    packages: Sequence[str]

    def judge(self, environment: Environment, source: str, extra: Mapping[str, str]) -> tuple[bool, float]:
        """Whether the tool accepts `source`, and the wall time of its process, in seconds."""
        with tempfile.TemporaryDirectory(prefix="peer-") as name:
            folder = Path(name)
            shutil.copy(CALLS_FILE, folder / "calls.json")
            (folder / "solution.py").write_text(source, encoding="utf-8")
            self.lay_out(folder, environment)
            command = [str(environment.bin / self.program), *self.arguments]
            environ = {**_clean(), **extra}
            with (folder / "log").open("wb") as log:
                started_s = time.perf_counter()
                done = subprocess.run(command, cwd=folder, env=environ, stdout=log, stderr=log, check=False)
                wall_s = time.perf_counter() - started_s
            return self.passed(folder, done.returncode), wall_s


def _clean() -> dict[str, str]:
    """Nothing of this project's environment, nor of how whoever runs it has set up Python, JAX or pytest."""
    foreign = ("PYTHON", "PYTEST", "JAX", "XLA", "ARBORIST", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)}


def _lay_out_pytest(folder: Path, environment: Environment) -> None:
    shutil.copy(CHECKS_DIR / "pytest_checks.py", folder / "test_solution.py")
    (folder / "pytest.ini").write_text("[pytest]\n")


def _lay_out_check50(folder: Path, environment: Environment) -> None:
    checks = folder / "checks"
    checks.mkdir()
    shutil.copy(CHECKS_DIR / "check50_checks.py", checks / "checks.py")
    (folder / "calls.json").rename(checks / "calls.json")
    (checks / ".cs50.yml").write_text(CS50_CONFIG)


def _passed_check50(folder: Path, status: int) -> bool:
    results = json.loads((folder / "results.json").read_text())["results"]
    return status == 0 and [result["passed"] for result in results] == [True]


def _lay_out_otter(folder: Path, environment: Environment) -> None:
    (folder / "tests").mkdir()
    (folder / "out").mkdir()
    shutil.copy(CHECKS_DIR / "otter_checks.py", folder / "tests" / f"{PROBLEM_ID}.py")
    subprocess.run([environment.bin / "otter", *OTTER_GENERATE], cwd=folder, env=_clean(), check=True)


def _passed_otter(folder: Path, status: int) -> bool:
    tests = json.loads((folder / "out" / "results.json").read_text())["tests"]
    return status == 0 and [test["score"] for test in tests if test["name"] == PROBLEM_ID] == [1.0]


PEERS = (
    Peer(
        name="pytest",
        program="pytest",
        arguments=["-q", "test_solution.py"],
        lay_out=_lay_out_pytest,
        passed=lambda _folder, status: status == 0,
        packages=["pytest"],
    ),
    Peer(
        name="check50",
        program="check50",
        arguments=["--dev", "--output", "json", "--output-file", "results.json", "./checks"],
        lay_out=_lay_out_check50,
        passed=_passed_check50,
        packages=["check50"],
    ),
    Peer(
        name="otter",
        program="otter",
        arguments=["run", "-a", "autograder.zip", "-o", "out", "--no-logo", "solution.py"],
        lay_out=_lay_out_otter,
        passed=_passed_otter,
        packages=["otter-grader", "ipykernel"],
    ),
)


def check_peer(peer: Peer, environment: Environment) -> None:
    """That it really judges: it must refuse a wrong solution. Raises RuntimeError."""
    passed, _ = peer.judge(environment, read_source(Kind.WRONG_ANSWER), {})
    if passed:
        raise RuntimeError(f"{peer.name} accepted a wrong solution: it does not check what it should")


def measure_peers(floor: Floor, machine: Mapping[str, Any], runs: int) -> dict[str, Any]:
    """Their wall times, as they are used and with JAX's compile cache on disk, and the floor of the same minutes."""
    walls_s, cached_s, over_floor, versions = {}, {}, {}, {}
    for peer in PEERS:
        environment = find_environment(peer.name)
        say(f"{peer.name}, {runs} fresh processes")
        before = floor.measure()
        walls_s[peer.name] = _time_peer(peer, environment, runs, {})
        over_floor[peer.name] = walls_s[peer.name] / find_wall_s(before + floor.measure())
        with tempfile.TemporaryDirectory(prefix="peer-cache-") as folder:
            cache = {"JAX_COMPILATION_CACHE_DIR": folder, "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0"}
            say(f"{peer.name}, the same with JAX's compile cache on disk; the first one fills it")
            _time_peer(peer, environment, 1, cache)
            cached_s[peer.name] = _time_peer(peer, environment, runs, cache)
        versions[peer.name] = environment.read_versions(peer.packages)[peer.packages[0]]
    return {
        "machine": dict(machine),
        "versions": versions,
        "runs": runs,
        "wall_s": walls_s,
        "wall_with_cache_s": cached_s,
        "over_floor": over_floor,
    }


def _time_peer(peer: Peer, environment: Environment, runs: int, extra: Mapping[str, str]) -> float:
    """The median wall time of so many fresh processes, in seconds. Raises RuntimeError."""
    times_s = []
    for _ in range(runs):
        passed, wall_s = peer.judge(environment, read_source(Kind.ACCEPTED), extra)
        if not passed:
            raise RuntimeError(f"{peer.name} did not accept the textbook solution")
        times_s.append(wall_s)
        say(f"  {peer.name}: {wall_s:.2f} s")
    return find_median(times_s)
