"""`arborist serve`, with the scripted judge and doctor in place of the real ones: a process for tests to kill.

Its one argument is the journal that its judges write; ARBORIST_* are the settings, as ever.
"""

import asyncio
import sys
from pathlib import Path

from app.logs import configure_logs
from app.serve import serve
from app.settings import load_settings
from tests.api.scripts import script_programs

if __name__ == "__main__":
    settings = load_settings()
    configure_logs(settings.log_level)
    asyncio.run(serve(settings, script_programs(Path(sys.argv[1]))))
