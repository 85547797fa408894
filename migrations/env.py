"""Runs the migrations on the database of the settings, or on the one a caller hands over."""

from alembic import context
from sqlalchemy import Connection

from app.db import Database, UtcDateTime
from app.models import Base
from app.settings import Settings


def as_plain_column_type(kind: str, value: object, _context: object) -> str | bool:
    """A migration must not change when the code does: our own column type is written as what it is."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def migrate(connection: Connection) -> None:
    """Whole migrations, or nothing: the version row is part of the same transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_server_default=True,
        render_item=as_plain_column_type,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("migrations need a database: triggers are written for the one they find")

handed = context.config.attributes.get("connection")
if handed is not None:
    migrate(handed)
else:
    database = Database(Settings().database_url)
    with database.engine.execution_options(vetting_writes=True).connect() as connection:
        migrate(connection)
        connection.commit()
    database.close()
