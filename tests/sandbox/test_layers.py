"""No layer is for show: without it, an escape that is named here gets through.

That each is held where all layers are in their place is the business of test_escapes.
"""

import os
import secrets
import signal
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from grader.judge import trial
from grader.limits import Limits
from grader.sandbox.answer import Death, Loaded, Returned
from grader.sandbox.attacks import HARNESS
from grader.sandbox.error import SandboxError
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import FirstZygote, Usage, ZygoteClient
from grader.values import MappingValue
from grader.verdict import Outcome
from tests.architecture.source import ROOT
from tests.sandbox.escape_judge import WEAKENED, EscapeJudge, open_escape_judge
from tests.sandbox.escape_programs import load_programs

PROGRAMS = load_programs()

ALONE = {
    "landlock": "files/reads_the_reference",
    "seccomp": "processes/forks",
    "descriptors": "files/uses_inherited_descriptors",
    "environment": "environment/reads_the_environment_it_was_started_with",
    "root capabilities": "processes/keeps_capabilities",
    "rlimits": "resources/opens_many_descriptors",
    "RLIMIT_AS": "resources/hoards_in_page_tables",
    "RLIMIT_DATA": "resources/reserves_a_huge_array",
    "root own_uid": "files/reads_a_private_file_of_the_service",
    "root view": "files/sees_what_exists",
    "root pid_namespace": "processes/finds_processes_by_their_numbers",
}
"""By what a weakened zygote lacks: nothing but that holds this escape."""

BEHIND = {
    ("landlock seccomp", "no_new_privs"): "processes/gains_rights_by_a_set_uid_program",
    ("landlock", "not_dumpable"): "proc/reads_the_other_worker",
    ("seccomp not_dumpable", "landlock"): "processes/traces_its_parent",
    (
        "ordinary landlock seccomp no_new_privs view pid_namespace",
        "user_namespace",
    ): "processes/gains_rights_by_a_set_uid_program",
    ("root RLIMIT_AS", "cgroup"): "resources/hoards_in_page_tables",
}
"""A layer that still holds this escape where those before it are gone."""

LIMITS = {
    "call_wall_s": "resources/sleeps_past_its_time",
    "cpu_s": "resources/spins_in_threads",
    "memory_bytes": "resources/hoards_in_a_list",
    "output_bytes": "resources/floods_stderr_past_python",
    "reply_bytes": "resources/returns_a_huge_array",
    "threads": "resources/starts_a_crowd_of_threads",
    "source_bytes": "resources/is_longer_than_allowed",
}

WATCHED = {
    Death.CPU: "resources/spins_in_threads",
    Death.MEMORY: "resources/hoards_in_a_list",
    Death.OUTPUT: "resources/floods_stderr_past_python",
    Death.THREADS: "resources/starts_a_crowd_of_threads",
}
"""What the judge looks at while a worker runs. These stay below what the kernel itself would stop."""

BY_THE_JUDGE = {"number": "forging/answers_before_it_is_asked", "process": "leftovers/in_modules"}


def open_without(without: str, cache_dir: Path) -> AbstractContextManager[EscapeJudge]:
    return open_escape_judge(WEAKENED, cache_dir, without)


@pytest.fixture(scope="module")
def judge(cache_dir: Path) -> Iterator[EscapeJudge]:
    """With every layer that needs no privilege."""
    with open_without("", cache_dir) as opened:
        yield opened


def find_escapes(judge: EscapeJudge, escape: str, limits: Limits | None = None) -> list[str]:
    return PROGRAMS[escape].find_escapes(judge.judge(PROGRAMS[escape], limits))


@pytest.mark.parametrize(("without", "escape"), ALONE.items(), ids=ALONE)
def test_without_one_layer_an_escape_gets_through(cache_dir: Path, without: str, escape: str) -> None:
    with open_without(without, cache_dir) as weakened:
        assert find_escapes(weakened, escape)


@pytest.mark.parametrize(("gone", "layer", "escape"), [(*layers, escape) for layers, escape in BEHIND.items()])
def test_layer_holds_what_got_past_others(cache_dir: Path, gone: str, layer: str, escape: str) -> None:
    with open_without(gone, cache_dir) as weakened:
        assert find_escapes(weakened, escape) == []
    with open_without(f"{gone} {layer}", cache_dir) as weakened:
        assert find_escapes(weakened, escape)


def test_without_no_new_privs_nothing_is_judged(cache_dir: Path) -> None:
    """The kernel refuses Landlock and seccomp then, and who cannot enter its cage runs nothing."""
    with open_without("no_new_privs", cache_dir) as weakened:
        (verdict,) = weakened.judge(PROGRAMS["processes/forks"])
    assert verdict.outcome is Outcome.INTERNAL_ERROR


@pytest.mark.parametrize(("limit", "escape"), LIMITS.items(), ids=LIMITS)
def test_with_a_higher_limit_an_escape_gets_through(judge: EscapeJudge, limit: str, escape: str) -> None:
    bounds = PROGRAMS[escape].limits
    assert find_escapes(judge, escape, bounds) == []
    assert find_escapes(judge, escape, replace(bounds, **{limit: getattr(Limits(), limit)}))


@pytest.mark.parametrize(("death", "escape"), WATCHED.items(), ids=WATCHED)
def test_unless_it_is_watched_an_escape_gets_through(judge: EscapeJudge, death: Death, escape: str) -> None:
    find = Worker._find_overrun

    def find_others(self: Worker, usage: Usage) -> tuple[Death, str] | None:
        overrun = find(self, usage)
        return overrun if overrun and overrun[0] is not death else None

    with patch.object(Worker, "_find_overrun", find_others):
        assert find_escapes(judge, escape)


COUNTED = {
    "own_uid": "root cgroup user_namespace",
    "user_namespace": "ordinary cgroup",
    "cgroup": "root own_uid user_namespace",
}
"""By a layer that counts threads: what to take away so that it alone does."""


@pytest.mark.parametrize("layer", COUNTED)
def test_layer_counts_threads_where_nobody_watches_them(cache_dir: Path, layer: str) -> None:
    gone, escape = COUNTED[layer], WATCHED[Death.THREADS]
    with patch.object(Worker, "_find_overrun", _find_nothing):
        with open_without(gone, cache_dir) as weakened:
            assert find_escapes(weakened, escape) == []
        with open_without(f"{gone} {layer}", cache_dir) as weakened:
            assert find_escapes(weakened, escape)


def _find_nothing(worker: Worker, usage: Usage) -> None:
    return None


def _do_nothing(worker: Worker) -> None:
    pass


def test_with_numbers_that_can_be_guessed_an_escape_gets_through(judge: EscapeJudge) -> None:
    with patch.object(secrets, "randbits", lambda bits: 1):
        assert find_escapes(judge, BY_THE_JUDGE["number"])


def test_in_a_process_that_is_used_again_an_escape_gets_through(judge: EscapeJudge) -> None:
    used: list[Worker] = []

    def use_again(zygote: ZygoteClient, limits: Limits, companions: Sequence[Worker]) -> Worker:
        if not used:
            used.append(Worker(zygote, limits))
        return used[0]

    with (
        patch.object(trial, "Worker", use_again),
        patch.multiple(Worker, kill=_do_nothing, close=_do_nothing),
    ):
        escapes = find_escapes(judge, BY_THE_JUDGE["process"])
    used[0].close()
    assert escapes


@pytest.mark.parametrize(
    ("without", "ends"),
    [("pid_namespace", True), ("parent_death_signal", True), ("pid_namespace parent_death_signal", False)],
    ids=["by the signal", "by the pid namespace", "without both"],
)
def test_worker_ends_with_its_zygote(cache_dir: Path, without: str, ends: bool) -> None:
    """Without either it would go on answering with nobody above it."""
    with FirstZygote(cache_dir, [Path(f"without root {without}")], WEAKENED) as zygote:
        worker = Worker(zygote, Limits())
        worker.send_load("def attack():\n    return 1\n", HARNESS, "attack", [])
        assert isinstance(worker.receive(), Loaded)
        os.kill(zygote.wait_until_ready()["pid"], signal.SIGKILL)
        zygote._process.wait()
        worker.send_call(MappingValue(()))
        if not ends:
            assert isinstance(worker.receive(), Returned)
        with pytest.raises(SandboxError):
            worker.receive() if ends else worker.close()


def test_each_escape_that_shows_a_layer_is_in_the_documents() -> None:
    documents = "\n".join(path.read_text() for path in ROOT.glob("*.md"))
    named = {*ALONE.values(), *BEHIND.values(), *LIMITS.values(), *WATCHED.values(), *BY_THE_JUDGE.values()}
    assert {escape for escape in named if f"`{escape}`" not in documents} == set()
