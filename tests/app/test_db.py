"""Transactions: what commits, what does not, and in which order."""

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.audit import log
from app.audit.merkle import Tree
from app.db import Database
from app.models import Event, LogHead
from tests.app.conftest import NOW


def test_a_failed_block_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing() as session:
        _append_and_fail(session)
    with database.reading() as session:
        assert session.query(Event).count() == 0


def _append_and_fail(session: Session) -> None:
    log.append(session, "test:act", "x", by="somebody", at=NOW)
    raise RuntimeError


def test_concurrent_appends_keep_the_log_gapless(database: Database) -> None:
    failures: list[Exception] = []

    def append(number: int) -> None:
        try:
            with database.writing() as session:
                log.append(session, "test:act", str(number), by="somebody", at=NOW)
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=append, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert not failures
        assert sorted(row.index for row in session.query(Event)) == list(range(20))
        head = session.query(LogHead).one()
        assert log.tree_of(session).root.hex() == head.root


def test_a_changed_event_no_longer_fits_the_head(database: Database) -> None:
    with database.writing() as session:
        log.append(session, "test:act", "x", by="somebody", at=NOW)
        event = session.query(Event).one()
        head = session.query(LogHead).one().root
        session.expunge(event)
        event.actor = "somebody else"
        assert Tree().append(log.leaf_hash(log.event_bytes(event))).root.hex() != head


def test_a_reading_session_on_postgresql_cannot_write(database: Database) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite keeps readers from writing only where they ask for it")
    with database.reading() as session, pytest.raises(DBAPIError, match="read-only"):
        session.execute(text("UPDATE log_head SET size = 1"))


def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(DBAPIError), database.writing() as session:
        session.execute(
            text(
                "INSERT INTO party (submission_id, party, kind, name, roles) "
                "VALUES ('none', 'vendor', 'person', 'x', '[]')"
            )
        )


def test_sqlite_is_set_to_lose_nothing(sqlite_template) -> None:
    database = Database(f"sqlite:///{sqlite_template}")
    with database.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        }
    database.close()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
    }
