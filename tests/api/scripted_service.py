"""`arborist serve`, with the scripted judge and doctor in place of the real ones: a process for tests to kill.

Its arguments are the journal that its judges write, and what the doctor finds; ARBORIST_* are the settings, as ever.
"""

import asyncio
import sys
from pathlib import Path
from typing import cast

from app.logs import configure_logs
from app.serve import serve
from app.settings import load_settings
from tests.api.scripts import Cage, script_programs

if __name__ == "__main__":
    settings = load_settings()
    configure_logs(settings.log_level)
    asyncio.run(serve(settings, script_programs(Path(sys.argv[1]), cage=cast(Cage, sys.argv[2]))))
