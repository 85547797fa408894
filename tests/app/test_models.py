"""The tables: everything points upstream, and records cannot be changed."""

import inspect

import pytest
import sqlalchemy as sa
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.audit import log
from app.db import Database
from app.models import CHANGEABLE, Base
from tests.app.conftest import NOW

# What a module's tables point to stands in itself or in one before it.
MODULES = ["app.models.conduct", "app.models.pipeline", "app.models.complaints"]
TABLES = list(Base.metadata.tables.values())
RECORDS = sorted(table.name for table in TABLES if table.name not in CHANGEABLE)


def pipeline_order() -> list[str]:
    """The tables as they stand in the modules of app.models, from top to bottom."""
    classes = sorted(
        (mapper.class_ for mapper in Base.registry.mappers),
        key=lambda cls: (MODULES.index(cls.__module__), inspect.getsourcelines(cls)[1]),
    )
    return [cls.__tablename__ for cls in classes]


def test_every_foreign_key_points_upstream() -> None:
    order = pipeline_order()
    for table in TABLES:
        for key in table.foreign_keys:
            target = key.column.table.name
            assert order.index(target) <= order.index(table.name), f"{table.name} -> {target}"


def test_constraints_are_named_by_one_convention() -> None:
    assert all(
        constraint.name and constraint.name.split("_")[0] in {"pk", "fk", "uq", "ck"}
        for table in TABLES
        for constraint in table.constraints
    )


@pytest.mark.parametrize("act", ["UPDATE", "DELETE"])
def test_records_can_be_neither_changed_nor_deleted(database: Database, act: str) -> None:
    with database.engine.connect() as connection:
        found = _triggers(connection, database.engine.dialect.name, act)
    assert found == RECORDS


def _triggers(connection, dialect: str, act: str) -> list[str]:
    query = _SQLITE_TRIGGERS if dialect == "sqlite" else _POSTGRESQL_TRIGGERS
    pattern = f"% BEFORE {act} ON %" if dialect == "sqlite" else act
    rows = connection.execute(text(query), {"act": pattern})
    return sorted(row[0] for row in rows)


_SQLITE_TRIGGERS = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE :act"
_POSTGRESQL_TRIGGERS = (
    "SELECT DISTINCT event_object_table FROM information_schema.triggers "
    "WHERE event_manipulation = :act AND action_timing = 'BEFORE'"
)


@pytest.mark.parametrize("statement", ["UPDATE event SET actor = 'x'", "DELETE FROM event"])
def test_the_log_refuses_change(database: Database, statement: str) -> None:
    with database.writing() as session:
        log.append(session, "test:act", "x", by="somebody", at=NOW)
    with pytest.raises(DBAPIError, match="insert-only"), database.writing() as session:
        session.execute(text(statement))


def test_postgresql_refuses_truncate(database: Database) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DBAPIError, match="insert-only"), database.writing() as session:
        session.execute(text("TRUNCATE event CASCADE"))


def test_meaning_that_is_not_the_name_is_commented(database: Database) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite keeps no comments")
    columns = {column["name"]: column for column in sa.inspect(database.engine).get_columns("run")}
    assert columns["as_of"]["comment"] == "the clock of the run"
