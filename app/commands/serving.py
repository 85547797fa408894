"""Running the service: serve, worker, migrate, openapi."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from app import schema
from app.commands.desk import out
from app.settings import Settings
from app.wiring import wire

COMPLAINTS = "/v1/complaints"


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Serve the REST API."""
    logging.getLogger("uvicorn.access").addFilter(without_complainants)
    uvicorn.run("app.main:create_app", factory=True, host=host, port=port, server_header=False)


def without_complainants(line: logging.LogRecord) -> bool:
    """Take the address out of a line on complaints: it may be a complainant's. Every line stays."""
    if isinstance(line.args, tuple) and any(COMPLAINTS in str(part) for part in line.args):
        line.args = ("-", *line.args[1:])
    return True


def worker() -> None:
    """Run the jobs: refresh the lists, vet submissions that have no run yet."""
    from app import worker as jobs  # noqa: PLC0415  # the job library takes a second to import

    jobs.run(Settings())


def migrate(
    *,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing if all went well.")] = False,
) -> None:
    """Bring the database to the tables this version needs; make the keys it lacks."""
    opened = wire(Settings())
    try:
        schema.upgrade(opened.database)
    finally:
        opened.close()
    if not quiet:
        out.print("The database is up to date.")


def openapi(
    file: Annotated[
        Path | None, typer.Argument(help="File to write; without it, the screen.")
    ] = None,
) -> None:
    """Export the REST contract (OpenAPI 3.1)."""
    from app.openapi import openapi_document  # noqa: PLC0415  # only here are the routes needed

    document = openapi_document()
    if file is None:
        typer.echo(document, nl=False)
    else:
        file.write_text(document, "utf-8")
        out.print(f"written: {file}")
