"""Durable jobs: lists are asked for on schedule, submissions that wait are run."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from dbos import DBOS, DBOSConfig
from sqlalchemy import make_url

from app import pipeline
from app.errors import VettingError
from app.services.refresh import refresh
from app.settings import Settings
from app.sources.catalogue import scheduled
from app.wiring import Service, wire

log = structlog.get_logger()

BY = "worker"


def run(settings: Settings, stop: threading.Event | None = None) -> None:
    """Work until `stop` is set, or for ever. A job that was cut off is taken up again."""
    start(settings)
    try:
        (stop or threading.Event()).wait()
    finally:
        finish()


def start(settings: Settings) -> Service:
    """Begin to work in the background of this process."""
    global _service  # noqa: PLW0603  # jobs are found by name and given nothing but the time
    _service = wire(settings)
    DBOS(config=config(settings))
    DBOS.launch()
    _schedule("refresh-lists", refresh_lists, settings.refresh_schedule)
    _schedule("advance-submissions", advance_submissions, settings.advance_schedule)
    return _service


def _schedule(name: str, workflow: Callable[[datetime, object], None], often: str) -> None:
    # One at a time: a job that takes longer than its schedule must not do the same work twice.
    DBOS.register_queue(name, worker_concurrency=1)
    DBOS.apply_schedules(
        [
            {
                "schedule_name": name,
                "workflow_fn": workflow,
                "schedule": often,
                "context": None,
                "queue_name": name,
            }
        ]
    )


def finish() -> None:
    """Let running jobs end, and let go of everything."""
    global _service  # noqa: PLW0603
    DBOS.destroy(workflow_completion_timeout_sec=30)
    if _service is not None:
        _service.close()
    _service = None


def config(settings: Settings) -> DBOSConfig:
    """The job library keeps its own tables: beside the SQLite file, or in a schema of its own."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        url = url.set(database=f"{url.database}.jobs")
    else:
        url = url.set(drivername="postgresql")
    return {
        "name": "vetting",
        "system_database_url": url.render_as_string(hide_password=False),
        "application_version": "1",
        "log_level": settings.log_level,
    }


@DBOS.workflow()
def refresh_lists(_scheduled: datetime, _context: object) -> None:
    """Ask every publisher; one that cannot be had does not keep the others waiting."""
    for list_id in scheduled(_wired().list_addresses):
        refresh_list(list_id)


@DBOS.workflow()
def advance_submissions(_scheduled: datetime, _context: object) -> None:
    """Run what waits."""
    run_waiting()


@DBOS.step()
def refresh_list(list_id: str) -> str:
    """Ask one publisher; gives what came of it. A refusal is on record already."""
    service = _wired()
    try:
        loaded = refresh(
            service.database,
            service.store,
            service.client,
            list_id,
            overrides=service.list_addresses,
            by=BY,
            now=datetime.now(UTC),
            references=service.references,
        )
    except VettingError as error:
        log.warning("list not refreshed", list_id=list_id, problem=error.detail)
        return error.code
    return "changed" if loaded.changed else "unchanged"


@DBOS.step()
def run_waiting() -> list[str]:
    """Run every submission that has no run; gives the ids of the runs."""
    return pipeline.advance(_wired(), datetime.now(UTC))


_service: Service | None = None


def _wired() -> Service:
    if _service is None:
        raise RuntimeError("the worker was not started")
    return _service
