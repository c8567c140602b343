"""Indexes for what instructors ask of a problem's class, and what is kept of a submission that is judged again."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LINE = ["status", "priority", "turn", "id"]
CLASS = ["problem_id", "owner_id", "mode", "outcome", "id", "created_at", "misconception"]
REJUDGED = ["problem_id", "rejudged_at", "status", "outcome_before", "outcome", "finished_at"]


def upgrade() -> None:
    op.add_column("submission", sa.Column("rejudged_at", sa.DateTime(timezone=True)))
    op.add_column("submission", sa.Column("outcome_before", sa.String(32)))
    op.add_column("submission", sa.Column("attempts_before", sa.Integer))
    op.drop_index("submission_line", "submission")
    op.create_index("submission_line", "submission", [*LINE, "rejudged_at"])
    op.create_index("submission_class", "submission", CLASS)
    where = sa.text("rejudged_at IS NOT NULL")
    op.create_index("submission_rejudged", "submission", REJUDGED, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """What waits to be judged again has its verdict, and leaves the line."""
    op.execute("UPDATE submission SET status = 'done' WHERE rejudged_at IS NOT NULL")
    op.drop_index("submission_rejudged", "submission")
    op.drop_index("submission_class", "submission")
    op.drop_index("submission_line", "submission")
    with op.batch_alter_table("submission") as table:
        table.drop_column("attempts_before")
        table.drop_column("outcome_before")
        table.drop_column("rejudged_at")
    op.create_index("submission_line", "submission", LINE)
