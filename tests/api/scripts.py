"""The command lines of the scripted judge and doctor."""

import sys
from pathlib import Path
from typing import Literal

from app.service import Programs

HERE = Path(__file__).parent
Cage = Literal["holds", "leaks", "crashes"]


def script_programs(journal: Path, *, cage: Cage = "holds", ready_gate: Path | None = None) -> Programs:
    judge = (sys.executable, str(HERE / "scripted_judge.py"), "--journal", str(journal))
    return Programs(
        judge=(*judge, "--ready-gate", str(ready_gate)) if ready_gate else judge,
        doctor=(sys.executable, str(HERE / "scripted_doctor.py"), cage),
    )
