"""Aim: signal the zygote by every other call that can: to a thread, with a value, by a pidfd.
Expected: accepted
"""

import ctypes
import os
import signal

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
parent, machine = os.getppid(), os.uname().machine
value = ctypes.create_string_buffer(128)
ctypes.cast(value, ctypes.POINTER(ctypes.c_int))[2] = -1  # SI_QUEUE
for name, arguments in {
    "tkill": ({"x86_64": 200, "aarch64": 130}[machine], parent, 0),
    "tgkill": ({"x86_64": 234, "aarch64": 131}[machine], parent, parent, 0),
    "rt_sigqueueinfo": ({"x86_64": 129, "aarch64": 138}[machine], parent, 0, value),
    "rt_tgsigqueueinfo": ({"x86_64": 297, "aarch64": 240}[machine], parent, parent, 0, value),
}.items():
    if libc.syscall(*arguments) == 0:
        print("ESCAPED:", name, "reaches the parent")
try:
    descriptor = os.pidfd_open(parent)
    print("ESCAPED: has a pidfd of its parent")
    signal.pidfd_send_signal(descriptor, 0)
    print("ESCAPED: may signal its parent by the pidfd")
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)
