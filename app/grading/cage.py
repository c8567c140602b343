"""Ask the doctor, in a process of its own, whether the cage holds on this host."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from pydantic import TypeAdapter, ValidationError

log = structlog.get_logger()

# Each limit is attacked for real, some by waiting until they bite.
EXAMINE_WALL_S = 120.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the doctor looked at; `remedy` says what to provide where it does not hold."""

    id: str
    title: str
    holds: bool
    detail: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class CageReport:
    holds: bool
    findings: list[Finding]


_REPORT = TypeAdapter(CageReport)


async def examine_cage(command: Sequence[str]) -> CageReport:
    """What the doctor found. An examination that fails is a cage that does not hold."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        return _failed(f"it did not start: {error}")
    try:
        async with asyncio.timeout(EXAMINE_WALL_S):
            printed, _ = await process.communicate()
        report = _REPORT.validate_json(printed)
    except TimeoutError:
        return _failed(f"it did not end within {EXAMINE_WALL_S:g} s")
    except ValidationError:
        return _failed(f"it ended with status {process.returncode} and no report")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return report


def _failed(detail: str) -> CageReport:
    log.error("cage_not_examined", detail=detail)
    remedy = "Run `arborist doctor` on this host and read what it prints."
    return CageReport(False, [Finding("examination", "The cage could be examined", False, detail, remedy)])
