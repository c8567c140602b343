"""Every knob of the service, read from ARBORIST_* once, at start-up."""

import difflib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.defaults import MOST_LIMITS, default_cache_dir, default_data_dir
from app.provider_settings import ProviderSettings, check_issuer, is_loopback, read_provider
from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.limits import LEAST, Limits

PREFIX = "ARBORIST_"
SQLITE = "sqlite+aiosqlite:///"


class SettingsError(Exception):
    """Some ARBORIST_* variables are wrong. The message has one line for each."""


def _to_absolute(path: Path) -> Path:
    if "?" in str(path):
        raise ValueError("a folder's name with a ? in it cannot be told from the options of a database address")
    return path.expanduser().absolute()


def _to_sqlite_url(url: str) -> str:
    if not url.startswith(SQLITE):
        raise ValueError(f"only SQLite is supported: write {SQLITE}/path/to/arborist.db")
    return url


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


Folder = Annotated[Path, AfterValidator(_to_absolute)]
# No digit and no single letter: `1` and `y` are no list of findings, and are refused.
FindingId = Annotated[str, StringConstraints(pattern=r"^[a-z_]{2,}$")]
SignUp = Literal["open", "invited", "closed"]
FindingIds = Annotated[tuple[FindingId, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """`most_*` are the operator's bounds on what a problem's own limits may allow."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid")

    data_dir: Folder = Field(default_factory=default_data_dir)
    cache_dir: Folder = Field(default_factory=default_cache_dir)
    problems_dir: Folder = DEFAULT_PROBLEMS_DIR
    # not shown in messages: one day it may hold a password
    database_url: Annotated[str, AfterValidator(_to_sqlite_url)] | None = Field(default=None, repr=False)

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=0, le=65535)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    shutdown_grace_s: float = Field(default=3.0, gt=0, le=60, allow_inf_nan=False)

    judges: int = Field(default_factory=lambda: len(os.sched_getaffinity(0)), ge=1, le=256)
    queue_most: int = Field(default=200, ge=1, le=100_000)
    # far above any honest submission: each worker has bounds of its own, this one is for a judge that hangs
    judge_wall_s: float = Field(default=300.0, gt=0, allow_inf_nan=False)
    # a first start compiles for every problem: a minute, and several on a slow machine
    judge_start_wall_s: float = Field(default=600.0, gt=0, allow_inf_nan=False)

    most_call_wall_s: float = Field(default=MOST_LIMITS.call_wall_s, ge=LEAST.call_wall_s, allow_inf_nan=False)
    most_cpu_s: float = Field(default=MOST_LIMITS.cpu_s, ge=LEAST.cpu_s, allow_inf_nan=False)
    most_memory_bytes: int = Field(default=MOST_LIMITS.memory_bytes, ge=LEAST.memory_bytes)
    most_output_bytes: int = Field(default=MOST_LIMITS.output_bytes, ge=LEAST.output_bytes)
    most_reply_bytes: int = Field(default=MOST_LIMITS.reply_bytes, ge=LEAST.reply_bytes)
    most_threads: int = Field(default=MOST_LIMITS.threads, ge=LEAST.threads)
    # JSON can write one byte of source as six, and a request's body ends at 1 MiB
    most_source_bytes: int = Field(default=MOST_LIMITS.source_bytes, ge=LEAST.source_bytes, le=160 * 1024)

    # How people reach this service, for links that are given to them.
    public_url: str = Field(default="http://127.0.0.1:8000", pattern=r"^https?://[^\s/?#]+/?$")
    # Who may make an account: anybody, whoever has a link of `arborist users invite`, or nobody.
    sign_up: SignUp = "open"
    # The OpenID Connect provider that people may sign in with: see app/provider_settings.py.
    oidc_issuer: Annotated[str, Field(max_length=255), AfterValidator(check_issuer)] | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = Field(default=None, repr=False)
    oidc_client_secret_file: Path | None = None
    oidc_name: str | None = Field(default=None, max_length=50)
    # Who may make an account by signing in with it for the first time; as `sign_up` unless it is set.
    oidc_sign_up: SignUp | None = None
    # Who may read a problem's solution: whoever solved it, or also whoever gave up after an attempt.
    solution_for: Literal["solved", "gave_up"] = "gave_up"

    # The override, as a list of what the doctor found, so that a hole which is found later stops the service again.
    unsafe_judge_despite: FindingIds = ()

    _provider: ProviderSettings | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _read_provider(self) -> Self:
        if any(value for field, value in self if field.startswith("oidc_")):
            secret, secret_file = self.oidc_client_secret, self.oidc_client_secret_file
            self._provider = read_provider(self.oidc_issuer, self.oidc_client_id, secret, secret_file, self.oidc_name)
        return self

    @property
    def provider(self) -> ProviderSettings | None:
        """None where people sign in with a password alone."""
        return self._provider

    @property
    def provider_sign_up(self) -> SignUp:
        return self.oidc_sign_up or self.sign_up

    @property
    def store_url(self) -> str:
        return self.database_url or f"{SQLITE}{self.data_dir / 'arborist.db'}"

    @property
    def most_limits(self) -> Limits:
        return Limits(
            call_wall_s=self.most_call_wall_s,
            cpu_s=self.most_cpu_s,
            memory_bytes=self.most_memory_bytes,
            output_bytes=self.most_output_bytes,
            reply_bytes=self.most_reply_bytes,
            threads=self.most_threads,
            source_bytes=self.most_source_bytes,
        )

    @property
    def binds_loopback(self) -> bool:
        return is_loopback(self.host)


def load_settings() -> Settings:
    """The settings of this process's environment. Raises SettingsError."""
    complaints = list(_find_misspelt(os.environ))
    try:
        settings = Settings()
    except ValidationError as error:
        complaints += [_explain(fault["loc"], fault["msg"], fault["input"]) for fault in error.errors()]
    else:
        if not complaints:
            return settings
    raise SettingsError("\n".join(complaints))


def _explain(location: tuple[int | str, ...], message: str, value: Any) -> str:
    if not location:  # of several settings together
        return message.removeprefix("Value error, ")
    field = str(location[0])
    variable = f"{PREFIX}{field.upper()}"
    shown = f"={value}" if Settings.model_fields[field].repr else ""
    return f"{variable}{shown}: {message.removeprefix('Value error, ')}"


def _find_misspelt(environment: os._Environ[str]) -> Iterator[str]:
    """A misspelt knob would be ignored in silence. Names unlike any knob are somebody else's."""
    known = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}
    for variable in sorted(environment):
        if variable.startswith(PREFIX) and variable not in known:
            near = difflib.get_close_matches(variable, known, n=1, cutoff=0.85)
            if near:
                yield f"{variable}: there is no such setting; did you mean {near[0]}?"
