"""Keep whose chat a conversation is, and which requests were met already."""

import sqlalchemy as sa
from alembic import op

revision = "0003_homes_and_requests"
down_revision = "0002_traps_and_replies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("conversations", sa.Column("home", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_conversations_home"), "conversations", ["home"])
    op.create_table(
        "requests",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_requests_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_requests")),
    )
    op.create_index(op.f("ix_requests_conversation"), "requests", ["conversation"])
    op.create_index(op.f("ix_requests_at"), "requests", ["at"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("requests")
    op.drop_index(op.f("ix_conversations_home"), "conversations")
    op.drop_column("conversations", "home")
