"""Aim: make links, pipes, devices and folders where every user may write.
Expected: accepted
"""

import os
import stat

import jax
import jax.numpy as jnp
from flax import nnx

for folder in ("/tmp", "/var/tmp", "/dev/shm", ".", jax.config.jax_compilation_cache_dir):
    path = os.path.join(folder, f"arborist-escape-{os.getpid()}")
    for name, make, remove in (
        ("a link to /etc/shadow", lambda: os.symlink("/etc/shadow", path), os.unlink),
        ("another name for a file", lambda: os.link(os.__file__, path), os.unlink),
        ("a named pipe", lambda: os.mkfifo(path), os.unlink),
        ("the device of the memory", lambda: os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 1)), os.unlink),
        ("a folder", lambda: os.mkdir(path), os.rmdir),
    ):
        try:
            make()
            print("ESCAPED: made", name, "at", path)
            remove(path)
        except OSError:
            pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)
