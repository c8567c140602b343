"""A little of what `make soak` does for long: hostile and honest submissions at a time leave nothing behind."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.timeout(600)
def test_mixed_submissions_end_as_expected_and_leave_nothing(cache_dir: Path) -> None:
    """In a process of its own: it adopts what loses its parent."""
    options = [
        "--submissions",
        "40",
        "--batch",
        "20",
        "--judges",
        "2",
        "--seed",
        "1",
        "--cache",
        str(cache_dir.resolve()),
    ]
    command = [sys.executable, "-m", "tests.sandbox.soak", *options]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, f"{finished.stdout}\n{finished.stderr}"
    assert finished.stdout.endswith("All as expected, nothing left behind.\n")
