"""The `vetting` command: every act of the service that is done at a keyboard."""

from __future__ import annotations

import os
import sys
import traceback

import pydantic
import typer
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.commands import (
    complaints,
    guidelines,
    incidents,
    inspections,
    keys,
    lists,
    match,
    ownership,
    records,
    serving,
    vet,
)
from app.commands.demo import demo
from app.commands.desk import err
from app.errors import VettingError
from app.settings import Settings
from screening.errors import ScreeningError

cli = typer.Typer(
    name="vetting",
    help="Due-diligence vetting of private security companies for the United Nations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
cli.command()(demo)
cli.command()(vet.vet)
cli.command("show")(vet.show_run)
cli.command("ownership")(ownership.show_ownership)
cli.command()(vet.dispose)
cli.command()(vet.decide)
cli.command()(vet.confirm)
cli.command()(records.record)
cli.command()(records.verify)
cli.command()(records.replay)
cli.add_typer(complaints.commands, name="complaints")
cli.add_typer(inspections.commands, name="inspections")
cli.add_typer(lists.commands, name="lists")
cli.add_typer(incidents.commands, name="incidents")
cli.add_typer(guidelines.commands, name="guidelines")
cli.add_typer(keys.commands, name="keys")
cli.add_typer(match.commands, name="match")
cli.command()(serving.serve)
cli.command()(serving.worker)
cli.command()(serving.migrate)
cli.command()(serving.openapi)


def main() -> None:
    """Run a command; whatever goes wrong is said in plain words, and the exit code is 1."""
    try:
        cli()
    except Exception as error:  # noqa: BLE001  # the last place where it can be put in plain words
        for sentence in _sentences(error):
            err.print(sentence, markup=False)
        sys.exit(1)


def _sentences(error: Exception) -> list[str]:
    match error:
        case VettingError():
            faults = [f"  {fault.pointer or 'file'}: {fault.detail}" for fault in error.faults]
            if len(faults) > 1:
                return [f"{len(faults)} fields are at fault:", *faults]
            return [error.detail]
        case ScreeningError():
            return [str(error)]
        case OperationalError() | ProgrammingError():
            return [f"the database cannot be used: {error.orig}"]
        case pydantic.ValidationError() if error.title == Settings.__name__:
            return [
                f"the setting VETTING_{str(each['loc'][0]).upper()}: {each['msg']}"
                for each in error.errors()
            ]
        case OSError():
            return [f"{error.filename or 'the system'}: {error.strerror or error}"]
        case _:
            if os.environ.get("VETTING_LOG_LEVEL") == "DEBUG":
                traceback.print_exception(error, file=sys.stderr)
            said = f"this is a fault of the program ({type(error).__name__}: {error})"
            return [said, "VETTING_LOG_LEVEL=DEBUG shows where it is"]


if __name__ == "__main__":
    main()
