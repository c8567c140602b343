"""Aim: change the kernel's settings, and have it run a program as root.
Expected: accepted
"""

import jax
import jax.numpy as jnp
from flax import nnx

for path in (
    "/proc/sys/kernel/core_pattern",
    "/proc/sys/kernel/modprobe",
    "/proc/sys/vm/overcommit_memory",
    "/proc/sys/vm/drop_caches",
    "/proc/sysrq-trigger",
    "/proc/acpi/wakeup",
    "/sys/kernel/uevent_helper",
    "/sys/fs/cgroup/release_agent",
    "/sys/fs/cgroup/cgroup.procs",
    "/sys/fs/cgroup/memory/memory.limit_in_bytes",
    "/sys/fs/cgroup/pids.max",
    "/sys/power/state",
    "/sys/devices/system/cpu/cpu1/online",
    "/sys/kernel/mm/ksm/run",
):
    try:
        with open(path, "r+b", buffering=0):
            print("ESCAPED: opened", path, "for writing")
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)
