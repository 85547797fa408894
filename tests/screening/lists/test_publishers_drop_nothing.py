"""What the publishers' files say, read without the parsers, against what the entries hold."""

import csv
import gzip
import io
import json
import os
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from screening.lists import eu_fsf, opensanctions, uk_conlist, uk_sl, us_csl, us_ofac
from screening.model import Entry
from screening.plain import plain

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lists"
WORDS = re.compile(r"[\s;,|\[\]():\"]+")
# What a part of a name or of an address is, its place in the entry says; the file's own day is not
# the entry's.
LABELS = {
    *("Last Name", "First Name", "Middle Name", "Maiden Name", "Nickname", "Entity Name", "CITY"),
    *("ADDRESS1", "ADDRESS2", "ADDRESS3", "POSTAL CODE", "STATE/PROVINCE", "REGION", "17/03/2026"),
    *("Place of Birth", "Birthdate", "Nationality Country", "Citizenship Country"),
}
# Marks that became something else: the order of names and dates, the kind of a name, a span, a sex.
SAID_OTHERWISE = {
    *("true", "false", "strong", "weak", "a.k.a", "f.k.a", "aka", "fka", "nka", "prime", "alias"),
    *(
        "primary",
        "name",
        "individual",
        "entity",
        "vessel",
        "aircraft",
        "ship",
        "person",
        "enterprise",
    ),
    *(
        "p",
        "e",
        "m",
        "f",
        "male",
        "female",
        "and",
        "alt",
        "00",
        "unknown",
        "gregorian",
        "-0",
        "latin",
    ),
    *("gender", "dob", "day", "mm", "dd", "undetermined", "n.k.a", "a.k.a."),
}


def words(text: str) -> set[str]:
    return {word.strip(".'-#&/").lower() for word in WORDS.split(text)} - {""}


def otherwise(text: str) -> str:
    """A day in the other of the two forms in which entries and remarks write it."""
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        return date(*map(int, found.groups())).strftime("%d %b %Y").lower()
    return re.sub(r"^(\d\d)/(\d\d)/(\d{4})$", r"\3-\2-\1", text)


def every_string(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from every_string(part)
        case list():
            for part in value:
                yield from every_string(part)


def unsaid(texts: list[str], entry: Entry) -> list[str]:
    """The texts of which the entry's plain form holds neither the whole nor all words."""
    held = " ".join("\n".join(every_string(plain(entry))).lower().split())
    return [
        text
        for text in texts
        if " ".join(text.lower().split()) not in held
        and otherwise(text) not in held
        and text not in LABELS
        and any(word not in held for word in words(text) - SAID_OTHERWISE)
    ]


@lru_cache(maxsize=1)
def unpacked(*paths: str) -> dict[str, bytes]:
    files = {}
    for path in paths:
        file = FIXTURES / path
        if "/" in path:
            folder = os.environ.get("VETTING_REAL_DATA")
            if not folder:
                pytest.skip("set VETTING_REAL_DATA to the folder with the publishers' files")
            file = Path(folder) / path
        data = file.read_bytes()
        if path.endswith(".gz"):
            data = gzip.decompress(data)
        if path.endswith(".ZIP"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = archive.read(archive.namelist()[0])
        files[file.name.removesuffix(".gz")] = data
    return files


def below(root: ET.Element, tag: str, ref: str) -> dict[str, list[str]]:
    """The texts of every element with this tag, by its attribute or child `ref`."""
    found: dict[str, list[str]] = defaultdict(list)
    for element in root.iter():
        if element.tag.rpartition("}")[2] != tag:
            continue
        key = element.get(ref) or next(
            (c.text or "" for c in element if c.tag.rpartition("}")[2] == ref), ""
        )
        for node in element.iter():
            found[key].append(node.text or "")
            found[key].append(node.tail or "" if node is not element else "")
            found[key] += [value for key, value in node.attrib.items() if key in SPEAKING]
    return found


SPEAKING = {
    *("wholeName", "firstName", "lastName", "middleName", "function", "title", "remark", "number"),
    *("city", "street", "poBox", "zipCode", "region", "place", "countryDescription", "numberTitle"),
    *("publicationUrl", "programme", "logicalId", "euReferenceNumber", "unitedNationId", "value"),
    *("identificationTypeDescription", "issuedBy", "nameLanguage", "designationDetails"),
    *("publicationDate", "datePublished"),
}


def rows(name: str, **options: str) -> dict[str, list[str]]:
    """Cells of a CSV by the column that names the subject."""
    [data] = unpacked(name).values()
    text = data.decode("cp1252" if "onlist" in name.lower() else "utf-8-sig")
    lines = text.splitlines(keepends=True)[int(options.get("skip", "0")) :]
    table = csv.DictReader(io.StringIO("".join(lines), newline=""), delimiter=options.get("d", ","))
    found: dict[str, list[str]] = defaultdict(list)
    for row in table:
        key = row[options["ref"]]
        if options["ref"] == "_id":
            short = re.search(r"\((.+?)(?: List)?\)", row["source"])
            key = f"{short[1]}:{key}"
        found[key] += [cell for column, cell in row.items() if cell]
    return found


def ofac_rows(*names: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for data in unpacked(*names).values():
        for row in csv.reader(io.StringIO(data.decode().replace("\x1a", ""), newline="")):
            if len(row) > 1:
                # A remark is cut in mid-word and goes on in another file: its ends count not.
                cells = [c[:990] for c in row[1:]] if len(row) > 2 else [row[1][30:]]
                found[row[0]] += [cell for cell in cells if cell.strip() != "-0-"]
    return found


SDN = [f"ofac/sdn_20210707/{n}" for n in ("sdn.csv.gz", "alt.csv", "add.csv", "sdn_comments.csv")]
CONS = [f"ofac/cons_20251219/cons_{n}.csv" for n in ("prim", "alt", "add", "comments")]
OURS = ["ofac-sdn.csv", "ofac-alt.csv", "ofac-add.csv", "ofac-sdn-comments.csv"]


def xml(tag, ref):
    return lambda *names: below(
        ET.fromstring(next(iter(unpacked(*names).values()))),  # noqa: S314 - the tests' own files
        tag,
        ref,
    )


def table(**options):
    return lambda *names: rows(*names, **options)


def entities(name):
    lines = [json.loads(line) for line in unpacked(name)[name].decode().splitlines()]
    return {
        e["id"]: [t for ts in e["properties"].values() for t in ts] for e in lines if e["target"]
    }


CASES = [
    (us_ofac.SDN.parse, ofac_rows, OURS),
    (us_ofac.SDN.parse, ofac_rows, SDN),
    (us_ofac.SDN.parse, ofac_rows, ["ofac/sdn_plus_cons_20221129.csv.gz"]),
    (us_ofac.CONSOLIDATED.parse, ofac_rows, CONS),
    (us_ofac.SDN.parse, xml("sdnEntry", "uid"), ["ofac-sdn.xml"]),
    (
        us_ofac.CONSOLIDATED.parse,
        xml("sdnEntry", "uid"),
        ["ofac/ofac_consolidated_sdnList_20200317.xml"],
    ),
    (us_ofac.SDN.parse, xml("entity", "id"), ["ofac-enhanced.xml"]),
    (us_ofac.CONSOLIDATED.parse, xml("entity", "id"), ["ofac/CONS_ENHANCED_20250114.ZIP"]),
    (us_ofac.SDN.parse, xml("DistinctParty", "FixedRef"), ["ofac-advanced.xml"]),
    (us_csl.parse, table(ref="_id"), ["us-csl.csv"]),
    (us_csl.parse, table(ref="_id"), ["csl/csl_consolidated_20220421.csv.gz"]),
    (eu_fsf.parse, xml("sanctionEntity", "euReferenceNumber"), ["eu-fsf.xml"]),
    (eu_fsf.parse, xml("sanctionEntity", "euReferenceNumber"), ["eu/sample_eu_fsf_trimmed.xml"]),
    (
        eu_fsf.parse,
        xml("sanctionEntity", "euReferenceNumber"),
        ["eu/sample_eu_sanctions_trimmed.xml"],
    ),
    (eu_fsf.parse, table(ref="Entity_EU_ReferenceNumber", d=";"), ["eu-fsf.csv"]),
    (uk_sl.parse, table(ref="Unique ID", skip="1"), ["uk-sl.csv"]),
    (uk_sl.parse, xml("Designation", "UniqueID"), ["uk-sl.xml"]),
    (uk_conlist.parse, table(ref="Group ID", skip="1"), ["uk-conlist.csv"]),
    (uk_conlist.parse, table(ref="Group ID", skip="1"), ["uk/ConList_20200427.csv.gz"]),
    (uk_conlist.parse, table(ref="Group ID", skip="1"), ["uk/ConList_20180413.csv.gz"]),
    (opensanctions.parse, entities, ["opensanctions-entities.ftm.json"]),
    (opensanctions.parse, table(ref="id"), ["opensanctions-targets.simple.csv"]),
]
PARAMETERS = [
    pytest.param(*case, id=case[2][0], marks=[pytest.mark.real_data] * ("/" in case[2][0]))
    for case in CASES
]


@pytest.mark.parametrize(("parse", "read", "names"), PARAMETERS)
def test_nothing_the_publisher_says_is_dropped(parse, read, names):
    said = read(*names)
    entries = {entry.ref: entry for entry in parse(unpacked(*names)).entries}
    assert entries.keys() >= said.keys()
    lost = {ref: unsaid(texts, entries[ref]) for ref, texts in said.items()}
    assert {ref: texts for ref, texts in lost.items() if texts} == {}


def test_a_dropped_text_would_be_noticed():
    entry = us_csl.parse(unpacked("us-csl.csv")).entries[0]
    assert unsaid(["never said", "Colonel"], entry) == ["never said"]
