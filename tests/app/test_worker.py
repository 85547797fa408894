"""The worker: it takes up what waits, and opens no port of its own."""

import socket
import threading
import time

import pytest

from app import worker
from app.models import Run
from app.services import submissions
from app.shapes import SubmissionIn
from tests.app.conftest import NOW
from tests.app.samples import load_lists, submission


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every address somebody listened on."""
    seen: list[object] = []
    bind = socket.socket.bind
    monkeypatch.setattr(
        socket.socket, "bind", lambda self, at: (seen.append(at), bind(self, at))[1]
    )
    return seen


def test_a_waiting_submission_is_run(service, settings, listening) -> None:
    load_lists(service)
    with service.database.writing() as session:
        given = SubmissionIn.model_validate(submission())
        submissions.submit(session, given, by="officer", now=NOW)
    stop = threading.Event()
    often = settings.model_copy(update={"advance_schedule": "* * * * * *"})
    thread = threading.Thread(target=worker.run, args=(often, stop))
    thread.start()
    try:
        assert _within(120, lambda: _runs(service) > 0)
    finally:
        stop.set()
        thread.join()
    assert _runs(service) == 1
    assert not listening


def _runs(service) -> int:
    with service.database.reading() as session:
        return session.query(Run).count()


def _within(seconds: float, holds) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.1)
    return False
