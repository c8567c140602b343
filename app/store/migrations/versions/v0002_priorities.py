"""Interactive and bulk submissions, each in a line of their own, and a count of claims to choose between them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("submission_line", "submission")
    with op.batch_alter_table("submission") as table:
        # the default is for the rows that are there, none of which could say anything else
        table.add_column(sa.Column("priority", sa.String(16), nullable=False, server_default="interactive"))
        table.add_column(sa.Column("claim_number", sa.Integer))
    with op.batch_alter_table("submission") as table:
        table.alter_column("priority", server_default=None)
    op.create_index("submission_line", "submission", ["status", "priority", "turn", "id"])
    op.create_index("submission_claim", "submission", ["claim_number"])


def downgrade() -> None:
    op.drop_index("submission_claim", "submission")
    op.drop_index("submission_line", "submission")
    with op.batch_alter_table("submission") as table:
        table.drop_column("claim_number")
        table.drop_column("priority")
    op.create_index("submission_line", "submission", ["status", "turn", "id"])
