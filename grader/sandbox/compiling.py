"""Compiling in a fork of a process in which XLA has started: what it takes, and whether it works (DECISIONS 40).

A fork has none of the threads of the process that it was made of. Computing and loading need none. Lowering needs
those of MLIR, which can be made anew. Compiling needs threads that XLA starts when it first compiles: a fork of a
process that has only loaded what others compiled starts its own, a fork of one that has compiled waits for ever.
"""

import os
import select
import signal
from collections import Counter
from collections.abc import Callable
from typing import Any

import jax
import jax.monitoring
from jax._src.interpreters import mlir
from jaxlib.mlir import ir
from jaxlib.version import __version__ as jaxlib_version

from grader.sandbox import kernel

TRIAL_WALL_S = 5.0
"""It takes a tenth of a second. Where it would have worked after all, warm workers are only slower."""
MAY_COMPILE = tuple(map(int, jaxlib_version.split(".")[:2])) >= (0, 12)
"""Before that, it was the threads of the backend itself that compiled."""

COMPILED_OR_LOADED = "/jax/core/compile/backend_compile_duration"
LOADED = "/jax/compilation_cache/cache_hits"

_seen: Counter[str] = Counter()
_lost: list[object] = []
"""What waits for threads that are not there: to end it would be to wait as well."""


def watch_compiling() -> None:
    """From now on, for `has_compiled`. Call once."""
    jax.monitoring.register_event_listener(_note)
    jax.monitoring.register_event_duration_secs_listener(_note)


def _note(event: str, *_: Any, **__: Any) -> None:
    _seen[event] += 1


def has_compiled() -> bool:
    """Whether this process has compiled anything itself, rather than loaded it from the compile cache."""
    return _seen[COMPILED_OR_LOADED] > _seen[LOADED]


def renew_threads() -> None:
    """In a fork, before anything is lowered there."""
    _lost.append((mlir.global_thread_pool, mlir._thread_local_context.value))  # noqa: SLF001
    mlir.global_thread_pool = ir.ThreadPool()
    mlir._thread_local_context.set_local(None)  # noqa: SLF001  it keeps a context with the old threads


def can_compile_in_fork(fork: Callable[[], int]) -> bool:
    """Whether a fork of this process can compile: one tries it, unless it is known."""
    if not MAY_COMPILE or has_compiled():
        return False
    pid = fork()
    if pid == 0:
        _try_to_compile()
    pidfd = os.pidfd_open(pid)
    try:
        has_ended, _, _ = select.select([pidfd], [], [], TRIAL_WALL_S)
        if not has_ended:
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
    finally:
        os.close(pidfd)
    return status == 0


def _try_to_compile() -> None:
    """Never returns; the status tells."""
    try:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        renew_threads()
        jax.jit(lambda x: x * 0.6180339)(1.0)  # nobody else's, so it is in no compile cache
        os._exit(0)
    finally:
        os._exit(1)
