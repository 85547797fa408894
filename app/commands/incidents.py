"""The human-rights record: load its sources, check a file, show what it amounts to for a vendor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from app.commands.desk import By, err, now, out, person, service
from app.commands.progress import watched
from app.errors import InvalidError
from app.services import conduct, incidents, reviewing
from app.services.incident_loading import READERS, File, Read
from app.services.incident_loading import check as check_file
from app.services.incident_loading import load as bring
from app.services.reviewing import Reviewed
from app.terminal import Line, conduct_lines, counted, print_line, words
from app.wiring import Service
from screening.human_rights.coverage import cover
from screening.human_rights.gates import gate_of
from screening.human_rights.rows import TableError
from screening.human_rights.sentences import told as sentence_of
from screening.human_rights.weighed import Weighed
from screening.plain import plain

commands = typer.Typer(help="Load, check and show the human-rights record.", no_args_is_help=True)
FileName = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)]
Dated = Annotated[
    str,
    typer.Option("--dated", metavar="DAY", help="The day the content is of (2026-11-30)."),
]
SourceId = Annotated[
    str, typer.Option("--source", help=f"Which source it is of: {', '.join(READERS)}.")
]
Fewer = Annotated[
    str, typer.Option(metavar="REASON", help="Why much fewer rows than before are in order.")
]
_MOST_TOLD = 20


@commands.command()
def load(
    file: FileName,
    *,
    source: SourceId = "register",
    dated: Dated,
    fewer: Fewer = "",
    by: By = None,
) -> None:
    """Bring a file into force as a source. A file with a single fault changes nothing."""
    given = _file(file, source, dated)
    with service() as opened:
        with _faults_told(file), watched(source) as told:
            read = bring(
                opened.database,
                opened.store,
                given,
                by=person(by),
                at=now(),
                fewer=fewer,
                told=told,
            )
        _say(read, "is in force")
        _say_touched(opened, read)


@commands.command()
def check(file: FileName, *, source: SourceId = "register", dated: Dated) -> None:
    """Read a file and compare it with what is in force, and keep nothing."""
    given = _file(file, source, dated)
    with service() as opened:
        with _faults_told(file), watched(source) as told:
            read = check_file(opened.database, given, told)
        _say(read, "can be read whole; nothing was kept")


@commands.command()
def successions(file: FileName, *, dated: Dated, fewer: Fewer = "", by: By = None) -> None:
    """Bring a file into force that says which company became which."""
    given = _file(file, incidents.SUCCESSIONS, dated)
    with service() as opened:
        with _faults_told(file), watched(incidents.SUCCESSIONS) as told:
            read = bring(
                opened.database,
                opened.store,
                given,
                by=person(by),
                at=now(),
                fewer=fewer,
                told=told,
            )
        _say(read, "is in force")


@commands.command()
def coverage() -> None:
    """Show every source of the record: its date, its size, what it covers and what it does not."""
    with service() as opened, opened.database.reading() as session:
        asked = tuple(conduct.sources(session, opened.references.policy))
    covered = cover(asked, now().date())
    missed = {each.source.id: why for each, why in covered.missed}
    table = Table("source", "of", "rows", "must be there", "use", box=None)
    for each in asked:
        table.add_row(
            each.source.id,
            f"{each.dated}" if each.dated else "never loaded",
            f"{each.size:,}",
            "yes" if each.mandatory else "",
            "NOT REACHED" if each.source.id in missed else "reached",
        )
    out.print(table)
    for each in asked:
        why = f" Not reached: {missed[each.source.id]}." if each.source.id in missed else ""
        out.print(f"{each.source.id}: {each.source.coverage}{why}", markup=False, soft_wrap=True)


@commands.command()
def show(
    vendor: Annotated[str, typer.Argument(metavar="VENDOR", help="Id of a vendor.")],
) -> None:
    """Show the record of a vendor: every factor, the gates, what is stable, what was covered."""
    with service() as opened, opened.database.reading() as session, out.status("reviewing"):
        reviewed = reviewing.of_vendor(session, opened.references, vendor, now())
    for line in lines_of(reviewed):
        print_line(out, line)


def lines_of(reviewed: Reviewed) -> Iterator[Line]:
    """What the record amounts to for a vendor, line by line."""
    found = reviewed.review
    vendor = reviewed.submission.vendor.name
    said = f"{vendor}   {words(found.gating.result)}"
    yield Line(0, Text(said, "bold"))
    version = reviewed.conduct.weights.version
    h, band = found.score.h, found.score.band
    many = counted(len(found.score.weighed), "occurrence")
    yield Line(0, Text(f"score {h:.3f} ({band}) from {many}; weights {version}", "dim"))
    for weighed in found.score.weighed:
        yield Line(0, Text(""))
        yield from _occurrence(reviewed, weighed)
    yield Line(0, Text(""))
    for gate in found.gating.fired:
        yield Line(0, Text(gate.sentence), f"gate {gate.code}  ", "bold red")
    for link in found.suggested:
        yield Line(0, Text(f"{link.sentence}. Not joined: a person says so."), "perhaps one: ")
    yield Line(0, Text(found.verdict), "stable?  ", "dim")
    yield Line(0, Text(found.coverage.statement(found.sourced)), "covered  ", "dim")


def _occurrence(reviewed: Reviewed, weighed: Weighed) -> Iterator[Line]:
    found = reviewed.review
    first = weighed.occurrence.accounts[0]
    name = reviewed.submission.party(found.party_of(first.id)).name
    gate = gate_of(weighed, reviewed.conduct.weights)
    yield Line(0, Text(sentence_of(weighed, name, gate)), f"{weighed.x:.4f}  ", "bold")
    ids = {account.id for account in weighed.occurrence.accounts}
    evidence: dict[str, Any] = {
        "x": weighed.x,
        "factors": plain(weighed.factors),
        "links": [link.sentence for link in weighed.occurrence.links],
        "attributions": [
            each.sentence for each in found.resolved.attributions if each.account in ids
        ],
        "reply": plain([each for each in found.heard if each.occurrence in ids]),
    }
    yield from conduct_lines(evidence, indent=8)


@contextmanager
def _faults_told(file: Path) -> Iterator[None]:
    """Print every fault of a file with its line and column, and end the command."""
    try:
        yield
    except TableError as error:
        for problem in error.problems:
            err.print(f"{file.name}: {problem}", markup=False)
        err.print(f"{counted(len(error.problems), 'fault')}: nothing of the file was used")
        raise typer.Exit(1) from None


def _file(file: Path, source: str, dated: str) -> File:
    return File(source_id=source, name=file.name, data=file.read_bytes(), dated=_day(dated))


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise InvalidError(f"--dated {written}: give a day as YYYY-MM-DD") from None


def _say(read: Read, what: str) -> None:
    compared = read.compared
    out.print(
        f"{read.file.source_id} {what}: {read.size:,} rows of {read.file.dated}, "
        f"SHA-256 {read.digest}",
        soft_wrap=True,
    )
    out.print(
        f"  {len(compared.new):,} new, {len(compared.changed):,} changed, "
        f"{len(compared.gone):,} gone, {compared.unchanged:,} unchanged"
    )
    for sign, keys in (("~", compared.changed), ("-", compared.gone)):
        for key in keys[:_MOST_TOLD]:
            out.print(f"  {sign} {key}", markup=False, soft_wrap=True)
        if len(keys) > _MOST_TOLD:
            out.print(f"  {sign} and {len(keys) - _MOST_TOLD:,} more")
    for sentence in (*compared.told, *(f"note: {warning}" for warning in read.warnings)):
        err.print(f"  {sentence}", markup=False)


def _say_touched(opened: Service, read: Read) -> None:
    """Which vendors to look at again."""
    if not read.other:
        return
    with opened.database.reading() as session, watched("touched") as told:
        found = reviewing.touched(session, opened.references, read.other, told)
    if found:
        out.print("Vendors it may speak of, to be vetted again:")
    for vendor_id, name in found.items():
        out.print(f"  {vendor_id}  {name}", markup=False, soft_wrap=True)
