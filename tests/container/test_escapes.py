"""The programs of tests/sandbox/escapes against the image: judged over HTTP in the container, as anybody's are."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from grader.verdict import Outcome
from tests.container.compose import Client, Service, open_service
from tests.sandbox.escape_programs import MARK, Program, load_programs

pytestmark = [pytest.mark.container, pytest.mark.timeout(1800)]

# One operator's bounds for all programs, where elsewhere each is judged within its own.
BOUNDS = {
    "ARBORIST_MOST_CALL_WALL_S": "4",
    "ARBORIST_MOST_MEMORY_BYTES": str(512 << 20),
    "ARBORIST_MOST_OUTPUT_BYTES": str(64 << 10),
    "ARBORIST_MOST_REPLY_BYTES": str(64 << 10),
    "ARBORIST_MOST_THREADS": "32",
}
# Honest submissions need more than these two are given.
OUT_OF_BOUNDS = {"resources/spins_in_threads", "resources/is_longer_than_allowed"}
PROGRAMS = [
    program for program in load_programs().values() if program.needs is None and program.id not in OUT_OF_BOUNDS
]
CASES = [pytest.param(program, id=program.id) for program in PROGRAMS]
AT_A_TIME = 4
# At rest, when judges and zygotes compute nothing: they start others while they get ready. But for itself, and for the
# health check, which comes and goes.
LIST_PROCESSES = """
import os, time

def look():
    commands, ticks = [], 0
    for pid in set(filter(str.isdecimal, os.listdir("/proc"))) - {str(os.getpid())}:
        try:
            command = open(f"/proc/{pid}/cmdline").read().split("\\0")
            times = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[11:13]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if not any("/readyz" in word for word in command):
            commands.append(command[:4])
        if any(word.startswith("grader.") for word in command):
            ticks += sum(map(int, times))
    return sorted(commands), ticks

last, seen = None, look()
while seen != last:
    time.sleep(1)
    last, seen = seen, look()
print(*seen[0], sep="\\n")
"""
LIST_FILES = """
import os
for folder in ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/run/lock", "/data", "/data/cache"):
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        if "arborist-escape" in name or "arborist_escape" in name:
            print(os.path.join(folder, name))
"""


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    if subprocess.run(["docker", "info"], capture_output=True, check=False).returncode != 0:
        pytest.fail("no Docker daemon answers: start one, and let this user reach it")
    with open_service(BOUNDS) as started:
        yield started


@pytest.fixture(scope="module")
def client(service: Service) -> Client:
    return Client(service.port, service.create_token("escapes"))


@pytest.fixture(scope="module")
def verdicts(service: Service, client: Client) -> dict[str, list[dict[str, Any]]]:
    """Of all programs by id, judged a few at a time, honest submissions among them."""

    def judge(program: Program) -> list[dict[str, Any]]:
        source = program.source.decode()
        return [client.judge("state_zero_kernel", source, program.mode) for _ in range(program.times)]

    processes = service.run_python(LIST_PROCESSES)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        found = list(pool.map(judge, PROGRAMS))
    assert service.run_python(LIST_PROCESSES) == processes
    return {program.id: verdicts for program, verdicts in zip(PROGRAMS, found, strict=True)}


@pytest.mark.parametrize("program", CASES)
def test_escape_ends_as_expected_in_the_container(verdicts: dict[str, list[dict[str, Any]]], program: Program) -> None:
    for verdict in verdicts[program.id]:
        assert Outcome(verdict["outcome"]) in program.expected, verdict
        printed = f"{verdict['stdout']['text']}\n{verdict['stderr']['text']}"
        assert [line for line in printed.splitlines() if line.startswith(MARK)] == []


def test_they_leave_nothing_in_the_container(service: Service, verdicts: dict[str, list[dict[str, Any]]]) -> None:
    assert verdicts
    assert service.run_python(LIST_FILES) == ""


def test_the_service_is_ready_after_them(client: Client, verdicts: dict[str, list[dict[str, Any]]]) -> None:
    assert verdicts
    assert client.request("/readyz")
