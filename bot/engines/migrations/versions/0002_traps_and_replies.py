"""Keep the traps of an agreement, and what a practice wrote about a term."""

import sqlalchemy as sa
from alembic import op

revision = "0002_traps_and_replies"
down_revision = "0001_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "traps",
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=80), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(length=64), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "revision"],
            ["revisions.document", "revisions.id"],
            name=op.f("fk_traps_document_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document", "revision", "place", name=op.f("pk_traps")),
    )
    op.create_table(
        "replies",
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wrote", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_replies_conversation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document", "revision"],
            ["revisions.document", "revisions.id"],
            name=op.f("fk_replies_document_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation", "document", "about", name=op.f("pk_replies")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("replies")
    op.drop_table("traps")
