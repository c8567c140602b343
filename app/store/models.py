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


class ApiTokenRow(Row):
    __tablename__ = "api_token"
    # A name can be given again once its token is revoked; the old row stays, for it owns submissions.
    __table_args__ = (
        Index(
            "api_token_live_name",
            "name",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SubmissionRow(Row):
    __tablename__ = "submission"
    __table_args__ = (
        Index("submission_line", "status", "priority", "turn", "id"),
        Index("submission_claim", "claim_number"),
        Index("submission_owner", "token_id", "id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_id: Mapped[str] = mapped_column(ForeignKey("api_token.id"))
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
