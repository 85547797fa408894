"""What tests of the service share: both databases, the service on them, callers with keys."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app import schema
from app.db import Database
from app.deps import clock
from app.main import create_app, equip
from app.services import keys
from app.settings import Settings
from app.wiring import Service
from tests.app.postgres import Reused, named, running

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ROLES = ("officer", "focal_point", "approver", "auditor", "integration", "administrator")
BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    schema.upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of this test session, reached over a local socket."""
    with running(tmp_path_factory.mktemp("runtime")) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_reused(postgres: str) -> Reused:
    """A migrated PostgreSQL database that is as new for every test."""
    return Reused(postgres)


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database with no rows of another test: once on SQLite, once on PostgreSQL."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "vetting.db")
        return f"sqlite:///{tmp_path / 'vetting.db'}"
    return request.getfixturevalue("postgres_reused").fresh()


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without a single table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server, name = request.getfixturevalue("postgres"), f"t{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return named(server, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        database_url=database_url,
        store=tmp_path / "store",
        keys=tmp_path / "keys",
        log_level="ERROR",
    )


@pytest.fixture
def now() -> list[datetime]:
    """The time the service is told; a test may move it."""
    return [NOW]


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application for all tests: FastAPI works its routes out at the first request, slowly."""
    folder = tmp_path_factory.mktemp("application")
    unused = Settings(
        database_url="sqlite://", store=folder / "store", keys=folder / "keys", log_level="ERROR"
    )
    return create_app(unused)


@pytest.fixture
def api(application: FastAPI, settings: Settings, now: list[datetime]) -> Iterator[TestClient]:
    """The service of this test's settings, without a key."""
    equip(application, settings)
    application.dependency_overrides[clock] = lambda: now[0]
    with TestClient(application, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def service(api: TestClient) -> Service:
    """The parts behind `api`."""
    return api.app.state.service


@pytest.fixture
def key_of(service: Service) -> Callable[[str], dict[str, str]]:
    """Gives the headers of a caller: `key_of("officer")`, or of another person of that role."""
    made: dict[tuple[str, str], dict[str, str]] = {}

    def headers(role: str, person: str = "") -> dict[str, str]:
        who = person or role
        if (role, who) not in made:
            with service.database.writing() as session:
                _, secret = keys.issue(session, person=who, name=who, role=role, by="test", now=NOW)
            made[role, who] = {"Authorization": f"Bearer {secret}"}
        return made[role, who]

    return headers
