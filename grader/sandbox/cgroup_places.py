"""Where this process may make cgroups: below its own in v1, and in v2 where processes and bounded cgroups can meet.

In v2 a cgroup that bounds what is below it holds no processes itself. So the service's own cgroup has to be a leaf
beside which there is room: made by systemd (DelegateSubgroup=), or by `leave_room`. Nobody else's process is moved.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

CONTROLLERS = "+memory +pids"
SERVICE_FOLDER = "arborist"
_NEEDED = {"memory", "pids"}


@dataclass(frozen=True, slots=True)
class Place:
    """A hierarchy's kind, and a descriptor of the folder in it: it can be used when /sys is out of sight."""

    kind: str
    folder: int


def find_places() -> list[Place]:
    """One for v2, two for v1, none where there are not all that are needed. Raises OSError."""
    if place := _find_place_in_v2():
        return [Place("v2", _open(place))]
    folders = {f"v1 {controller}": _find_own("cgroup", controller) for controller in sorted(_NEEDED)}
    there = {kind: folder for kind, folder in folders.items() if folder}
    return [Place(kind, _open(folder)) for kind, folder in there.items()] if len(there) == len(_NEEDED) else []


def leave_room() -> None:
    """Move this process one down if it is alone in a cgroup of v2 that it may divide: its workers' can be beside it."""
    with suppress(OSError):
        own = _find_own("cgroup2")
        if own and _has_controllers(own) and (own / "cgroup.procs").read_text().split() == [str(os.getpid())]:
            (own / SERVICE_FOLDER).mkdir(exist_ok=True)
            (own / SERVICE_FOLDER / "cgroup.procs").write_text("0")


def _find_place_in_v2() -> Path | None:
    own = _find_own("cgroup2")
    if own is None:
        return None
    is_ours = own.name == SERVICE_FOLDER or _is_delegated(own.parent)
    candidates = [own, own.parent] if is_ours else [own]
    return next((place for place in candidates if _has_controllers(place) and _can_divide(place)), None)


def _has_controllers(folder: Path) -> bool:
    try:
        return set((folder / "cgroup.controllers").read_text().split()) >= _NEEDED
    except OSError:
        return False


def _can_divide(folder: Path) -> bool:
    try:
        (folder / "cgroup.subtree_control").write_text(CONTROLLERS)
    except OSError:  # it holds processes, or is not ours to change
        return False
    return True


def _is_delegated(folder: Path) -> bool:
    """As systemd marks what it leaves to a service."""
    for name in ("user.delegate", "trusted.delegate"):
        with suppress(OSError):
            return os.getxattr(folder, name) == b"1"
    return False


def _find_own(file_system: str, controller: str = "") -> Path | None:
    """The folder of this process's cgroup in that hierarchy, if it is to be seen from here. Raises OSError."""
    paths: dict[str, str] = {}
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        paths |= dict.fromkeys(controllers.split(","), path)
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        fields, _, described = line.partition(" - ")
        root, target = fields.split()[3:5]
        kind, _, options = described.split()[:3]
        is_wanted = kind == file_system and (not controller or controller in options.split(","))
        if is_wanted and controller in paths and Path(paths[controller]).is_relative_to(root):
            return Path(target) / Path(paths[controller]).relative_to(root)
    return None


def _open(folder: Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
