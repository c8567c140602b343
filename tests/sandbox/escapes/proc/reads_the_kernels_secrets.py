"""Aim: read what the kernel tells of itself and of the network.
Expected: accepted
"""

import jax
import jax.numpy as jnp
from flax import nnx

PATHS = (
    "/proc/kcore",
    "/proc/kallsyms",
    "/proc/kmsg",
    "/proc/modules",
    "/proc/keys",
    "/proc/key-users",
    "/proc/mounts",
    "/proc/net/tcp",
    "/proc/net/unix",
    "/proc/net/route",
    "/proc/self/net/arp",
    "/proc/version",
    "/proc/cmdline",
    "/proc/config.gz",
    "/proc/sysvipc/shm",
    "/proc/stat",
    "/proc/loadavg",
    "/proc/sys/kernel/hostname",
    "/proc/sys/kernel/random/boot_id",
    "/sys/class/net/eth0/address",
    "/sys/class/dmi/id/product_uuid",
    "/sys/kernel/notes",
    "/sys/hypervisor/uuid",
)

for path in PATHS:
    try:
        with open(path, "rb") as file:
            if content := file.read(20):  # a container runtime puts /dev/null over some
                print("ESCAPED: read", path, content)
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)
