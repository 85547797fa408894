"""The golden file: 200 pairs of names that nobody bears, each with its score and explanation.

    python -m tests.screening.matching.golden

writes the file again from the pairs it holds. A line with `left` and `right` alone is a new pair.
"""

from __future__ import annotations

import json
import sys
from dataclasses import astuple
from pathlib import Path

from screening.matching import compare
from screening.model import Country, CountryRole, Entry, Gender, Identifier, Name, NameKind, Party
from screening.model import PartyKind as Kind
from screening.text.dates import parse_date

FILE = Path(__file__).parents[2] / "fixtures" / "matching" / "golden.jsonl"


def pairs():
    """Every line of the file: id, left, right, score, features."""
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def party(said):
    return Party(id="p", **_profile(said))


def entry(pair):
    return Entry(ref=pair["id"], list_id="golden", **_profile(pair["right"]))


def explained(comparison):
    """A comparison as the file has it."""
    return {
        "score": comparison.score,
        "features": [list(astuple(feature)) for feature in comparison.features],
    }


def said_of(pair):
    """The whole line of a pair, as it comes out now."""
    now = explained(compare(party(pair["left"]), entry(pair)))
    line = {name: pair[name] for name in ("id", "left", "right")} | now
    return json.dumps(line, ensure_ascii=False)


def _profile(said):
    names = [Name(text) for text in said.get("names", ())]
    weak = [Name(text, NameKind.WEAK) for text in said.get("weak", ())]
    return {
        "kind": Kind(said["kind"]),
        "names": (*names, *weak),
        "births": tuple(parse_date(text) for text in said.get("births", ())),
        "gender": Gender(said.get("gender", "unknown")),
        "countries": tuple(
            Country(code, CountryRole.NATIONALITY) for code in said.get("countries", ())
        ),
        "identifiers": tuple(Identifier(*number) for number in said.get("identifiers", ())),
    }


if __name__ == "__main__":
    text = "".join(f"{said_of(pair)}\n" for pair in pairs())
    if "--print" in sys.argv:
        sys.stdout.buffer.write(text.encode())
    else:
        FILE.write_text(text, "utf-8")
