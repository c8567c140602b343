"""Landlock: a process gives up files, TCP, abstract sockets and signals to others, without any privilege.

Source: https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from grader.sandbox.kernel import (
    SYS_LANDLOCK_ADD_RULE,
    SYS_LANDLOCK_CREATE_RULESET,
    SYS_LANDLOCK_RESTRICT_SELF,
    syscall,
)

READ_FILE = 1 << 2
READ_DIR = 1 << 3
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1
_NET_BIND_AND_CONNECT = 3
_SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS = 3
# How many rights on files each ABI knows, from the first on.
_FILE_RIGHTS = (13, 14, 15, 15, 16)


def find_abi() -> int:
    """The kernel's Landlock ABI, or 0 where it has none."""
    try:
        return syscall(SYS_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION_FLAG))
    except OSError:
        return 0


def create_ruleset(readable: Iterable[Path]) -> int:
    """A ruleset's descriptor: everything that the kernel's ABI handles is denied, but reading below `readable`."""
    abi = find_abi()
    attributes = struct.pack(
        "QQQ",
        (1 << _FILE_RIGHTS[min(abi, len(_FILE_RIGHTS)) - 1]) - 1,
        _NET_BIND_AND_CONNECT if abi >= 4 else 0,
        _SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS if abi >= 6 else 0,
    )
    ruleset = syscall(
        SYS_LANDLOCK_CREATE_RULESET,
        ctypes.c_char_p(attributes),
        ctypes.c_size_t(24 if abi >= 6 else 16 if abi >= 4 else 8),
        ctypes.c_uint(0),
    )
    for path in readable:
        _allow_reading(ruleset, path)
    return ruleset


def _allow_reading(ruleset: int, path: Path) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = READ_FILE | READ_DIR if path.is_dir() else READ_FILE
        rule = struct.pack("=Qi", rights, descriptor)
        syscall(SYS_LANDLOCK_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.c_char_p(rule), ctypes.c_uint(0))
    finally:
        os.close(descriptor)


def restrict_self(ruleset: int) -> None:
    """For ever, for this process and all that come from it. Needs no_new_privs."""
    syscall(SYS_LANDLOCK_RESTRICT_SELF, ruleset, ctypes.c_uint(0))
