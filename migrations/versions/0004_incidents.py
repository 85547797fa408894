"""The human-rights record: readings, accounts, links, right of reply; and what a run saw of it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RECORDS = (
    "incident_reading",
    "incident_account",
    "membership",
    "succession",
    "incident_link",
    "notice",
    "reply",
    "remedy_evidence",
)


def upgrade() -> None:
    op.create_table(
        "incident_link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("left_account", sa.String(), nullable=False),
        sa.Column("right_account", sa.String(), nullable=False),
        sa.Column(
            "vendor_id",
            sa.String(),
            nullable=False,
            comment="whose own disclosure is meant; empty where neither account is one",
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "withdraws", sa.String(), nullable=True, comment="the row that this one takes back"
        ),
        sa.CheckConstraint(
            "kind IN ('link', 'separation')", name=op.f("ck_incident_link_kind_known")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_incident_link_has_reason")),
        sa.CheckConstraint(
            "left_account <> right_account", name=op.f("ck_incident_link_two_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["withdraws"], ["incident_link.id"], name=op.f("fk_incident_link_withdraws")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_link")),
        sa.UniqueConstraint("withdraws", name=op.f("uq_incident_link_withdraws")),
    )
    op.create_table(
        "incident_reading",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column(
            "scope",
            sa.String(),
            nullable=False,
            comment="whole: all the source says; addition: some more",
        ),
        sa.Column(
            "digest",
            sa.String(),
            nullable=False,
            comment="SHA-256 of the bytes read; kept under that name",
        ),
        sa.Column("name", sa.String(), nullable=False, comment="what the file was called"),
        sa.Column("dated", sa.Date(), nullable=True, comment="the day the content is of"),
        sa.Column("size", sa.Integer(), nullable=False, comment="rows in the file"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column(
            "problem",
            sa.String(),
            nullable=False,
            comment="why nothing of it is used; empty if it is",
        ),
        sa.Column(
            "same_as",
            sa.String(),
            nullable=True,
            comment="the reading that holds the rows of these bytes",
        ),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "dated IS NOT NULL OR problem <> ''", name=op.f("ck_incident_reading_good_has_day")
        ),
        sa.CheckConstraint(
            "scope IN ('whole', 'addition')", name=op.f("ck_incident_reading_scope_known")
        ),
        sa.CheckConstraint(
            "length(digest) = 64", name=op.f("ck_incident_reading_digest_is_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["same_as"], ["incident_reading.id"], name=op.f("fk_incident_reading_same_as")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_reading")),
    )
    op.create_index("ix_incident_reading_newest", "incident_reading", ["source_id", "id"])

    op.create_table(
        "notice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("vendor_id", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_vendor", "notice", ["vendor_id", "account"])

    op.create_table(
        "remedy_evidence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("vendor_id", sa.String(), nullable=False),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.Column("verification", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column(
            "document", sa.String(), nullable=False, comment="SHA-256 of what shows it, if any"
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "verification IN ('self_attested', 'document_checked', 'authority_confirmed', 'independent_audit')",
            name=op.f("ck_remedy_evidence_verification_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy_evidence")),
    )
    op.create_index("ix_remedy_evidence_vendor", "remedy_evidence", ["vendor_id", "account"])

    op.create_table(
        "reply",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("vendor_id", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column(
            "document", sa.String(), nullable=False, comment="SHA-256 of the answer's file, if any"
        ),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "position IN ('accepts', 'accepts_in_part', 'disputes', 'no_comment')",
            name=op.f("ck_reply_position_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    op.create_index("ix_reply_vendor", "reply", ["vendor_id", "account"])

    op.create_table(
        "incident_account",
        sa.Column("reading_id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False, comment="id, the same in every reading"),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the file, from 0"),
        sa.Column(
            "content",
            sa.String(),
            nullable=False,
            comment="digest of what is said, whoever holds the copy",
        ),
        sa.Column(
            "body",
            sa.JSON(),
            nullable=False,
            comment="the whole account as plain data",
        ),
        sa.CheckConstraint(
            "length(content) = 64", name=op.f("ck_incident_account_content_is_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["incident_reading.id"], name=op.f("fk_incident_account_reading_id")
        ),
        sa.PrimaryKeyConstraint("reading_id", "account", name=op.f("pk_incident_account")),
    )
    op.create_table(
        "membership",
        sa.Column("reading_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "body",
            sa.JSON(),
            nullable=False,
            comment="the whole membership as plain data",
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["incident_reading.id"], name=op.f("fk_membership_reading_id")
        ),
        sa.PrimaryKeyConstraint("reading_id", "position", name=op.f("pk_membership")),
    )
    op.create_table(
        "succession",
        sa.Column("reading_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("earlier", sa.String(), nullable=False),
        sa.Column("later", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False, comment="where it is said"),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["incident_reading.id"], name=op.f("fk_succession_reading_id")
        ),
        sa.PrimaryKeyConstraint("reading_id", "position", name=op.f("pk_succession")),
    )
    op.add_column(
        "run",
        sa.Column(
            "conduct",
            sa.JSON(),
            nullable=True,
            comment="the human-rights record: digest, weights, sources; none before there was one",
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
    op.drop_column("run", "conduct")
    for table in (
        "remedy_evidence",
        "reply",
        "notice",
        "incident_link",
        "succession",
        "membership",
    ):
        op.drop_table(table)
    op.drop_table("incident_account")
    op.drop_table("incident_reading")
