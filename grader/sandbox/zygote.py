"""The process that workers are forked from: JAX and Flax imported, no backend started, no secret in its memory.

Run as `python -m grader.sandbox.zygote CONTROL_FD CACHE_DIR [HIDDEN ...]`. On its control socket a request is one
packet:
    start     a worker's limits and its four pipe ends; answered by its process id and a pidfd
    reap      the id of a process that was forked; answered by what it cost
    fork      a control socket, and whether workers may compile; answered by the process id and a pidfd of another
              zygote, which serves on that socket
    warm_up   the source of a problem's warm-up; runs it, which starts the backend: only for a forked zygote
It ends when the socket closes, and its workers with it. Process ids are the zygote's own: in a pid namespace, the judge
knows the same process by another number.

A warm zygote's workers find compiled what its warm-ups have computed. Whether they can compile anything else depends on
what the zygote has done (grader.sandbox.compiling).
"""

import gc
import os
import signal
import socket
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from grader.jax_environment import configure_jax, prepare_environment
from grader.limits import Limits
from grader.sandbox import control, kernel
from grader.sandbox.cgroup import Cgroups, WorkerCgroup, open_cgroups
from grader.sandbox.landlock import create_ruleset, find_abi
from grader.sandbox.lockdown import (
    ANSWER_FD,
    ENTERED,
    FIRST_WORKER_UID,
    QUESTION_FD,
    Cage,
    Pipes,
    lock_down,
)
from grader.sandbox.namespaces import (
    begin_pid_namespace,
    can_do,
    can_have_own_user_namespace,
    fork_first_process,
)
from grader.sandbox.seccomp import compile_filter
from grader.sandbox.view import enter_view, find_readable


@dataclass(frozen=True, slots=True)
class Layers:
    """Which layers this zygote's workers are in, beyond those that are always on."""

    view: bool
    pid_namespace: bool
    user_namespace: bool
    own_uid: bool
    cgroup: int
    """The version of cgroups that each worker has one of, or 0."""
    landlock_abi: int


def main() -> None:
    to_judge = socket.socket(fileno=int(sys.argv[1]))
    cache_dir, hidden = Path(sys.argv[2]), [Path(path) for path in sys.argv[3:]]
    os.environ.clear()
    proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY)  # out of reach in the view; none of a worker's
    has_pid_namespace = begin_pid_namespace()
    prepare_environment()
    gc.disable()  # it finds nothing in what is imported, and looks for a fifth of the time
    _import_for_workers(cache_dir)
    filter_program = compile_filter()
    _be_killed_first()
    cgroups = open_cgroups()
    readable = find_readable(also=[cache_dir], hidden=hidden)
    own_uid = os.getuid() == 0
    layers = Layers(
        view=_try_view(readable, with_user=not own_uid and not has_pid_namespace),
        pid_namespace=has_pid_namespace,
        user_namespace=can_have_own_user_namespace(FIRST_WORKER_UID if own_uid else None),
        own_uid=own_uid,
        cgroup=cgroups.version if cgroups else 0,
        landlock_abi=find_abi(),
    )
    cage = Cage(create_ruleset(_still_there(readable)), filter_program, layers.user_namespace)
    _settle()
    gc.enable()
    # Where workers have no user of their own, this process is their like: nothing of it is theirs to look into.
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    with suppress(ConnectionError):  # the judge is gone
        control.send(to_judge, {"ready": True, "pid": _find_own_pid(proc), **asdict(layers)})
        _Zygote(to_judge, cage, layers, cgroups, proc).serve()


def _settle() -> None:
    """Keep the collector of a fork from touching, and so copying, what it shares with this process."""
    gc.freeze()


def _be_killed_first() -> None:
    """Where the host has no memory left: this process or a worker can be had again, its judge and the service not."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _import_for_workers(cache_dir: Path) -> None:
    """Everything that a worker's first call would import, and none of the judge."""
    import jax
    import jax.numpy as jnp
    import jaxlib.mlir.dialects.builtin
    import jaxlib.mlir.dialects.mhlo  # noqa: F401
    from flax import nnx

    import grader.sandbox.compiling
    import grader.worker.doors
    import grader.worker.serve  # noqa: F401

    configure_jax(cache_dir, write=False)
    # Traces without starting a backend, which would make the fork unusable (DECISIONS 3).
    jax.eval_shape(
        lambda seed, x: nnx.Linear(2, 2, rngs=nnx.Rngs(jax.random.key(seed)))(x),
        jax.ShapeDtypeStruct((), jnp.int32),  # type: ignore[no-untyped-call]
        jax.ShapeDtypeStruct((2,), jnp.float32),  # type: ignore[no-untyped-call]
    )


def _try_view(readable: list[Path], *, with_user: bool) -> bool:
    """Enter the view if this host lets it."""
    is_possible = can_do(lambda: enter_view(readable, with_user=with_user))
    if is_possible:
        enter_view(readable, with_user=with_user)
    return is_possible


def _still_there(readable: list[Path]) -> list[Path]:
    return [path for path in readable if path.exists()]


def _find_own_pid(proc: int) -> int:
    """By which the judge knows the calling process: `proc` is the judge's /proc."""
    return int(os.readlink("self", dir_fd=proc))


class _Zygote:
    """Serves one control socket until it closes."""

    def __init__(
        self,
        to_judge: socket.socket,
        cage: Cage,
        layers: Layers,
        cgroups: Cgroups | None,
        proc: int,
        *,
        can_compile: bool = True,
    ) -> None:
        """`can_compile`: whether its workers can, and may; once they cannot, they never can again."""
        self._to_judge = to_judge
        self._cage = cage
        self._layers = layers
        self._cgroups = cgroups
        self._children: dict[int, WorkerCgroup | None] = {}
        self._proc = proc
        self._own_pidfd = os.pidfd_open(os.getpid())
        self._can_compile = can_compile
        self._is_warm = False

    def serve(self) -> None:
        try:
            while True:
                request, descriptors = control.receive(self._to_judge)
                if request is None:
                    return
                self._answer(request, descriptors)
        finally:
            self._end()

    def _end(self) -> None:
        """With all that it has forked."""
        for pid in list(self._children):
            os.kill(pid, signal.SIGKILL)
            self._wait_for(pid)
        if self._cgroups:
            self._cgroups.close()

    def _answer(self, request: dict[str, Any], descriptors: list[int]) -> None:
        match request:
            case {"start": limits}:
                self._start(Pipes(*descriptors), Limits(**limits))
            case {"reap": pid}:
                control.send(self._to_judge, self._wait_for(pid))
            case {"fork": bool(can_compile)}:
                self._fork(socket.socket(fileno=descriptors[0]), can_compile=can_compile)
            case {"warm_up": source}:
                self._warm_up(source)

    def _fork(self, to_judge: socket.socket, *, can_compile: bool) -> None:
        pid = _fork_quietly(os.fork)
        if pid == 0:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            self._to_judge.close()
            os.close(self._own_pidfd)
            try:
                cgroups = self._cgroups.open_another() if self._cgroups else None
                with suppress(ConnectionError):
                    zygote = _Zygote(to_judge, self._cage, self._layers, cgroups, self._proc, can_compile=can_compile)
                    zygote.serve()
            finally:
                os._exit(0)
        to_judge.close()
        self._children[pid] = None
        self._tell_of(pid)

    def _fork_worker(self) -> int:
        return fork_first_process(self._own_pidfd) if self._layers.pid_namespace else os.fork()

    def _tell_of(self, pid: int, **more: bool) -> None:
        """`pid` is what this process knows it by."""
        pidfd = os.pidfd_open(pid)
        control.send(self._to_judge, {"pid": pid, **more}, [pidfd])
        os.close(pidfd)

    def _warm_up(self, source: str) -> None:
        from grader.sandbox.compiling import can_compile_in_fork, has_compiled, watch_compiling

        if is_first := not self._is_warm:
            watch_compiling()
        self._is_warm = True
        module: dict[str, Any] = {"__name__": "warm_up"}
        exec(compile(source, "warm_up.py", "exec"), module)  # noqa: S102  the problem's own
        module["warm_up"]()
        del module
        gc.collect()
        _settle()
        if self._can_compile:
            self._can_compile = can_compile_in_fork(partial(_fork_quietly, os.fork)) if is_first else not has_compiled()
        control.send(self._to_judge, {"warm": True})

    def _start(self, pipes: Pipes, limits: Limits) -> None:
        """Fork a worker, wait until it is in its cage, and tell the judge of it."""
        cgroup = self._cgroups.make(limits) if self._cgroups else None
        entered_read, entered = os.pipe()
        pid = _fork_quietly(self._fork_worker)
        if pid == 0:
            self._become_worker(pipes, entered, limits, cgroup)
        self._children[pid] = cgroup
        if cgroup:
            cgroup.close_doors()
        for descriptor in (pipes.question, pipes.answer, pipes.stdout, pipes.stderr, entered):
            os.close(descriptor)
        is_caged = os.read(entered_read, len(ENTERED)) == ENTERED
        os.close(entered_read)
        self._tell_of(pid, is_caged=is_caged)

    def _become_worker(self, pipes: Pipes, entered: int, limits: Limits, cgroup: WorkerCgroup | None) -> None:
        """Never returns, and shows nothing of this program if it fails."""
        try:
            if cgroup:
                cgroup.enter()
            # No two processes share a process id, so no two workers share a user.
            uid = FIRST_WORKER_UID + _find_own_pid(self._proc) if self._layers.own_uid else None
            lock_down(self._cage, pipes, entered, limits, uid)
        except BaseException:  # noqa: BLE001  nothing of this process may be seen from inside
            os._exit(1)
        from grader.sandbox.compiling import renew_threads
        from grader.worker.serve import Line, serve

        try:
            if self._is_warm and self._can_compile:
                renew_threads()
            # By lines: what was printed before a crash is what explains it.
            sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
            sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
            serve(Line(QUESTION_FD, ANSWER_FD), can_compile=self._can_compile)
        finally:
            os._exit(0)

    def _wait_for(self, pid: int) -> dict[str, Any]:
        """For a child that has been killed or has ended. CPU in seconds, memory in bytes."""
        _, status, usage = os.wait4(pid, 0)
        cgroup = self._children.pop(pid)
        is_out_of_memory = cgroup.has_run_out_of_memory() if cgroup else False
        if cgroup:
            cgroup.remove()
        elif self._cgroups:  # it was a zygote, and may have been killed with workers
            self._cgroups.sweep()
        return {
            "exit_status": os.waitstatus_to_exitcode(status),
            "cpu_s": usage.ru_utime + usage.ru_stime,
            "peak_memory_bytes": usage.ru_maxrss * 1024,
            "is_out_of_memory": is_out_of_memory,
        }


def _fork_quietly(fork: Callable[[], int]) -> int:
    """Python and JAX warn of a fork with threads around, which is what a warm zygote is for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return fork()


if __name__ == "__main__":
    main()
