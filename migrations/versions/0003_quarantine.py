"""Refused list files are kept for a person to look at; one list may come in several files."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RECORDS = ("list_quarantine", "list_release")


def upgrade() -> None:
    op.add_column(
        "list_check",
        sa.Column(
            "validators",
            sa.JSON(),
            nullable=True,
            comment="address -> ETag and Last-Modified, verbatim",
        ),
    )
    # What they held is asked for anew: the next request is simply not a conditional one.
    op.drop_column("list_check", "etag")
    op.drop_column("list_check", "last_modified")
    op.add_column(
        "run",
        sa.Column(
            "refused_lists",
            sa.JSON(),
            nullable=True,
            comment="list -> why it never came into force, for lists whose every file was refused",
        ),
    )
    op.create_table(
        "list_quarantine",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("check_id", sa.String(), nullable=False),
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "reason", sa.String(), nullable=False, comment="why they were refused, in plain words"
        ),
        sa.Column(
            "files", sa.JSON(), nullable=False, comment="name, sha256 and bytes of each, as it came"
        ),
        sa.Column(
            "entry_count", sa.Integer(), nullable=True, comment="none if they could not be read"
        ),
        sa.Column(
            "releasable",
            sa.Boolean(),
            nullable=False,
            comment="read whole, and only unlikely in number",
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_list_quarantine_has_reason")),
        sa.ForeignKeyConstraint(
            ["check_id"], ["list_check.id"], name=op.f("fk_list_quarantine_check_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_quarantine")),
        sa.UniqueConstraint("check_id", name=op.f("uq_list_quarantine_check_id")),
    )
    op.create_index(op.f("ix_list_quarantine_list_id"), "list_quarantine", ["list_id"])
    op.create_table(
        "list_release",
        sa.Column("quarantine_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.String(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_list_release_has_reason")),
        sa.ForeignKeyConstraint(
            ["quarantine_id"], ["list_quarantine.id"], name=op.f("fk_list_release_quarantine_id")
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["list_snapshot.id"], name=op.f("fk_list_release_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("quarantine_id", name=op.f("pk_list_release")),
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
    op.drop_table("list_release")
    op.drop_table("list_quarantine")
    op.drop_column("run", "refused_lists")
    op.drop_column("list_check", "validators")
    op.add_column("list_check", sa.Column("etag", sa.String(), nullable=True))
    op.add_column(
        "list_check",
        sa.Column(
            "last_modified", sa.String(), nullable=True, comment="the publisher's header, verbatim"
        ),
    )
