"""The PostgreSQL database that tests share in turn: nothing of one is left for the next."""

import psycopg
import pytest

from app.db import Database
from app.services import keys
from tests.app.conftest import NOW
from tests.app.postgres import Reused


def told(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def test_what_was_written_is_gone_though_the_tables_forbid_it(postgres_reused: Reused) -> None:
    url = postgres_reused.fresh()
    before = told(url, "SELECT * FROM log_head")
    database = Database(url)
    with database.writing() as session:
        keys.issue(session, person="p", name="n", role="officer", by="test", now=NOW)
    database.close()
    assert told(url, "SELECT * FROM event") != []
    assert postgres_reused.fresh() == url
    assert told(url, "SELECT * FROM event") == told(url, "SELECT * FROM api_key") == []
    assert told(url, "SELECT * FROM log_head") == before


@pytest.mark.parametrize(
    "change", ["CREATE TABLE more (id int)", "ALTER TABLE event DISABLE TRIGGER ALL"]
)
def test_where_a_table_was_changed_the_next_test_has_another_database(
    postgres_reused: Reused, change: str
) -> None:
    url = postgres_reused.fresh()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(change)
    other = postgres_reused.fresh()
    assert other != url
    assert told(other, "SELECT 1 FROM pg_tables WHERE tablename = 'more'") == []
    assert told(other, "SELECT 1 FROM pg_trigger WHERE tgenabled = 'D'") == []
