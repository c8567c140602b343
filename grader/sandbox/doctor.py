"""Does the cage hold on this host? Every limit is attacked for real, in a real worker.

Run as `python -m grader.sandbox.doctor [--json]`: exit status 0 if it holds, 1 if not.
"""

import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from grader.limits import LEAST
from grader.sandbox.answer import Answer, Loaded, Raised, Returned
from grader.sandbox.attacks import ATTACKS, ENTRY_POINT, HARNESS, PARAMETERS, Attack
from grader.sandbox.error import SandboxError
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import FirstZygote, ZygoteClient
from grader.values import MappingValue, ScalarValue

SECRET = "the self-test's secret"  # noqa: S105  planted, to be read by nobody


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `remedy` is empty where the cage holds."""

    id: str
    title: str
    holds: bool
    detail: str
    remedy: str = ""


def examine() -> list[Finding]:
    """What holds and what does not. Needs a few seconds, most of them to import JAX."""
    with tempfile.TemporaryDirectory(prefix="arborist-doctor-") as folder:
        secret = Path(folder) / "secret.txt"
        secret.write_text(SECRET)
        secret.chmod(0o644)
        Path(folder).chmod(0o755)
        cache_dir = Path(folder) / "cache"
        cache_dir.mkdir()
        with FirstZygote(cache_dir, []) as zygote:
            try:
                layers = zygote.wait_until_ready()
                return [*_describe_layers(layers), *_attack(zygote, secret)]
            except SandboxError as error:
                remedy = "run this again with the service's own user; the lines above it in the log say more"
                return [Finding("cage", "A worker can enter its cage", holds=False, detail=str(error), remedy=remedy)]


def _describe_layers(layers: dict[str, object]) -> list[Finding]:
    """The layers beyond those that always are on; a host without them is weaker, and holds all the same."""
    titles = {
        "landlock_abi": "Landlock ABI",
        "view": "File system, network and IPC of its own (namespaces)",
        "pid_namespace": "Process numbers of its own for each worker (pid namespace)",
        "user_namespace": "No user at all inside a worker (user namespace)",
        "own_uid": "A user of its own for each worker",
        "cgroup": "Memory and processes bounded by the kernel (cgroup version)",
    }
    return [
        Finding(f"layer_{name}", title, holds=True, detail=_to_words(layers[name])) for name, title in titles.items()
    ]


def _to_words(state: object) -> str:
    """0 is a version of nothing."""
    return {True: "on", False: "off"}[state] if isinstance(state, bool) else str(state or "off")


def _attack(zygote: ZygoteClient, secret: Path) -> list[Finding]:
    """All attacks at once: most of them only wait for their end."""
    arguments = MappingValue(
        (("secret_path", ScalarValue(str(secret))), ("judge_pid", ScalarValue(os.getpid()))),
    )
    workers = [(attack, _start(zygote, attack)) for attack in ATTACKS]
    findings = []
    for attack, worker in workers:
        with worker:
            answer = worker.receive()
            if isinstance(answer, Loaded):
                worker.send_call(arguments)
                answer = worker.receive()
        findings.append(_judge(attack, answer))
    return findings


def _start(zygote: ZygoteClient, attack: Attack) -> Worker:
    worker = Worker(zygote, replace(LEAST, call_wall_s=attack.call_wall_s, cpu_s=60.0))
    worker.send_load(attack.source, HARNESS, ENTRY_POINT, PARAMETERS)
    return worker


def _judge(attack: Attack, answer: Answer) -> Finding:
    if attack.holds(answer):
        return Finding(attack.id, attack.title, holds=True, detail="holds")
    match answer:
        case Returned(ScalarValue(str() as got_through)):
            detail = f"got through: {got_through[:200]}"
        case Raised(exception, message):
            detail = f"raised {exception}: {message[:200]}"
        case _:
            detail = f"ended as {answer}"
    return Finding(attack.id, attack.title, holds=False, detail=detail, remedy=attack.remedy)


def main() -> int:
    findings = examine()
    holds = all(finding.holds for finding in findings)
    if "--json" in sys.argv[1:]:
        print(json.dumps({"holds": holds, "findings": [asdict(finding) for finding in findings]}))
    else:
        print(write_report(findings))
    return 0 if holds else 1


def write_report(findings: list[Finding]) -> str:
    """The findings for people, a line each, with the remedy under what does not hold."""
    lines = []
    for finding in findings:
        lines.append(f"{'ok  ' if finding.holds else 'FAIL'}  {finding.title}: {finding.detail}")
        if finding.remedy:
            lines.append(f"      {finding.remedy}")
    held = all(finding.holds for finding in findings)
    lines.append("The cage holds." if held else "The cage does not hold: nothing is judged on this host.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
