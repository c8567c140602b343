"""What the figures were taken on. No date and no name: two runs on one machine describe it alike."""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

GIBIBYTE = 1 << 30


def describe_machine() -> dict[str, Any]:
    return {
        "processor": _find_processor(),
        "usable_threads": len(os.sched_getaffinity(0)),
        "cores": _count_cores(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIBIBYTE, 1),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "jax": version("jax"),
        "flax": version("flax"),
    }


def _find_processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def _count_cores() -> int:
    """Cores behind the usable threads, as far as a virtual machine tells."""
    places = (Path(f"/sys/devices/system/cpu/cpu{number}/topology") for number in os.sched_getaffinity(0))
    files = [place / "thread_siblings_list" for place in places]
    return len({file.read_text(encoding="ascii") for file in files if file.is_file()}) or len(files)
