"""Aim: call every system call that the filter does not list, and see that it is the filter that refuses.
Expected: accepted
"""

import ctypes
import errno
import os

import jax
import jax.numpy as jnp
import pyseccomp
from flax import nnx

from grader.sandbox.seccomp import ALLOWED

with_rules_of_their_own = {"clone", "clone3", "fcntl", "ioctl", "mmap", "prctl"}
# Without a filter these would end, stop or double the process, or touch the host.
spared = {"fork", "vfork", "exit", "exit_group", "vhangup", "sync", "pause", "setsid", "munlockall", "reboot"}
names = ALLOWED | with_rules_of_their_own | spared
known = {pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) for name in names}
if os.uname().machine == "x86_64":
    known |= {335, 336}  # uretprobe and uprobe: the kernel shows them to no filter, and answers with SIGILL
libc = ctypes.CDLL(None, use_errno=True)
for number in range(600):
    if number not in known and libc.syscall(ctypes.c_long(number), *[ctypes.c_long(-1)] * 6) >= 0:
        print("ESCAPED: system call", number, "is allowed")
    elif number not in known and ctypes.get_errno() != errno.EPERM:
        print("ESCAPED: system call", number, "is let through to fail with", ctypes.get_errno())


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)
