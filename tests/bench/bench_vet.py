"""How long one submission of 20 parties takes, once the service is warm: `make bench`."""

from __future__ import annotations

import json
import os
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import schema
from app.demo import sample
from app.services import loading, runs, submissions
from app.services.loading import Asked
from app.settings import Settings
from app.shapes.reading import read_submission
from app.wiring import Service, wire

PARTIES = 20
RUNS = 30
NAMES = (
    "Amara Diallo",
    "Jonas Lindqvist",
    "Maria Fernanda Ortiz",
    "Chen Weiming",
    "Olga Petrova",
    "Samuel Osei",
    "Fatima Zahra Idrissi",
    "Peter Hansen",
    "Ahmed Hassan Ali",
    "Grace Wanjiru",
)


def submission() -> bytes:
    """The clean demo vendor with as many directors as make twenty parties."""
    vendors = Path(__file__).parents[2] / "app" / "demo" / "vendors"
    body = json.loads((vendors / "1-volta-kestrel.json").read_text("utf-8"))
    for number in range(PARTIES - 1 - len(body["parties"])):
        first, *rest = NAMES[number % len(NAMES)].split()
        name = " ".join((first, NAMES[(number * 3 + 1) % len(NAMES)].split()[0], *rest))
        body["parties"].append(
            {
                "id": f"director-{number}",
                "kind": "person",
                "name": name,
                "roles": ["director"],
                "births": ["1975-03-02"],
                "nationalities": ["GH"],
            }
        )
    return json.dumps(body).encode()


@pytest.fixture
def service(tmp_path: Path) -> Service:
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("set VETTING_REAL_DATA to the folder with the publishers' files")
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/vetting.db",
        store=tmp_path / "store",
        keys=tmp_path / "keys",
    )
    made = wire(settings)
    schema.upgrade(made.database)
    un = Path(folder) / "un" / "un_consolidated_20260227.xml.gz"
    asked = Asked(by="bench", at=datetime.now(UTC), source="bench")
    loading.load(made.database, made.store, "un-sc", {un.name: un.read_bytes()}, asked)
    loading.load(made.database, made.store, "local", dict([sample("local")]), asked, sample=True)
    return made


def test_one_submission_of_twenty_parties(service: Service) -> None:
    body = submission()
    spent = [vetted(service, body) for _ in range(RUNS)]
    print(  # noqa: T201
        f"\nsubmit and run, {PARTIES} parties, real UN list, SQLite: "
        f"median {statistics.median(spent[3:]) * 1000:.0f} ms of CPU, "
        f"slowest {max(spent[3:]) * 1000:.0f} ms (wanted: under 100 ms)"
    )


def vetted(service: Service, body: bytes) -> float:
    """CPU seconds from the body as it came to the run as it is kept."""
    began = time.process_time()
    read = read_submission(body)
    now = datetime.now(UTC)
    with service.database.writing() as session:
        row = submissions.submit(session, read, by="bench", now=now)
        submission_id = row.id
    runs.run(
        service.database,
        service.references,
        submission_id,
        occasion="requested",
        by="bench",
        now=now,
    )
    return time.process_time() - began
