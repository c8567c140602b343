"""Where the benchmark keeps what it makes: results beside this file, everything else in a folder that git ignores."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RESULTS_DIR = Path(__file__).resolve().parent
BENCH_DIR = ROOT / ".bench"

TEXTBOOK = ROOT / "problems/state_zero_kernel/submissions/accepted/textbook.py"
CACHE_DIR = BENCH_DIR / "compile-cache"
CALLS_FILE = BENCH_DIR / "calls.json"
PYTHON_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
