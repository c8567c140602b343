"""Ask the doctor, in a process of its own, whether the cage holds on this host."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import structlog
from pydantic import TypeAdapter, ValidationError

log = structlog.get_logger()

# Each limit is attacked for real, some by waiting until they bite.
EXAMINE_WALL_S = 120.0
LAYER_MARK = "layer_"
NOT_EXAMINED = "examination"
"""What is found when the doctor cannot speak. No operator may accept it: it says of no hole how deep it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the doctor looked at; `remedy` says what to provide where it does not hold."""

    id: str
    title: str
    holds: bool
    detail: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """One that not every host offers. `state` is "on", "off", or which version of it there is."""

    id: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class CageReport:
    holds: bool
    findings: list[Finding]

    @property
    def layers(self) -> list[Layer]:
        return [
            Layer(finding.id.removeprefix(LAYER_MARK), finding.title, finding.detail)
            for finding in self.findings
            if finding.id.startswith(LAYER_MARK)
        ]

    def find_holes(self, accepted: Collection[str] = ()) -> list[str]:
        """The ids of what does not hold, without those that are accepted."""
        return [
            finding.id
            for finding in self.findings
            if not finding.holds and (finding.id not in accepted or finding.id == NOT_EXAMINED)
        ]

    def permits_judging(self, accepted: Collection[str]) -> bool:
        """It holds, or an operator has accepted each of its holes."""
        return self.holds or (bool(self.find_holes()) and not self.find_holes(accepted))


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
    return CageReport(False, [Finding(NOT_EXAMINED, "The cage could be examined", False, detail, remedy)])
