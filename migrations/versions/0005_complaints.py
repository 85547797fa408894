"""Complaints with the complainant sealed, and inspections of services under way."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

RECORDS = ("inspection", "complaint", "complaint_identity", "complaint_step")


def upgrade() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column(
            "submission_id",
            sa.String(),
            nullable=False,
            comment="the submission that names the engagement",
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column(
            "document",
            sa.String(),
            nullable=False,
            comment="SHA-256 of what was written down, or empty",
        ),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when it was put on record",
        ),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('daily_inspection', 'monthly_review', 'continuing_need_review')",
            name=op.f("ck_inspection_kind_known"),
        ),
        sa.CheckConstraint(
            "document = '' OR length(document) = 64", name=op.f("ck_inspection_document_is_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_inspection_submission_id")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes"], ["inspection.id"], name=op.f("fk_inspection_supersedes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_inspection_supersedes")),
    )
    op.create_index("ix_inspection_engagement", "inspection", ["submission_id", "id"])
    op.create_table(
        "complaint",
        sa.Column("id", sa.String(), nullable=False, comment="the reference the complainant has"),
        sa.Column(
            "secret_hash",
            sa.String(),
            nullable=False,
            comment="SHA-256 of the 256-bit secret shown once",
        ),
        sa.Column(
            "about",
            sa.JSON(),
            nullable=False,
            comment="whom it is about, as the complainant put it",
        ),
        sa.Column("what_happened", sa.String(), nullable=False),
        sa.Column(
            "occurred",
            sa.JSON(),
            nullable=True,
            comment="a span of days, as exactly as known",
        ),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(secret_hash) = 64", name=op.f("ck_complaint_secret_hash_is_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
    )
    op.create_table(
        "complaint_identity",
        sa.Column("complaint_id", sa.String(), nullable=False),
        sa.Column(
            "key_id", sa.String(), nullable=False, comment="the sealing key it was closed with"
        ),
        sa.Column(
            "box",
            sa.String(),
            nullable=False,
            comment="AES-256-GCM: nonce and ciphertext, base64",
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_identity_complaint_id")
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complaint_identity")),
    )
    op.create_table(
        "complaint_step",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("complaint_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="from 0, without gaps"),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "by",
            sa.String(),
            nullable=False,
            comment="who did it; never who the complainant is",
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("investigator", sa.String(), nullable=True, comment="whom it was assigned to"),
        sa.Column(
            "classification",
            sa.JSON(),
            nullable=True,
            comment="what it amounts to, in the words of the register",
        ),
        sa.CheckConstraint(
            "step IN ('received', 'acknowledged', 'classified', 'assigned', 'upheld', "
            "'upheld_in_part', 'not_upheld', 'inadmissible', 'answered', 'appealed', 'closed')",
            name=op.f("ck_complaint_step_step_known"),
        ),
        sa.CheckConstraint(
            "(step = 'assigned') = (investigator IS NOT NULL)",
            name=op.f("ck_complaint_step_assigned_to_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_step_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_step")),
        sa.UniqueConstraint(
            "complaint_id", "position", name=op.f("uq_complaint_step_complaint_id_position")
        ),
    )
    op.create_table(
        "complaint_allowance",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("address", sa.String(), nullable=False, comment="keyed hash, new every day"),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "address", name=op.f("pk_complaint_allowance")),
    )
    op.add_column(
        "run",
        sa.Column(
            "inspections",
            sa.JSON(),
            nullable=True,
            comment="those on record of services under way: with any, the run is of kind ongoing",
        ),
    )
    _forbid_change()


def _forbid_change() -> None:
    if op.get_context().dialect.name == "sqlite":
        for table in RECORDS:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN "
                    f"SELECT RAISE(ABORT, '{table} is insert-only'); END"
                )
        return
    for table in RECORDS:
        op.execute(
            f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    op.drop_column("run", "inspections")
    for table in (
        "complaint_allowance",
        "complaint_step",
        "complaint_identity",
        "complaint",
        "inspection",
    ):
        op.drop_table(table)
