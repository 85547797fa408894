"""Migrations: up, in step with the models, and down again, on both databases."""

from sqlalchemy import inspect

from app import schema
from app.db import Database
from app.models import Base


def test_up_fits_the_models_and_down_leaves_nothing(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    schema.upgrade(database)
    schema.check(database)
    assert schema.is_current(database)
    assert set(Base.metadata.tables) <= set(inspect(database.engine).get_table_names())
    schema.downgrade(database)
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    database.close()


def test_up_twice_changes_nothing(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    schema.upgrade(database)
    schema.upgrade(database)
    assert schema.is_current(database)
    database.close()


def test_a_database_without_tables_is_not_current(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    assert not schema.is_current(database)
    database.close()
