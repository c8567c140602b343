"""The command `arborist`.

`arborist judge` is a cold start each time: nothing heavy is imported before a command needs it.
"""

import difflib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli_people import tokens_app, users_app
from app.command_line import INTERNAL_ERROR, INTERRUPTED, OTHER_VERDICT, USAGE, fail, in_store, load_settings_or_fail
from grader.authoring.remark import Level, Part

if TYPE_CHECKING:
    from grader.judge.submission import Submission
    from grader.limits import Limits
    from grader.verdict import Verdict

# No problem takes as much; the judge says so in its own words.
SOURCE_READ_MOST_BYTES = 16 << 20

app = typer.Typer(
    help="A practice site and grader for JAX and Flax NNX.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
problem_app = typer.Typer(help="For authors: lay out a problem, and check it.", no_args_is_help=True)
app.add_typer(problem_app, name="problem")
app.add_typer(tokens_app, name="tokens")
app.add_typer(users_app, name="users")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ProblemsDir = Annotated[Path | None, typer.Option(help="The folder that holds the problems.")]


def main() -> None:
    app()


@app.command()
def serve() -> None:
    """Start the service; ARBORIST_* variables configure it."""
    import asyncio

    from sqlalchemy.exc import SQLAlchemyError

    from app.logs import configure_logs
    from app.serve import serve as serve_until_stopped
    from app.store.lock import DataDirInUseError
    from grader.problem import ProblemError
    from grader.sandbox.cgroup_places import leave_room

    settings = load_settings_or_fail()
    leave_room()
    configure_logs(settings.log_level)
    try:
        asyncio.run(serve_until_stopped(settings))
    except (ProblemError, DataDirInUseError, OSError, SQLAlchemyError) as error:
        fail(str(error), INTERNAL_ERROR)


@app.command()
def judge(
    problem: Annotated[str, typer.Argument(help="The problem's id, for example state_zero_kernel.")],
    file: Annotated[Path, typer.Argument(help="The Python file to judge.")],
    as_json: AsJson = False,
    seed: Annotated[int | None, typer.Option(help="A verdict's replay_seed: judge on the same inputs.")] = None,
) -> None:
    """Judge a file here and now; no service is needed.

    Exit status: 0 accepted, 1 another verdict, 2 usage or unreadable file, 3 internal error.
    """
    from app.defaults import problems_dir
    from app.store.ids import new_id
    from grader.judge.submission import Submission

    folder = problems_dir()
    _check_problem(folder, problem)
    source = _read_source(file)
    verdict = _judge_here(folder, Submission(new_id(), problem, source, replay_seed=seed))
    _print_verdict(verdict, as_json=as_json)
    raise typer.Exit({"accepted": 0, "internal_error": INTERNAL_ERROR}.get(verdict.outcome, OTHER_VERDICT))


@app.command()
def replay(
    submission: Annotated[str, typer.Argument(help="The id of a submission that has a verdict.")],
    as_json: AsJson = False,
) -> None:
    """Judge a submission of the store once more, on the same inputs; nothing is recorded.

    Exit status: 0 the same verdict, 1 another one, 2 usage, 3 internal error.
    """
    from app.defaults import problems_dir
    from app.replay import NotJudgedError, find_changes, find_recorded
    from grader.judge.submission import Submission

    try:
        recorded = in_store(lambda store: find_recorded(store, submission))
    except NotJudgedError as error:
        fail(str(error), USAGE)
    folder = problems_dir()
    _check_problem(folder, recorded.problem_id)
    seed = recorded.verdict["replay_seed"]
    verdict = _judge_here(
        folder, Submission(recorded.id, recorded.problem_id, recorded.source, recorded.mode, replay_seed=seed)
    )
    changes = find_changes(recorded.verdict, json.loads(json.dumps(verdict.to_json())))
    _print_verdict(verdict, as_json=as_json)
    for line in changes or ["The same verdict."]:
        typer.echo(line, err=True)
    raise typer.Exit(OTHER_VERDICT if changes else 0)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Attack each limit of the cage and say whether it holds on this host. Exit status: 0 if all do, else 1."""
    from grader.sandbox.cgroup_places import leave_room
    from grader.sandbox.doctor import examine, write_report

    leave_room()
    override = load_settings_or_fail().unsafe_judge_despite
    findings = examine()
    holds = all(finding.holds for finding in findings)
    if as_json:
        report = {"holds": holds, "override": override, "findings": [asdict(finding) for finding in findings]}
        typer.echo(json.dumps(report))
    else:
        typer.echo(write_report(findings))
        if override:
            typer.echo(f"Override: ARBORIST_UNSAFE_JUDGE_DESPITE lets a service judge despite {', '.join(override)}.")
    raise typer.Exit(0 if holds else 1)


@app.command()
def prepare(
    draw: Annotated[bool, typer.Option(help="Also draw all calls ahead, which takes minutes.")] = True,
) -> None:
    """Compile and draw ahead what judges need; the service does it too, while it starts and while it is idle."""
    from app.defaults import cache_dir, problems_dir
    from grader.judge.shelf import prepare as fill
    from grader.problem import ProblemError

    try:
        fill(problems_dir(), cache_dir(), draw=draw)
    except (ProblemError, OSError) as error:
        fail(str(error), INTERNAL_ERROR)


@problem_app.command("new")
def new_problem(
    problem: Annotated[str, typer.Argument(help="The new problem's id; its function will have the same name.")],
    problems_dir: ProblemsDir = None,
) -> None:
    """Lay out a small problem that works as it is, for you to change. Exit status: 0, or 2 where it cannot be made."""
    from grader.authoring.layout import lay_out_problem
    from grader.problem import ProblemError

    try:
        folder = lay_out_problem(_find_problems_dir(problems_dir), problem)
    except (ProblemError, OSError) as error:
        fail(str(error), USAGE)
    option = f" --problems-dir {problems_dir}" if problems_dir else ""
    typer.echo(f"{folder} works as it is. Change what stands after CHANGE: in its files, and now and then run")
    typer.echo(f"  arborist problem check {problem}{option}")


@problem_app.command("check")
def check_problems(
    problems: Annotated[list[str] | None, typer.Argument(help="Their ids; all of them if none is given.")] = None,
    problems_dir: ProblemsDir = None,
    only: Annotated[list[Part] | None, typer.Option(help="Only this part; may be given again.")] = None,
    as_json: AsJson = False,
) -> None:
    """Judge a problem's submissions, try its strategies and its warm-up, and have its reference mutated.

    Exit status: 0 where nothing is wrong, 1 where something is, 2 usage, 3 internal error. ARBORIST_JUDGES says how
    many judges work at once. With --json, a line for each problem.
    """
    folder = _find_problems_dir(problems_dir)
    known = sorted(path.parent.name for path in folder.glob("*/problem.toml"))
    for problem in problems or []:
        _check_problem(folder, problem)
    if not known:
        fail(f"{folder} holds no problem", USAGE)
    try:
        greens = [_check(folder / problem, only, as_json=as_json) for problem in problems or known]
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    raise typer.Exit(0 if all(greens) else 1)


def _find_problems_dir(given: Path | None) -> Path:
    from app.defaults import problems_dir

    return given.expanduser().absolute() if given else problems_dir()


def _check(folder: Path, only: Sequence[Part] | None, *, as_json: bool) -> bool:
    """Whether it is green. Remarks are printed as they come."""
    from app.report_text import describe_remark
    from grader.authoring.check import Means, check_problem
    from grader.sandbox.error import SandboxError

    settings = load_settings_or_fail()
    means = Means(settings.cache_dir, settings.most_limits, settings.judges)
    if not as_json:
        typer.echo(folder.name)
    remarks = []
    try:
        for remark in check_problem(folder, means, only or list(Part)):
            remarks.append(remark)
            if not as_json:
                _print_text(describe_remark(remark, has_colour=_has_colour()))
    except (SandboxError, OSError) as error:
        fail(f"internal error: {type(error).__name__}: {error}", INTERNAL_ERROR)
    is_green = all(remark.level is not Level.FAULT for remark in remarks)
    if as_json:
        rows = [asdict(remark) for remark in remarks]
        typer.echo(json.dumps({"problem": folder.name, "is_green": is_green, "remarks": rows}, allow_nan=False))
    return is_green


def _judge_here(folder: Path, submission: "Submission") -> "Verdict":
    """In this process, which ends with a message where the fault is ours."""
    from grader.judge.session import open_judge  # isort: split
    from app.defaults import cache_dir
    from grader.sandbox.cgroup_places import leave_room

    leave_room()
    most = _find_most_limits()
    try:
        with open_judge(folder, cache_dir(), most) as session:
            return session.judge(submission, lambda *_progress: None)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:  # noqa: BLE001 - the top of the process: whatever it is, it is our fault
        fail(f"internal error: {type(error).__name__}: {error}", INTERNAL_ERROR)


def _find_most_limits() -> "Limits":
    """The operator's; their reading takes half a second of imports, which few need."""
    if any(name.startswith("ARBORIST_MOST_") for name in os.environ):
        return load_settings_or_fail().most_limits
    from app.defaults import MOST_LIMITS

    return MOST_LIMITS


def _check_problem(folder: Path, problem_id: str) -> None:
    known = [path.parent.name for path in folder.glob("*/problem.toml")]
    if problem_id in known:
        return
    near = difflib.get_close_matches(problem_id, known, n=1, cutoff=0.0)
    suggestion = f"; did you mean {near[0]}?" if near else f": {folder} holds none"
    fail(f"there is no problem {problem_id!r}{suggestion}", USAGE)


def _read_source(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(SOURCE_READ_MOST_BYTES)
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}", USAGE)


def _print_verdict(verdict: "Verdict", *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(verdict.to_json(), allow_nan=False))
        return
    from app.verdict_text import describe

    _print_text(describe(verdict, has_colour=_has_colour()))


def _has_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _print_text(text: str) -> None:
    encoding = sys.stdout.encoding
    typer.echo(text.encode(encoding, "replace").decode(encoding))


if __name__ == "__main__":
    main()
