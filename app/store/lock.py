"""One service per data directory: the rows marked `running` are taken to be its own."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DataDirInUseError(Exception):
    """Another service holds the data directory."""


@contextmanager
def hold_data_dir(data_dir: Path) -> Iterator[None]:
    """Keeps other services out until the end, or until this process dies in any way. Raises DataDirInUseError."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data_dir / "arborist.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise DataDirInUseError(
                f"{data_dir} is in use by another service (process {file.read().strip() or 'unknown'}): "
                "stop that one, or set ARBORIST_DATA_DIR to another folder"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
