"""Create the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001_first_tables"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("practice", sa.String(length=64), nullable=True),
        sa.Column("keep", sa.Boolean(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
    )
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversations_seen"), ["seen"], unique=False)

    op.create_table(
        "practices",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practices")),
    )
    # The owner of what all practices share.
    op.execute("INSERT INTO practices (id, profile) VALUES ('plainterms', '{}')")
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("practice", sa.String(length=64), nullable=True),
        sa.Column("conversation", sa.String(length=40), nullable=True),
        sa.Column("revision", sa.String(length=80), nullable=True),
        sa.Column("indexed", sa.String(length=80), nullable=True),
        sa.CheckConstraint("(practice IS NULL) <> (conversation IS NULL)", name=op.f("ck_documents_one_owner")),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_documents_conversation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["practice"], ["practices.id"], name=op.f("fk_documents_practice"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_conversation"), ["conversation"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_practice"), ["practice"], unique=False)

    op.create_table(
        "turns",
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_turns_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation", "number", name=op.f("pk_turns")),
    )
    op.create_table(
        "citations",
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=80), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation", "turn"],
            ["turns.conversation", "turns.number"],
            name=op.f("fk_citations_conversation_turn"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation", "turn", "id", name=op.f("pk_citations")),
    )
    op.create_table(
        "revisions",
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_revisions_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "id", name=op.f("pk_revisions")),
    )
    op.create_table(
        "passages",
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=80), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document", "revision"],
            ["revisions.document", "revisions.id"],
            name=op.f("fk_passages_document_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document", "revision", "start", "end", name=op.f("pk_passages")),
    )
    op.create_table(
        "terms",
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=80), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("reader", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "revision"],
            ["revisions.document", "revisions.id"],
            name=op.f("fk_terms_document_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document", "revision", "field", name=op.f("pk_terms")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("terms")
    op.drop_table("passages")
    op.drop_table("revisions")
    op.drop_table("citations")
    op.drop_table("turns")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_practice"))
        batch_op.drop_index(batch_op.f("ix_documents_conversation"))

    op.drop_table("documents")
    op.drop_table("practices")
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversations_seen"))

    op.drop_table("conversations")
