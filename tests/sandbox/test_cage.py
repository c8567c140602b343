"""What a worker cannot reach, and what is left when it has gone."""

import math
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.jax_environment import ENVIRONMENT
from grader.limits import LEAST, Limits
from grader.sandbox.answer import Answer, Death, Died, Loaded, Raised, Returned
from grader.sandbox.error import SandboxError
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import FirstZygote, WarmZygote
from grader.values import MappingValue, ScalarValue, SequenceValue

RunInCage = Callable[..., Answer]
StartWorker = Callable[..., Worker]


def attack(body: str) -> str:
    return "def attack():\n" + "\n".join(f"    {line}" for line in body.splitlines()) + "\n"


def strings(answer: Answer) -> set[str]:
    assert isinstance(answer, Returned), answer
    assert isinstance(answer.value, SequenceValue)
    return {item.value for item in answer.value.items if isinstance(item, ScalarValue) and isinstance(item.value, str)}


def test_worker_holds_no_judge_no_hypothesis_no_reference(run_in_cage: RunInCage) -> None:
    modules = strings(run_in_cage(attack("import sys\nreturn list(sys.modules)")))
    tops = {name.partition(".")[0] for name in modules}
    assert "jax" in tops
    assert not tops & {"hypothesis", "app", "problems", "pytest", "sqlalchemy", "fastapi"}
    ours = {name for name in modules if name.startswith("grader.")}
    assert not {name for name in ours if name.startswith(("grader.judge", "grader.problem", "grader.catalogue"))}


def test_environment_and_command_line_hold_nothing(run_in_cage: RunInCage) -> None:
    names = strings(run_in_cage(attack("import os\nreturn list(os.environ)")))
    # What JAX sets by itself when it is imported, and the locale.
    by_jax = {name for name in names if name.startswith("TPU_")} | {"LC_CTYPE"}
    assert names - by_jax <= set(ENVIRONMENT)


def test_only_the_pipes_are_open(run_in_cage: RunInCage) -> None:
    body = """
import os
found = []
for descriptor in range(1024):
    try:
        os.fstat(descriptor)
        found.append(str(descriptor))
    except OSError:
        pass
return found
"""
    assert strings(run_in_cage(attack(body.strip()))) == {"0", "1", "2", "3", "4"}


def test_readable_files_hold_no_reference(run_in_cage: RunInCage) -> None:
    body = f"""
import os
found = []
for root in ("/", {str(Path(__file__).parents[2])!r}, "/proc", "/tmp", "/etc", "/root", "/home"):
    for folder, folders, files in os.walk(root, followlinks=False):
        found += [os.path.join(folder, name) for name in folders if name == "suites"]
        secret = {{"reference.py", "inputs.py", "problem.toml", "passwd", "arborist.db"}}
        found += [os.path.join(folder, file) for file in files if file in secret]
return found
"""
    assert strings(run_in_cage(attack(body.strip()), Limits(call_wall_s=60.0))) == set()


def test_no_process_is_left_when_a_worker_is_closed(start_worker: StartWorker) -> None:
    worker = start_worker(attack("return 1"))
    assert isinstance(worker.receive(), Loaded)
    pid = worker._process.pid
    assert Path(f"/proc/{pid}").exists()
    worker.close()
    assert not Path(f"/proc/{pid}").exists()


def test_no_two_workers_share_a_user(first_zygote: FirstZygote, warm_zygote: WarmZygote) -> None:
    """Each is number 1 in its own pid namespace."""
    if not first_zygote.wait_until_ready()["own_uid"]:
        pytest.skip("only the workers of a service that was started as root have users of their own")
    workers = [Worker(zygote, Limits()) for zygote in (first_zygote, first_zygote, warm_zygote)]
    uids = {find_uid(worker._process.pid) for worker in workers}
    for worker in workers:
        worker.close()
    assert len(uids - {0}) == 3


def find_uid(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("Uid:")).split()[1])


def test_descriptors_stay_level_over_many_workers(start_worker: StartWorker, first_zygote: FirstZygote) -> None:
    def count(pid: int | str) -> int:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))

    def start_and_close() -> None:
        worker = start_worker(attack("return 1"))
        worker.receive()
        worker.close()

    start_and_close()
    zygote_pid = first_zygote.wait_until_ready()["pid"]
    before = count("self"), count(zygote_pid)
    for _ in range(20):
        start_and_close()
    assert (count("self"), count(zygote_pid)) == before


@pytest.mark.parametrize(
    ("body", "limits", "death"),
    [
        ("while True:\n    pass", Limits(call_wall_s=1.0), Death.TIME),
        ("import time\ntime.sleep(60)", Limits(call_wall_s=1.0), Death.TIME),
        ("while True:\n    pass", Limits(call_wall_s=30.0, cpu_s=2.0), Death.CPU),
        ("print('x' * 4096)\nimport time\ntime.sleep(60)", Limits(output_bytes=LEAST.output_bytes), Death.OUTPUT),
        ("return 'x' * (1 << 20)", Limits(reply_bytes=LEAST.reply_bytes), Death.REPLY),
        ("import os\nos._exit(0)", Limits(), Death.EXITED),
        ("import ctypes\nctypes.string_at(0)", Limits(), Death.KILLED),
    ],
    ids=["spin", "sleep", "processor time", "output", "reply", "exit", "crash"],
)
def test_overrun_ends_the_worker_and_says_why(run_in_cage: RunInCage, body: str, limits: Limits, death: Death) -> None:
    answer = run_in_cage(attack(body), limits)
    assert isinstance(answer, Died)
    assert answer.death is death


def test_time_that_a_worker_waits_for_the_judge_is_not_its_own(start_worker: StartWorker) -> None:
    talkative = start_worker(
        "import numpy as np\ndef attack():\n    return np.zeros(100_000, np.float32)", Limits(call_wall_s=1.0)
    )
    slow = start_worker(attack("import time\ntime.sleep(1.5)"))
    assert isinstance(talkative.receive(), Loaded)
    talkative.send_call(MappingValue(()))  # more than its pipe holds
    slow.send_call(MappingValue(()))
    assert isinstance(slow.receive(), Loaded)
    slow.receive()
    assert isinstance(talkative.receive(), Returned)


def test_answers_that_came_together_are_not_waited_for_again(
    start_worker: StartWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, slow = start_worker(attack("return []")), start_worker(attack("import time\ntime.sleep(1)"))
    for worker in (quick, slow):
        assert isinstance(worker.receive(), Loaded)
    for _ in range(3):
        quick.send_call(MappingValue(()))
    slow.send_call(MappingValue(()))
    slow.receive()
    assert isinstance(quick.receive(), Returned)
    monkeypatch.setattr(Worker, "_pump", None)
    assert isinstance(quick.receive(), Returned)


def test_worker_that_somebody_else_kills_is_not_the_students_fault(start_worker: StartWorker) -> None:
    """As the kernel does when the whole host is out of memory: another worker may have taken it."""
    worker = start_worker(attack("return 1"))
    assert isinstance(worker.receive(), Loaded)
    os.kill(worker._process.pid, signal.SIGKILL)
    worker.send_call(MappingValue(()))
    with pytest.raises(SandboxError, match="killed from outside"):
        worker.receive()


def test_worker_that_cannot_enter_its_cage_is_our_fault_and_runs_nothing(start_worker: StartWorker) -> None:
    with pytest.raises(SandboxError, match="could not enter its cage"):
        start_worker("", Limits(cpu_s=math.inf))
    assert isinstance(start_worker(attack("return 1")).receive(), Loaded)


@pytest.mark.parametrize("status", range(256))
def test_no_exit_status_makes_it_our_fault(run_in_cage: RunInCage, status: int) -> None:
    answer = run_in_cage(f"import os\nos._exit({status})\n")
    assert answer == Died(Death.EXITED, f"ended itself with status {status} before it answered")


def test_crash_is_told_as_one_however_long_the_process_takes_to_end(run_in_cage: RunInCage) -> None:
    """While its memory is given back, the main thread is gone and others are still there."""
    source = """
import os
import threading

import numpy as np


def attack():
    hoard = np.ones(60_000_000)
    for _ in range(20):
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    os.abort()
"""
    assert run_in_cage(source) == Died(Death.KILLED, "was ended by SIGSEGV")


def test_memory_is_bounded(run_in_cage: RunInCage) -> None:
    hoard = attack("hoard = []\nwhile True:\n    hoard.append(b'x' * (1 << 24))")
    answer = run_in_cage(hoard, Limits(memory_bytes=LEAST.memory_bytes))
    assert answer == Died(Death.MEMORY, "used more than 512 MiB of memory") or (
        isinstance(answer, Raised) and answer.exception == "MemoryError"
    )


def test_dead_worker_says_the_same_again(start_worker: StartWorker) -> None:
    worker = start_worker("import os\nos._exit(3)\n")
    first = worker.receive()
    assert isinstance(first, Died)
    assert worker.receive() == first
