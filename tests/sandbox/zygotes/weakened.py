"""A zygote that lacks some layers: to show that each of them is what holds something back.

The last of its arguments names them, after the word "without". It is unprivileged, unless "root" is among them, or
"ordinary" for a user who has namespaces.
"""

import os
import resource
import sys
from collections.abc import Callable
from typing import Any

from grader.sandbox import kernel, landlock, seccomp
from grader.sandbox.zygote import main
from tests.sandbox.zygotes.host import become_ordinary, become_unprivileged, refuse_cgroups, refuse_namespaces

PLANTED = {"ARBORIST_PLANTED_SECRET": "a secret of the service"}


def nothing(*_: object) -> None:
    """In place of what made a layer."""


def spare_landlock() -> None:
    setattr(landlock, "restrict_self", nothing)  # noqa: B010  of another signature


def spare_seccomp() -> None:
    setattr(seccomp, "install", nothing)  # noqa: B010


def spare_prctl(spared: int) -> None:
    prctl = kernel.prctl

    def call(option: int, *arguments: int) -> None:
        if option != spared:
            prctl(option, *arguments)

    kernel.prctl = call


def spare_limits(*spared: int) -> None:
    """All of them, if none is named."""
    setrlimit = resource.setrlimit

    def call(which: int, bounds: Any, /) -> None:
        if spared and which not in spared:
            setrlimit(which, bounds)

    resource.setrlimit = call


def spare_descriptors() -> None:
    os.closerange = nothing


def keep_environment() -> None:
    """Start over as the service would start it, had nobody thought of its environment."""
    if not set(PLANTED) <= set(os.environ):
        os.execve(sys.executable, sys.orig_argv, PLANTED)


def keep_capabilities() -> None:
    setattr(kernel, "drop_capabilities", nothing)  # noqa: B010


def stay_root() -> None:
    os.setgroups = os.setresgid = os.setresuid = nothing


def spare_session() -> None:
    os.setsid = nothing


REMOVALS: dict[str, Callable[[], None]] = {
    "landlock": spare_landlock,
    "seccomp": spare_seccomp,
    "no_new_privs": lambda: spare_prctl(kernel.PR_SET_NO_NEW_PRIVS),
    "not_dumpable": lambda: spare_prctl(kernel.PR_SET_DUMPABLE),
    "parent_death_signal": lambda: spare_prctl(kernel.PR_SET_PDEATHSIG),
    "rlimits": spare_limits,
    "RLIMIT_AS": lambda: spare_limits(resource.RLIMIT_AS),
    "RLIMIT_CPU": lambda: spare_limits(resource.RLIMIT_CPU),
    "RLIMIT_DATA": lambda: spare_limits(resource.RLIMIT_DATA),
    "RLIMIT_NOFILE": lambda: spare_limits(resource.RLIMIT_NOFILE),
    "descriptors": spare_descriptors,
    "environment": keep_environment,
    "own_uid": stay_root,
    "session": spare_session,
    "view": lambda: refuse_namespaces(kernel.CLONE_NEWNS),
    "pid_namespace": lambda: refuse_namespaces(kernel.CLONE_NEWPID),
    "user_namespace": lambda: refuse_namespaces(kernel.CLONE_NEWUSER),
    "cgroup": refuse_cgroups,
    "capabilities": keep_capabilities,
    "root": nothing,
    "ordinary": become_ordinary,
}


def weaken() -> None:
    _, *without = sys.argv.pop().split()
    if "environment" in without:
        keep_environment()  # before anything that cannot be done twice
    if not {"root", "ordinary"} & set(without):
        become_unprivileged()
    for name in without:
        REMOVALS[name]()


if __name__ == "__main__":
    weaken()
    main()
