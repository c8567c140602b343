"""What holds when nobody says otherwise. Plain values, because `arborist judge` starts cold and reads them."""

import os
from pathlib import Path

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.limits import MEBIBYTE, Limits

MOST_LIMITS = Limits(
    call_wall_s=60.0,
    cpu_s=600.0,
    memory_bytes=4096 * MEBIBYTE,
    output_bytes=MEBIBYTE,
    reply_bytes=64 * MEBIBYTE,
    threads=1024,
    source_bytes=64 * 1024,
)
"""More than a problem needs: an operator lowers them."""


def default_data_dir() -> Path:
    return _xdg_dir("XDG_DATA_HOME", ".local/share") / "arborist"


def default_cache_dir() -> Path:
    return _xdg_dir("XDG_CACHE_HOME", ".cache") / "arborist"


def cache_dir() -> Path:
    return Path(os.environ.get("ARBORIST_CACHE_DIR") or default_cache_dir()).expanduser().absolute()


def problems_dir() -> Path:
    return Path(os.environ.get("ARBORIST_PROBLEMS_DIR") or DEFAULT_PROBLEMS_DIR).expanduser().absolute()


def _xdg_dir(variable: str, in_home: str) -> Path:
    """The XDG base directory specification says to ignore a relative path."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / in_home
