"""Measuring the matcher: on labelled pairs, and on the runs that are kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from app.commands import figures
from app.commands.desk import err, out
from app.commands.impact import show_impact
from app.settings import Settings
from app.wiring import policy_of
from screening.matching.evaluate import Evaluation, evaluate
from screening.matching.examples import split
from screening.matching.pairs import Example, PairsError, read
from screening.matching.scorers import Scorer, ours, peers
from screening.matching.trial import variations
from screening.plain import plain

commands = typer.Typer(help="Measure the matcher.", no_args_is_help=True)


class Part(StrEnum):
    """Parts of a file of pairs, by subject: 60, 20 and 20 of a hundred, or all of it."""

    TRAIN = "train"
    VALID = "valid"
    HOLDOUT = "holdout"
    ALL = "all"


_LEARNED = {
    Part.TRAIN: "the shipped weights were learned from the train part of the official pairs: "
    "on those pairs these figures flatter",
    Part.VALID: "choices were made by the valid part of the official pairs: "
    "on those pairs these figures may flatter",
    Part.HOLDOUT: "nothing was learned from this part of the official pairs",
    Part.ALL: "three fifths of the official pairs are what the shipped weights were learned from: "
    "of those, quote --part holdout alone",
}


@commands.callback()
def group() -> None:
    """Measure the matcher."""


commands.command("impact")(show_impact)


@commands.command("evaluate")
def evaluate_pairs(
    pairs: Annotated[
        Path, typer.Argument(help="Labelled pairs: CSV or CSV.gz.", exists=True, dir_okay=False)
    ],
    *,
    part: Annotated[
        Part, typer.Option(help="Which part of the file, split by subject.")
    ] = Part.ALL,
    with_variations: Annotated[
        bool,
        typer.Option(
            "--variations", help="Also judge by generated variations against look-alikes."
        ),
    ] = False,
    most: Annotated[int, typer.Option(help="How many subjects are varied at most.", min=10)] = 1000,
    alone: Annotated[
        bool, typer.Option("--alone", help="Leave out the peers, which are slow.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """How well this matcher, and the peers that are installed, tell labelled pairs apart.

    Columns that must be there: name1, name2, is_match (true or false). May be there: schema
    (Person, Organization, Vessel ...; without it names are read both ways), list, kind, script2,
    latin_token_sort. Whole records also have, for either side, birth1 (1971, 1971-04 or
    1971-04-09), country1, gender1 and identifier1 (scheme:value or scheme:value:country), with
    semicolons between several. A row that cannot be used is refused with its line and column.

    Peers: rapidfuzz WRatio; nomenklatura's logic-v1 and logic-v2 where that package is installed.
    """
    examples = _part(read(pairs), part)
    line = policy_of(Settings()).review_threshold
    scorers = (ours(line),) if alone else (ours(line), *peers())
    sets = {"pairs": examples}
    if with_variations:
        sets["variations"] = variations(examples, most)
    found = {name: _judged(name, chosen, scorers) for name, chosen in sets.items()}
    if as_json:
        said = {"part": part.value, "note": _LEARNED[part], **found}
        typer.echo(json.dumps(plain(said), ensure_ascii=False, indent=1))
        return
    for name, figures_of in found.items():
        figures.show(out, f"{name.capitalize()}, part {part.value}", figures_of)
    out.print(f"Note: {_LEARNED[part]}.")


def _part(examples: list[Example], part: Part) -> list[Example]:
    if part is Part.ALL:
        return examples
    return split(examples)[(Part.TRAIN, Part.VALID, Part.HOLDOUT).index(part)]


def _judged(
    name: str, examples: Sequence[Example], scorers: Sequence[Scorer]
) -> dict[str, Evaluation]:
    if len({example.same for example in examples}) != len((True, False)):
        raise PairsError(f"the {name} must hold both the same and different subjects")
    return {
        scorer.name: evaluate(examples, _scores(name, examples, scorer), scorer.line)
        for scorer in scorers
    }


def _scores(name: str, examples: Sequence[Example], scorer: Scorer) -> list[float]:
    """One score a pair, with a bar on a terminal: the peers take their time."""
    return list(
        track(
            scorer.scores(examples),
            f"{name}: {scorer.name}",
            total=len(examples),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
    )
