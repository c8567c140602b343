"""What a worker may see of the file system: the interpreter, its libraries, the compile cache; nothing else.

`find_readable` lists it for Landlock. `enter_view` also makes it the whole file system of the calling process,
with no network and no shared memory of others, where the host lets it.
"""

import os
import stat
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.sandbox import kernel
from grader.sandbox.namespaces import unshare

# What glibc's loader, XLA and LLVM read besides Python's own files.
SYSTEM_PATHS = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/dev/null",
    "/dev/urandom",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
)
_STATVFS_TO_MOUNT = {
    os.ST_NOSUID: kernel.MS_NOSUID,
    os.ST_NODEV: kernel.MS_NODEV,
    os.ST_NOEXEC: kernel.MS_NOEXEC,
}


def find_readable(also: Iterable[Path], hidden: Iterable[Path]) -> list[Path]:
    """The paths that a worker may read below, none of which contains anything of `hidden`."""
    python = {Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    shared_library = Path(sysconfig.get_config_var("LIBDIR") or "/usr/lib")
    roots = {path.resolve() for path in (*python, shared_library, *map(Path, SYSTEM_PATHS), *also) if path.exists()}
    outermost = [path for path in sorted(roots) if not roots & set(path.parents)]
    secrets = {path.resolve() for path in hidden}
    return [path for root in outermost for path in _without(root, secrets)]


def _without(root: Path, secrets: set[Path]) -> Iterator[Path]:
    if root in secrets:
        return
    if not any(root in secret.parents for secret in secrets):
        yield root
        return
    for child in sorted(root.iterdir()):
        if not child.is_symlink():
            yield from _without(child, secrets)


def enter_view(readable: Iterable[Path], *, with_user: bool) -> None:
    """Make `readable` all there is, for this process and its children. Raises OSError where the host refuses.

    It is in mount, network and IPC namespaces of its own afterwards, so a refusal half-way must end the process.
    `with_user`: in a user namespace as well, which takes the place of root's power.
    """
    unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC, with_user=with_user)
    kernel.mount("none", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
    _build_root(readable)


def _build_root(readable: Iterable[Path]) -> None:
    sources = [(path, os.open(path, os.O_PATH | os.O_CLOEXEC)) for path in readable]
    links = {path: os.readlink(path) for path in (Path("/lib"), Path("/lib64")) if path.is_symlink()}
    root = Path("/tmp")
    kernel.mount("none", str(root), "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755,size=1m")
    for path, source in sources:
        _bind(source, root / path.relative_to("/"))
        os.close(source)
    for link, target in links.items():
        if not (root / link.relative_to("/")).exists():
            os.symlink(target, root / link.relative_to("/"))
    old_root = root / ".old"
    old_root.mkdir()
    kernel.pivot_root(str(root), str(old_root))
    os.chdir("/")
    kernel.detach("/.old")
    os.rmdir("/.old")
    kernel.mount("none", "/", flags=kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY | kernel.MS_NOSUID)


def _bind(source: int, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if stat.S_ISDIR(os.fstat(source).st_mode):
        target.mkdir(exist_ok=True)
    else:
        target.touch()
    kernel.mount(f"/proc/self/fd/{source}", str(target), flags=kernel.MS_BIND | kernel.MS_REC)
    # Flags that the host has locked must be kept in a user namespace, or the kernel refuses.
    kept = os.statvfs(target).f_flag
    locked = sum(flag for bit, flag in _STATVFS_TO_MOUNT.items() if kept & bit)
    kernel.mount("none", str(target), flags=kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY | locked)
