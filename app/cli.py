"""The command `arborist`.

`arborist judge` is a cold start each time: nothing heavy is imported before a command needs it.
"""

import difflib
import json
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from app.settings import Settings
    from app.store.database import Store
    from grader.limits import Limits
    from grader.verdict import Verdict

T = TypeVar("T")

OTHER_VERDICT = 1
USAGE = 2
INTERNAL_ERROR = 3
INTERRUPTED = 130
# No problem takes as much; the judge says so in its own words.
SOURCE_READ_MOST_BYTES = 16 << 20

app = typer.Typer(
    help="A practice site and grader for JAX and Flax NNX.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
tokens_app = typer.Typer(help="API tokens: whoever holds one may submit.", no_args_is_help=True)
app.add_typer(tokens_app, name="tokens")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
TokenName = Annotated[str, typer.Argument(help="What the token is for.")]


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

    settings = _load_settings()
    configure_logs(settings.log_level)
    try:
        asyncio.run(serve_until_stopped(settings))
    except (ProblemError, DataDirInUseError, OSError, SQLAlchemyError) as error:
        _fail(str(error), INTERNAL_ERROR)


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

    folder = problems_dir()
    _check_problem(folder, problem)
    source = _read_source(file)
    most = _find_most_limits()
    try:
        verdict = _judge(folder, most, problem, source, seed)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:  # noqa: BLE001 - the top of the process: whatever it is, it is our fault
        _fail(f"internal error: {type(error).__name__}: {error}", INTERNAL_ERROR)
    _print_verdict(verdict, as_json=as_json)
    raise typer.Exit({"accepted": 0, "internal_error": INTERNAL_ERROR}.get(verdict.outcome, OTHER_VERDICT))


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Attack each limit of the cage and say whether it holds on this host. Exit status: 0 if all do, else 1."""
    from grader.sandbox.doctor import examine, write_report

    findings = examine()
    holds = all(finding.holds for finding in findings)
    if as_json:
        typer.echo(json.dumps({"holds": holds, "findings": [asdict(finding) for finding in findings]}))
    else:
        typer.echo(write_report(findings))
    raise typer.Exit(0 if holds else 1)


@tokens_app.command("create")
def create_token(name: TokenName) -> None:
    """Make a token and print it; it is not shown again."""
    from app.store import tokens

    if not (0 < len(name) <= tokens.NAME_MOST_CHARACTERS and name.isprintable()):
        _fail(f"a token's name has 1 to {tokens.NAME_MOST_CHARACTERS} printable characters", USAGE)
    try:
        typer.echo(_in_store(lambda store: tokens.create(store, name)))
    except tokens.NameTakenError as error:
        _fail(str(error), USAGE)


@tokens_app.command("list")
def list_tokens() -> None:
    """List the tokens by name, the revoked included."""
    from app.store import tokens

    for token in _in_store(tokens.list_all):
        ended = f"  revoked {token.revoked_at:%Y-%m-%d %H:%M} UTC" if token.revoked_at else ""
        typer.echo(f"{token.name}  created {token.created_at:%Y-%m-%d %H:%M} UTC{ended}")


@tokens_app.command("revoke")
def revoke_token(name: TokenName) -> None:
    """End a token; its submissions stay."""
    from app.store import tokens

    if not _in_store(lambda store: tokens.revoke(store, name)):
        _fail(f"there is no live token named {name!r}: see `arborist tokens list`", USAGE)


def _judge(folder: Path, most: "Limits", problem_id: str, source: bytes, seed: int | None) -> "Verdict":
    from grader.judge.session import open_judge  # isort: split
    from app.defaults import cache_dir
    from app.store.ids import new_id
    from grader.judge.submission import Submission
    from grader.verdict import Mode

    with open_judge(folder, cache_dir(), most) as session:
        submission = Submission(new_id(), problem_id, source, Mode.SUBMIT, 0.0, seed)
        return session.judge(submission, lambda *_progress: None)


def _find_most_limits() -> "Limits":
    """The operator's; their reading takes half a second of imports, which few need."""
    if any(name.startswith("ARBORIST_MOST_") for name in os.environ):
        return _load_settings().most_limits
    from app.defaults import MOST_LIMITS

    return MOST_LIMITS


def _check_problem(folder: Path, problem_id: str) -> None:
    known = [path.parent.name for path in folder.glob("*/problem.toml")]
    if problem_id in known:
        return
    near = difflib.get_close_matches(problem_id, known, n=1, cutoff=0.0)
    suggestion = f"; did you mean {near[0]}?" if near else f": {folder} holds none"
    _fail(f"there is no problem {problem_id!r}{suggestion}", USAGE)


def _read_source(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(SOURCE_READ_MOST_BYTES)
    except OSError as error:
        _fail(f"{file} cannot be read: {error.strerror}", USAGE)


def _print_verdict(verdict: "Verdict", *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(verdict.to_json(), allow_nan=False))
        return
    from app.verdict_text import describe

    has_colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    encoding = sys.stdout.encoding
    typer.echo(describe(verdict, has_colour=has_colour).encode(encoding, "replace").decode(encoding))


def _load_settings() -> "Settings":
    from app.settings import SettingsError, load_settings

    try:
        return load_settings()
    except SettingsError as error:
        _fail(str(error), USAGE)


def _in_store(use: "Callable[[Store], Awaitable[T]]") -> T:
    import asyncio

    from sqlalchemy.exc import SQLAlchemyError

    from app.store.database import open_store

    url = _load_settings().store_url

    async def open_and_use() -> T:
        async with open_store(url) as store:
            return await use(store)

    try:
        return asyncio.run(open_and_use())
    except (OSError, SQLAlchemyError) as error:
        _fail(str(error), INTERNAL_ERROR)


def _fail(message: str, status: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(status)
