"""Records: write one out, check one, run one again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.audit.signature import PublicKeys, public_keys, read_public
from app.audit.verify import Verification, statement_of
from app.audit.verify import verify as check
from app.commands.desk import err, out, service
from app.commands.replay import replay as run_again
from app.commands.vet import export
from app.errors import InvalidError
from app.settings import Settings

File = Annotated[
    Path, typer.Argument(metavar="RECORD", help="The record file.", exists=True, dir_okay=False)
]


def record(
    decision: Annotated[str, typer.Argument(help="Id of a decision that stands.")],
    *,
    folder: Annotated[Path | None, typer.Option(help="Where to put it.")] = None,
) -> None:
    """Write the signed record of a decision to a file."""
    with service() as opened:
        out.print(str(export(opened, decision, folder)), soft_wrap=True)


def verify(
    file: File,
    *,
    key: Annotated[
        Path | None,
        typer.Option(help="Public key (PEM) to trust; else this machine's.", exists=True),
    ] = None,
) -> None:
    """Check a record: signature, log, digests, disposals, outcome. Needs no database."""
    said = check(file.read_bytes(), _trusted(key))
    print_verification(said)
    if not said.ok:
        raise typer.Exit(1)


def replay(file: File) -> None:
    """Put every check to the submission in a record again, on the same lists, and compare."""
    try:
        statement = statement_of(file.read_bytes())
    except ValueError as error:
        raise InvalidError(f"{file}: {error}") from None
    with service() as opened, out.status("running it again"):
        difference = run_again(opened, statement)
    for note in difference.notes:
        err.print(f"note: {note}", markup=False)
    for sentence in difference.differences:
        err.print(f"differs: {sentence}", markup=False)
    if difference.differences:
        raise typer.Exit(1)
    out.print("The same answers, byte for byte, and the same assessment.")


def print_verification(said: Verification) -> None:
    """Each thing that was checked on a line of its own, then what it amounts to."""
    for step in said.checks:
        mark = "failed" if step.problem else "ok"
        problem = f" -- {step.problem}" if step.problem else ""
        out.print(f"  {mark:<7}{step.sentence}{problem}", markup=False, soft_wrap=True)
    out.print("The record is good." if said.ok else "The record is NOT good.")


def _trusted(key: Path | None) -> PublicKeys:
    if key is None:
        return public_keys(Settings().keys)
    try:
        read = read_public(key.read_bytes())
    except ValueError as error:
        raise InvalidError(f"{key} is not a public key: {error}") from None
    return {read.keyid: read}
