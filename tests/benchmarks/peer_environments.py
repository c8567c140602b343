"""An environment of its own for each peer: this Python, the lock file's JAX and Flax, and the peer.

Packages come from wherever pip is set up to take them.
"""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.places import BENCH_DIR, PYTHON_VERSION, ROOT, say

PINNED = {
    "requirements.lock": ("jax", "jaxlib", "flax", "numpy", "ml-dtypes", "scipy"),
    "requirements-dev.lock": ("pytest",),
}


@dataclass(frozen=True, slots=True)
class Environment:
    folder: Path

    @property
    def bin(self) -> Path:
        return self.folder / "bin"

    @property
    def _stamp(self) -> Path:
        return self.folder / "stamp.json"

    def is_installed(self) -> bool:
        return self._stamp.is_file()

    def install(self, packages: Sequence[str]) -> None:
        """Nothing if it is there already, for the same pins."""
        wanted = json.dumps({"packages": list(packages), "pins": read_pins()})
        if self.is_installed() and self._stamp.read_text(encoding="utf-8") == wanted:
            return
        say(f"Installing {', '.join(packages)} in {self.folder.relative_to(ROOT)}: a minute or two, this once.")
        subprocess.run([sys.executable, "-m", "venv", "--clear", self.folder], check=True)
        constraints = self.folder / "constraints.txt"
        constraints.write_text("\n".join(read_pins()) + "\n", encoding="utf-8")
        pip = [str(self.bin / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
        command = [*pip, "--constraint", str(constraints), "jax", "flax", *packages]
        if (done := subprocess.run(command, capture_output=True, text=True, check=False)).returncode:
            raise SystemExit(f"{done.stderr}\npip could not install {', '.join(packages)}")
        self._stamp.write_text(wanted, encoding="utf-8")

    def read_versions(self, packages: Sequence[str]) -> dict[str, str]:
        source = "import importlib.metadata, sys; print(*map(importlib.metadata.version, sys.argv[1:]))"
        names = ["jax", "flax", *packages]
        done = subprocess.run([self.bin / "python", "-c", source, *names], capture_output=True, text=True, check=True)
        return dict(zip(names, done.stdout.split(), strict=True))


def find_environment(name: str) -> Environment:
    return Environment(BENCH_DIR / f"{name}-{PYTHON_VERSION}")


def read_pins() -> list[str]:
    """What the lock files say of the packages that both sides have, with their markers and without hashes."""
    pins = []
    for file, names in PINNED.items():
        pattern = re.compile(rf"^((?:{'|'.join(names)})==[^\\\n]+)", re.MULTILINE)
        pins += [pin.strip() for pin in pattern.findall((ROOT / file).read_text(encoding="utf-8"))]
    return pins
