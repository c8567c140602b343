"""How JAX is set up: alike in judge and worker, so that both find the same entries in the compile cache."""

import os
from collections.abc import Mapping
from pathlib import Path

# One computing thread: a worker has one core's worth of time, and a fork needs a process with one thread.
ENVIRONMENT: Mapping[str, str] = {
    "JAX_PLATFORMS": "cpu",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false --xla_backend_optimization_level=0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def prepare_environment() -> None:
    """Set what JAX reads while it is imported; call before the first import of it."""
    os.environ.update(ENVIRONMENT)


def configure_jax(compiled_dir: Path, *, write: bool) -> None:
    """Read compiled functions from `compiled_dir`, and with `write` add to it: trusted processes only.

    Call before the backend starts.
    """
    import jax

    for name, value in {
        "jax_compilation_cache_dir": str(compiled_dir),
        # A fork has only the thread that made it, so that one must be able to do a call all by itself.
        "jax_cpu_enable_async_dispatch": False,
        # Otherwise names and lines of the caller are kept in what is compiled, where a worker could read them.
        "jax_traceback_in_locations_limit": 0,
        "jax_persistent_cache_min_entry_size_bytes": -1,
        "jax_persistent_cache_enable_xla_caches": "none",
        # A reader keeps nothing: no compile takes as long as this.
        "jax_persistent_cache_min_compile_time_secs": 0 if write else 1e9,
    }.items():
        jax.config.update(name, value)  # type: ignore[no-untyped-call]
