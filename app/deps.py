"""What routes are given: the service, a session, the time, a page of a collection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from app.wiring import Service


def clock() -> datetime:
    """The only look at the clock a request takes."""
    return datetime.now(UTC)


def service_of(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


Served = Annotated[Service, Depends(service_of)]
Now = Annotated[datetime, Depends(clock)]


def read_session(service: Served) -> Iterator[Session]:
    with service.database.reading() as session:
        yield session


def write_session(service: Served) -> Iterator[Session]:
    """Committed when the route has returned and before the answer leaves."""
    with service.database.writing() as session:
        yield session


async def json_body(request: Request) -> Any:  # noqa: ANN401
    """The body as it was sent, before any shape was given to it."""
    return await request.json()


async def raw_body(request: Request) -> bytes:
    """The body, byte for byte."""
    return await request.body()


JsonBody = Annotated[dict[str, Any], Depends(json_body)]
RawBody = Annotated[bytes, Depends(raw_body)]

# With FastAPI's own scope the commit would come after the answer: a client could be told of a
# record that a failing commit then takes back.
Reading = Annotated[Session, Depends(read_session, scope="function")]
Writing = Annotated[Session, Depends(write_session, scope="function")]
