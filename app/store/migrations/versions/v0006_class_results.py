"""An index for what instructors ask of a problem's class."""

from alembic import op

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None

CLASS = ["problem_id", "owner_id", "mode", "outcome", "id", "created_at", "misconception"]


def upgrade() -> None:
    op.create_index("submission_class", "submission", CLASS)


def downgrade() -> None:
    op.drop_index("submission_class", "submission")
