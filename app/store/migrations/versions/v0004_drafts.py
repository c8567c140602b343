"""What somebody has written and not sent yet."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("desk") as table:
        table.add_column(sa.Column("draft", sa.LargeBinary))
        table.add_column(sa.Column("draft_revision", sa.Integer, nullable=False, server_default="0"))
    with op.batch_alter_table("desk") as table:
        table.alter_column("draft_revision", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("desk") as table:
        table.drop_column("draft_revision")
        table.drop_column("draft")
