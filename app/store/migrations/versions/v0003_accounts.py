"""Accounts and their sessions; tokens and submissions that may be an account's."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LIVE = "revoked_at IS NULL"


def upgrade() -> None:
    more = [sa.Column("outcome", sa.String(32)), sa.Column("misconception", sa.Text)]
    # First: SQLite remakes api_token below, to which nothing may point meanwhile.
    _remake_submission("token_id", "owner_id", [], more)
    op.create_index("submission_owner", "submission", ["owner_id", "problem_id", "id"])
    _fill_in_outcomes()
    op.create_table(
        "account",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("login", sa.String(64), nullable=False, unique=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("account_id", sa.String(32), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("browser", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("session_account", "session", ["account_id", "id"])
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("account_id", sa.String(32), sa.ForeignKey("account.id", ondelete="CASCADE")),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "desk",
        sa.Column("account_id", sa.String(32), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("problem_id", sa.String(100), primary_key=True),
        sa.Column("hints", sa.Integer, nullable=False),
        sa.Column("gave_up_at", sa.DateTime(timezone=True)),
    )
    op.drop_index("api_token_live_name", "api_token")
    with op.batch_alter_table("api_token") as table:
        table.add_column(
            sa.Column(
                "account_id", sa.String(32), sa.ForeignKey("account.id", name="api_token_account", ondelete="CASCADE")
            )
        )
    _index_names("api_token_operator_name", ["name"], f"{LIVE} AND account_id IS NULL")
    _index_names("api_token_account_name", ["account_id", "name"], f"{LIVE} AND account_id IS NOT NULL")


def downgrade() -> None:
    """What accounts own cannot be told from what nobody does, and goes."""
    op.execute("DELETE FROM submission WHERE owner_id NOT IN (SELECT id FROM api_token WHERE account_id IS NULL)")
    op.execute("DELETE FROM api_token WHERE account_id IS NOT NULL")
    op.drop_index("api_token_account_name", "api_token")
    op.drop_index("api_token_operator_name", "api_token")
    with op.batch_alter_table("api_token") as table:
        table.drop_column("account_id")
    _index_names("api_token_live_name", ["name"], LIVE)
    op.drop_table("desk")
    op.drop_table("invitation")
    op.drop_table("session")
    op.drop_table("account")
    _remake_submission("owner_id", "token_id", [sa.ForeignKeyConstraint(["token_id"], ["api_token.id"])], [])
    op.create_index("submission_owner", "submission", ["token_id", "id"])


def _index_names(name: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, "api_token", columns, unique=True, sqlite_where=where, postgresql_where=where)


def _remake_submission(old: str, new: str, constraints: list[sa.schema.SchemaItem], more: list[sa.Column[Any]]) -> None:
    """Into a table made anew: SQLite knows no other way to lose or to gain a foreign key."""
    columns: list[sa.schema.SchemaItem] = [
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(new, sa.String(32), nullable=False),
        sa.Column("problem_id", sa.String(100), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("source", sa.LargeBinary, nullable=False),
        sa.Column("priority", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("claim_number", sa.Integer),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("verdict", sa.Text),
        *more,
    ]
    for index in ("submission_owner", "submission_line", "submission_claim"):
        op.drop_index(index, "submission")
    op.rename_table("submission", "submission_before")
    table = op.create_table("submission", *columns, *constraints)
    names = [column.name for column in table.columns if column.name not in {each.name for each in more}]
    before = ", ".join(old if name == new else name for name in names)
    op.execute(f"INSERT INTO submission ({', '.join(names)}) SELECT {before} FROM submission_before")  # noqa: S608
    op.drop_table("submission_before")
    op.create_index("submission_line", "submission", ["status", "priority", "turn", "id"])
    op.create_index("submission_claim", "submission", ["claim_number"])


def _fill_in_outcomes() -> None:
    """Of the verdicts that are there."""
    table = sa.table(
        "submission", sa.column("id"), sa.column("verdict"), sa.column("outcome"), sa.column("misconception")
    )
    connection = op.get_bind()
    # One at a time: all verdicts of a store may be more than fits into memory.
    for (known_id,) in connection.execute(sa.select(table.c.id).where(table.c.verdict.is_not(None))).all():
        is_it = table.c.id == known_id
        verdict = json.loads(connection.execute(sa.select(table.c.verdict).where(is_it)).scalar_one())
        diagnosis = verdict.get("lesson", {}).get("diagnosis") or {}
        known = {"outcome": verdict["outcome"], "misconception": diagnosis.get("misconception")}
        connection.execute(sa.update(table).where(is_it).values(known))
