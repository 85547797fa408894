"""Records are insert-only: triggers refuse UPDATE, DELETE and TRUNCATE. The log begins empty."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RECORDS = (
    "list_snapshot",
    "list_check",
    "list_entry",
    "guideline_set",
    "submission",
    "party",
    "fact",
    "document",
    "run",
    "check_result",
    "finding",
    "assessment",
    "rule_result",
    "disposal",
    "decision",
    "decision_confirmation",
    "event",
    "record",
)
EMPTY_ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def upgrade() -> None:
    head = sa.table("log_head", *(sa.column(name) for name in ("id", "size", "frontier", "root")))
    op.bulk_insert(head, [{"id": 1, "size": 0, "frontier": "[]", "root": EMPTY_ROOT}])
    if op.get_context().dialect.name == "sqlite":
        for table in RECORDS:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN "
                    f"SELECT RAISE(ABORT, '{table} is insert-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME; END $$"
    )
    for table in RECORDS:
        op.execute(
            f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for table in RECORDS:
            for act in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{act}")
    else:
        for table in RECORDS:
            op.execute(f"DROP TRIGGER {table}_insert_only ON {table}")
        op.execute("DROP FUNCTION refuse_change()")
    op.execute("DELETE FROM log_head")
