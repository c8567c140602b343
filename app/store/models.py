"""The tables, as SQLAlchemy sees them. `migrations/` makes them; a test compares the two."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, LargeBinary, String, Text, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Status(StrEnum):
    """Where a submission is in its life."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"


class Priority(StrEnum):
    """Whether somebody sits there and waits."""

    INTERACTIVE = "interactive"
    BULK = "bulk"


OPEN = (Status.QUEUED, Status.RUNNING)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time. SQLite keeps no zone, so what it holds is UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: a time in the store is UTC")
        aware = value.astimezone(UTC)
        return aware.replace(tzinfo=None) if dialect.name == "sqlite" else aware

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and dialect.name == "sqlite":
            return value.replace(tzinfo=UTC)
        return value


class Row(DeclarativeBase):
    """A row of one of the tables below."""


class AccountRow(Row):
    """Somebody who signs in. `login` is lower case; `name` is what others see, in any script."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    # argon2, with its salt and its costs; none where only a provider signs them in
    password_hash: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class IdentityRow(Row):
    """Who somebody is at a provider, which never gives the same subject to another. `label` is for people to read."""

    __tablename__ = "identity"
    __table_args__ = (
        Index("identity_subject", "issuer", "subject", unique=True),
        Index("identity_account", "account_id", "id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    label: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SessionRow(Row):
    """One browser that is signed in. Its cookie holds a random secret, of which only the SHA-256 is here."""

    __tablename__ = "session"
    __table_args__ = (Index("session_account", "account_id", "id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class InvitationRow(Row):
    """A link of the operator's that works once: to sign up, or for `account_id` to choose a new password."""

    __tablename__ = "invitation"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(16))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


def _index_live_names(name: str, columns: tuple[str, ...], condition: str) -> Index:
    """A name can be given again once its token is revoked; the old row stays, for it may own submissions."""
    where = text(f"revoked_at IS NULL AND {condition}")
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


class ApiTokenRow(Row):
    """An account's, or one of the operator's, which owns itself what is sent with it."""

    __tablename__ = "api_token"
    __table_args__ = (
        _index_live_names("api_token_operator_name", ("name",), "account_id IS NULL"),
        _index_live_names("api_token_account_name", ("account_id", "name"), "account_id IS NOT NULL"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def _index_rejudged(*columns: str) -> Index:
    where = text("rejudged_at IS NOT NULL")
    return Index("submission_rejudged", *columns, sqlite_where=where, postgresql_where=where)


class SubmissionRow(Row):
    __tablename__ = "submission"
    __table_args__ = (
        Index("submission_line", "status", "priority", "turn", "id", "rejudged_at"),
        Index("submission_claim", "claim_number"),
        Index("submission_owner", "owner_id", "problem_id", "id"),
        # All that is asked of a problem's class, and of its rejudgement: sources and verdicts are not read for it.
        Index("submission_class", "problem_id", "owner_id", "mode", "outcome", "id", "created_at", "misconception"),
        _index_rejudged("problem_id", "rejudged_at", "status", "outcome_before", "outcome", "finished_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    # An account's id, or that of an operator's token.
    owner_id: Mapped[str] = mapped_column(String(32))
    problem_id: Mapped[str] = mapped_column(String(100))
    mode: Mapped[str] = mapped_column(String(16))
    source: Mapped[bytes] = mapped_column(LargeBinary)
    priority: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    # Its place in the line of its priority is by (turn, id): see app/store/submissions.py.
    turn: Mapped[int]
    # The latest claim of this row among all claims of the store, counted from 1.
    claim_number: Mapped[int | None]
    # Counts claims. Only the latest claim may record: that is what makes the verdict one.
    attempts: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verdict: Mapped[str | None] = mapped_column(Text)
    # What lists and counts need of the verdict.
    outcome: Mapped[str | None] = mapped_column(String(32))
    misconception: Mapped[str | None] = mapped_column(Text)
    # When it was last put back in line, with its verdict; what was known of it then: see app/store/rejudgement.py.
    rejudged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome_before: Mapped[str | None] = mapped_column(String(32))
    attempts_before: Mapped[int | None]


class DeskRow(Row):
    """What an account has before it of a problem: how many hints it opened, whether it gave up, and its draft."""

    __tablename__ = "desk"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    problem_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    hints: Mapped[int]
    gave_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    draft: Mapped[bytes | None] = mapped_column(LargeBinary)
    # Counts what was saved: whoever saves names the revision that was before their eyes.
    draft_revision: Mapped[int]
