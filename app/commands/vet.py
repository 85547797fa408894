"""From a file to a decision: vet, show, dispose, decide, confirm."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from sqlalchemy.orm import Session

from app.commands.desk import By, now, out, person, records_folder, service
from app.errors import InvalidError
from app.models import GuidelineSet, Run, Submission
from app.services import decisions, disposals, guidelines, records, runs, submissions
from app.services.decisions import Draft
from app.services.disposals import Made
from app.settings import Settings
from app.shapes.beside import with_sources
from app.shapes.reading import checked, read_json
from app.terminal import View, counted, show
from app.wiring import Service
from screening.model import Disposal, Outcome
from screening.plain import plain

All = Annotated[bool, typer.Option("--all", help="Show every rule, those met too.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Sources = Annotated[
    list[Path] | None,
    typer.Option(
        "--source",
        metavar="FILE",
        help="What a register says beside it: BODS 0.4, UK PSC or GLEIF; may be given again.",
        exists=True,
        dir_okay=False,
    ),
]
RunId = Annotated[str, typer.Argument(metavar="RUN", help="Id of the run.")]


def vet(
    file: Annotated[
        Path, typer.Argument(help="The submission, as JSON.", exists=True, dir_okay=False)
    ],
    *,
    source: Sources = None,
    everything: All = False,
    as_json: AsJson = False,
    by: By = None,
) -> None:
    """Hand in a submission, put every check to it and show what comes of it."""
    data = file.read_bytes()
    with service() as opened:
        with out.status("vetting"):
            run_id = submit_and_run(opened, data, by=person(by), at=now(), sources=source or ())
        with opened.database.reading() as session:
            _print(look_up(session, run_id, now()), everything=everything, as_json=as_json)


def show_run(run: RunId, *, everything: All = False, as_json: AsJson = False) -> None:
    """Show a run again, with what people have made of its findings since."""
    with service() as opened, opened.database.reading() as session:
        _print(look_up(session, run, now()), everything=everything, as_json=as_json)


def dispose(
    finding: Annotated[str, typer.Argument(help="Id of the finding.")],
    disposal: Annotated[Disposal, typer.Argument(help="What you make of it.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    *,
    evidence: Annotated[
        list[str] | None, typer.Option(help="What you looked at; may be given again.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day on which it holds.")
    ] = None,
    by: By = None,
) -> None:
    """Put on record what you make of a finding."""
    made = Made(
        disposal=disposal,
        reason=_said(reason, "--reason"),
        evidence=tuple(evidence or ()),
        expires_on=until.date() if until else None,
    )
    with service() as opened, opened.database.writing() as session:
        row = disposals.dispose(session, finding, made, by=person(by), now=now())
        out.print(f"on record: {row.id}", soft_wrap=True)


def decide(
    run: RunId,
    outcome: Annotated[Outcome, typer.Argument(help="What you decide.")],
    reason: Annotated[list[str], typer.Option(help="Why; may be given again.")],
    *,
    condition: Annotated[
        list[str] | None, typer.Option(help="A condition; may be given again.")
    ] = None,
    supersedes: Annotated[
        str | None, typer.Option(help="Id of the decision this one takes the place of.")
    ] = None,
    by: By = None,
) -> None:
    """Decide on a run. Where a second person is needed, it stands once that person confirms it."""
    draft = Draft(
        outcome=outcome,
        reasons=tuple(_said(each, "--reason") for each in reason),
        conditions=tuple(condition or ()),
        supersedes=supersedes,
    )
    with service() as opened:
        with opened.database.writing() as session:
            made = decisions.decide(session, opened.scribe, run, draft, by=person(by), now=now())
            decision_id, second = made.id, made.needs_second
        if second:
            out.print(f"{decision_id} waits for a second person: vetting confirm {decision_id}")
        else:
            out.print(
                f"{decision_id} stands; record: {export(opened, decision_id)}", soft_wrap=True
            )


def confirm(
    decision: Annotated[str, typer.Argument(help="Id of the decision.")],
    *,
    note: Annotated[str, typer.Option(help="Anything you want on record.")] = "",
    by: By = None,
) -> None:
    """Confirm a decision as the second person. Its author cannot."""
    with service() as opened:
        with opened.database.writing() as session:
            decisions.confirm(session, opened.scribe, decision, note=note, by=person(by), now=now())
        out.print(f"{decision} stands; record: {export(opened, decision)}", soft_wrap=True)


def submit_and_run(
    opened: Service, data: bytes, *, by: str, at: datetime, sources: Sequence[Path] = ()
) -> str:
    """Keep the submission, with register files beside it, and run it; gives the id of the run."""
    body = with_sources(read_json(data), sources)
    given = checked(body)
    with opened.database.writing() as session:
        kept = submissions.submit(session, given, cast("dict[str, Any]", body), by=by, now=at)
        submission_id = kept.id
    return runs.run(
        opened.database,
        opened.references,
        submission_id,
        occasion="requested",
        by=by,
        now=at,
    )


def export(opened: Service, decision_id: str, folder: Path | None = None) -> Path:
    """Write the record of a decision to a file of its own; gives its path."""
    with opened.database.reading() as session:
        file = records.get(session, decision_id).file
    folder = folder or records_folder(Settings())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{decision_id}.json"
    path.write_bytes(file.encode())
    return path


def look_up(session: Session, run_id: str, at: datetime) -> View:
    """A run with the disposals that hold now, ready to be shown."""
    run = runs.get(session, run_id)
    submission = session.get_one(Submission, run.submission_id)
    stands = decisions.position(session, run, at.date())
    found = {row.id: row.key for row in runs.findings(session, run_id)}
    results = runs.results(session, run_id)
    by_key = {finding.key: finding for result in results for finding in result.findings}
    return View(
        vendor=submission.vendor_name,
        vendor_id=submission.vendor_id,
        submission_id=submission.id,
        run_id=run.id,
        as_of=run.as_of,
        lists=_lists(run),
        record=_record(run),
        ruleset=guidelines.revived(session.get_one(GuidelineSet, run.guideline_set_id)),
        results=results,
        assessment=stands.assessment,
        permitted=stands.permitted,
        findings={finding_id: by_key[key] for finding_id, key in found.items()},
        disposed={key: row.disposal for key, row in stands.in_effect.items()},
    )


def _lists(run: Run) -> list[str]:
    dated = [(each, (each["published"] or each["checked_at"])[:10]) for each in run.lists]
    return [f"{each['id']} ({each['entries']:,} entries of {day})" for each, day in dated]


def _record(run: Run) -> str:
    """The sources of the human-rights record that were loaded, and how many never were."""
    sources = (run.conduct or {}).get("sources", ())
    loaded = [
        f"{each['id']} ({each['rows']:,} rows of {each['dated']})"
        for each in sources
        if each["dated"]
    ]
    never = len(sources) - len(loaded)
    return ", ".join([*loaded, *([f"{counted(never, 'source')} never loaded"] if never else [])])


def _print(view: View, *, everything: bool, as_json: bool) -> None:
    if not as_json:
        show(out, view, everything=everything)
        return
    typer.echo(
        json.dumps(
            {
                "vendor": view.vendor_id,
                "submission": view.submission_id,
                "run": view.run_id,
                "results": plain(view.results),
                "assessment": plain(view.assessment),
                "permitted": plain(view.permitted),
                "findings": {key: plain(finding) for key, finding in view.findings.items()},
                "disposed": dict(view.disposed),
            },
            ensure_ascii=False,
            indent=2,
        )
    )


def _said(text: str, option: str) -> str:
    if not text.strip():
        raise InvalidError(f"{option} must say something")
    return text.strip()
