"""A small fictional incident register, and ways to bring it into the record."""

from __future__ import annotations

from datetime import date, datetime

from app.services import incident_loading
from app.services.incident_loading import File, Read
from app.wiring import Service
from tests.app.conftest import NOW

VENDOR = "ungm-481220"
TODAY = NOW.date()
HEADER = (
    "id,source,names,summary,category,standard,evidence_class,occurred,published,country,place,"
    "scale,scope,irremediability"
)
PANEL = (
    "panel-1,Panel on Exampleland,Kestrel Vale Protection,Guards shot two detainees,"
    "unlawful_killing,reasonable_grounds,un_reasonable_grounds,2025-03-04,2025-09-01,KE,Maralal,"
    "1,0.4,1"
)
PAPER = (
    "paper-1,Maralal Courier,Kestrel Vale,Two detainees were shot,"
    "unlawful_killing,allegation,credible_investigation,2025-03-04,2025-03-06,KE,Maralal,1,0.4,1"
)
WAGES = (
    "wages-1,Guards' Union,Kestrel Vale Protection Ltd,Guards were paid late,"
    "wages,allegation,credible_investigation,2025-11,2026-01-01,KE,Isiolo,0.4,0.2,0.2"
)
BRIBE = (
    "bribe-1,Nairobi Desk,Kestrel Vale Protection Ltd,A bribe was paid for a permit,"
    "corruption,allegation,single_media,2025-11,2026-01-01,KE,Nairobi,0.2,0.2,0.2"
)
ELSEWHERE = (
    "other-1,Guards' Union,Quillmark Meadow Stevedores,Crew were paid late,"
    "wages,allegation,credible_investigation,2025-11,2026-01-01,KE,Isiolo,0.4,0.2,0.2"
)


def register(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


def load(
    service: Service,
    *rows: str,
    source: str = "register",
    dated: date = TODAY,
    at: datetime = NOW,
    fewer: str = "",
) -> Read:
    return load_bytes(service, register(*rows), source=source, dated=dated, at=at, fewer=fewer)


def load_bytes(
    service: Service,
    data: bytes,
    *,
    source: str = "register",
    dated: date = TODAY,
    at: datetime = NOW,
    fewer: str = "",
) -> Read:
    file = File(source_id=source, name="file.csv", data=data, dated=dated)
    return incident_loading.load(
        service.database, service.store, file, by="test", at=at, fewer=fewer
    )
