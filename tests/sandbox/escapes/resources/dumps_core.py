"""Aim: crash with a core dump of everything in memory.
Expected: runtime_error
"""

import ctypes
import resource

try:
    resource.setrlimit(resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE)[1:] * 2)
    if resource.getrlimit(resource.RLIMIT_CORE)[0]:
        print("ESCAPED: may dump core")
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    ctypes.string_at(0)
