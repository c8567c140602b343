"""The process that workers are forked from: JAX and Flax imported, no backend started, no secret in its memory.

Run as `python -m grader.sandbox.zygote CONTROL_FD CACHE_DIR [HIDDEN ...]`. On its control socket a request is one
packet: `start` with a worker's limits and its four pipe ends, answered by its process id and a pidfd; `reap` with a
process id, answered by what it cost. It ends when the socket closes, and its workers with it.
"""

import gc
import json
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.jax_environment import prepare_environment, use_compile_cache
from grader.limits import Limits
from grader.sandbox.landlock import create_ruleset, find_abi
from grader.sandbox.lockdown import (
    ANSWER_FD,
    ENTERED,
    FIRST_WORKER_UID,
    QUESTION_FD,
    WORKER_UIDS,
    Cage,
    Pipes,
    lock_down,
)
from grader.sandbox.seccomp import compile_filter
from grader.sandbox.view import enter_view, find_readable

MOST_PACKET_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Layers:
    """Which layers this zygote's workers are in, beyond those that are always on."""

    view: bool
    own_uid: bool
    landlock_abi: int


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    cache_dir, hidden = Path(sys.argv[2]), [Path(path) for path in sys.argv[3:]]
    os.environ.clear()
    prepare_environment()
    _import_for_workers(cache_dir)
    filter_program = compile_filter()
    readable = find_readable(also=[cache_dir], hidden=hidden)
    layers = Layers(view=_try_view(readable), own_uid=os.getuid() == 0, landlock_abi=find_abi())
    cage = Cage(create_ruleset(_still_there(readable)), filter_program)
    gc.collect()
    gc.freeze()
    _send(control, {"ready": True, "view": layers.view, "own_uid": layers.own_uid, "landlock_abi": layers.landlock_abi})
    _serve(control, cage, layers)


def _import_for_workers(cache_dir: Path) -> None:
    """Everything that a worker's first call would import, and none of the judge."""
    import jax
    import jax.numpy as jnp
    import jaxlib.mlir.dialects.builtin
    import jaxlib.mlir.dialects.mhlo  # noqa: F401
    from flax import nnx

    import grader.worker.serve  # noqa: F401

    use_compile_cache(cache_dir, write=False)
    # Traces without starting a backend, which would make the fork unusable (DECISIONS 3).
    jax.eval_shape(
        lambda seed, x: nnx.Linear(2, 2, rngs=nnx.Rngs(jax.random.key(seed)))(x),
        jax.ShapeDtypeStruct((), jnp.int32),  # type: ignore[no-untyped-call]
        jax.ShapeDtypeStruct((2,), jnp.float32),  # type: ignore[no-untyped-call]
    )


def _try_view(readable: list[Path]) -> bool:
    """Enter the view if a fork of this process could; a refusal half-way would leave it unusable."""
    probe = os.fork()
    if probe == 0:
        try:
            enter_view(readable)
        except OSError:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(probe, 0)
    if status == 0:
        enter_view(readable)
    return status == 0


def _still_there(readable: list[Path]) -> list[Path]:
    return [path for path in readable if path.exists()]


def _serve(control: socket.socket, cage: Cage, layers: Layers) -> None:
    started = 0
    while True:
        try:
            packet, descriptors, _, _ = socket.recv_fds(control, MOST_PACKET_BYTES, maxfds=4)
        except ConnectionResetError:  # the judge was killed with a request under way
            return
        if not packet:
            return
        request = json.loads(packet)
        if "reap" in request:
            _send(control, _reap(request["reap"]))
            continue
        uid = FIRST_WORKER_UID + started % WORKER_UIDS if layers.own_uid else None
        started += 1
        _start(control, cage, Pipes(*descriptors), Limits(**request["start"]), uid)


def _start(control: socket.socket, cage: Cage, pipes: Pipes, limits: Limits, uid: int | None) -> None:
    """Fork a worker, wait until it is in its cage, and tell the judge of it."""
    entered_read, entered = os.pipe()
    pid = os.fork()
    if pid == 0:
        _become_worker(cage, pipes, entered, limits, uid)
    for descriptor in (pipes.question, pipes.answer, pipes.stdout, pipes.stderr, entered):
        os.close(descriptor)
    is_caged = os.read(entered_read, len(ENTERED)) == ENTERED
    os.close(entered_read)
    pidfd = os.pidfd_open(pid)
    _send(control, {"pid": pid, "is_caged": is_caged}, [pidfd])
    os.close(pidfd)


def _become_worker(cage: Cage, pipes: Pipes, entered: int, limits: Limits, uid: int | None) -> None:
    """Never returns, and shows nothing of this program if it fails."""
    try:
        lock_down(cage, pipes, entered, limits, uid)
    except BaseException:  # noqa: BLE001  nothing of this process may be seen from inside
        os._exit(1)
    from grader.worker.serve import Line, serve

    try:
        # By lines: what was printed before a crash is what explains it.
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
        serve(Line(QUESTION_FD, ANSWER_FD))
    finally:
        os._exit(0)


def _reap(pid: int) -> dict[str, Any]:
    """Wait for a worker that the judge has killed or seen end. CPU in seconds, memory in bytes."""
    _, status, usage = os.wait4(pid, 0)
    return {
        "exit_status": os.waitstatus_to_exitcode(status),
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "peak_memory_bytes": usage.ru_maxrss * 1024,
    }


def _send(control: socket.socket, message: dict[str, Any], descriptors: list[int] | None = None) -> None:
    socket.send_fds(control, [json.dumps(message).encode()], descriptors or [])


if __name__ == "__main__":
    main()
