"""The application: routers, error answers, body limits, nothing else."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI

from app import errors, openapi, schema
from app.api import (
    complaint_steps,
    complaints,
    decisions,
    disposals,
    findings,
    guidelines,
    health,
    incidents,
    inspections,
    lists,
    ownership,
    records,
    runs,
    submissions,
    vendors,
)
from app.api.strict import BodyLimit
from app.openapi import openapi_document
from app.settings import Settings
from app.wiring import Service, wire
from screening.matching.warm import warm

__all__ = ["create_app", "openapi_document"]

RESOURCES = (
    submissions,
    runs,
    ownership,
    findings,
    disposals,
    decisions,
    vendors,
    incidents,
    complaints,
    complaint_steps,
    inspections,
    lists,
    guidelines,
    records,
    health,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service of `settings`, by default those of the environment."""
    settings = settings or Settings()
    app = bare_app()
    app.add_middleware(
        BodyLimit,
        limit=settings.max_body_bytes,
        special={"/v1/lists/": settings.max_upload_bytes, "/v1/complaints": complaints.MOST_BYTES},
    )
    equip(app, settings)
    return app


def equip(app: FastAPI, settings: Settings) -> None:
    """Put the service of `settings` behind the routes of `app`, and log as they say."""
    _log_from(settings.log_level)
    app.state.service = wire(settings)


def bare_app() -> FastAPI:
    """Routes and error answers, without a database: enough to write the contract down."""
    app = FastAPI(
        title=openapi.TITLE,
        version=openapi.VERSION,
        description=openapi.DESCRIPTION,
        lifespan=_lifespan,
        redoc_url=None,
    )
    for resource in RESOURCES:
        app.include_router(resource.router)
    errors.install(app)
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]
    return app


def _log_from(level: str) -> None:
    """One JSON line per event on stderr. Tracebacks come without values: those can be personal."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    warm()  # else the first question asked would wait for the compiler
    if schema.is_current(service.database):
        with service.database.reading() as session:
            service.references.warm(session)
    yield
    service.close()
