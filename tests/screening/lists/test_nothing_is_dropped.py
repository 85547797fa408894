"""What a Security Council file says, read by ElementTree alone, against what its entries hold."""

import gzip
import os
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from screening import lists
from screening.model import Entry
from screening.plain import plain
from screening.text.splitting import split_names

ROOT = Path(__file__).parents[3]
QUALITIES = {
    "good": {"alias", "native"},
    "a.k.a.": {"alias", "native"},
    "low": {"weak"},
    "f.k.a.": {"former"},
}


def real(day: str) -> object:
    return pytest.param(f"un_consolidated_{day}.xml.gz", marks=pytest.mark.real_data, id=day)


FILES = [
    pytest.param(ROOT / "tests" / "fixtures" / "lists" / "un-sc.xml", id="fixture"),
    pytest.param(ROOT / "app" / "demo" / "lists" / "un-sc-sample.xml", id="sample"),
    real("20260227"),
    real("20251120"),
    real("20181029"),
]


@lru_cache(maxsize=2)
def read(file: Path | str) -> tuple[list[ET.Element], dict[str, Entry]]:
    """The file's INDIVIDUALs and ENTITYs as ElementTree sees them, and the entries by reference."""
    if isinstance(file, str):
        folder = os.environ.get("VETTING_REAL_DATA")
        if not folder:
            pytest.skip("set VETTING_REAL_DATA to the folder with the publishers' files")
        data = gzip.decompress((Path(folder) / "un" / file).read_bytes())
    else:
        data = file.read_bytes()
    root = ET.fromstring(data)  # noqa: S314 - the tests' own files
    entries = lists.parse("un-sc", {"un.xml": data}).entries
    elements = [*root.iter("INDIVIDUAL"), *root.iter("ENTITY")]
    return elements, {entry.ref: entry for entry in entries}


def squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


def reference(element: ET.Element) -> str:
    return squeezed(element.findtext("REFERENCE_NUMBER"))


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


def unsaid(element: ET.Element, entry: Entry) -> list[tuple[str, str]]:
    """The texts of the element that the entry's plain form does not hold, by tag."""
    held = "\n".join(every_string(plain(entry))).lower()
    kinds = {name.kind.value for name in entry.names}
    return [
        (node.tag, text)
        for node in element.iter()
        for text in (squeezed(node.text), squeezed(node.tail if node is not element else ""))
        if text and text.lower() not in held and not said_otherwise(node.tag, text, kinds)
    ]


def said_otherwise(tag: str, text: str, kinds: set[str]) -> bool:
    """Words that became the kind of a name, or that only say a date is what it looks like."""
    if tag == "QUALITY":
        return bool(QUALITIES.get(text.lower(), set()) & kinds)
    return (tag, text) == ("TYPE_OF_DATE", "EXACT")


@pytest.mark.parametrize("file", FILES)
def test_nothing_the_publisher_says_is_dropped(file):
    elements, entries = read(file)
    missing = {reference(e): unsaid(e, entries[reference(e)]) for e in elements}
    assert {ref: texts for ref, texts in missing.items() if texts} == {}


@pytest.mark.parametrize("file", FILES)
def test_every_name_in_the_file_is_a_name_of_its_entry(file):
    elements, entries = read(file)
    held = {ref: {name.text for name in entry.names} for ref, entry in entries.items()}
    lost = [
        text
        for element in elements
        for node in element.iter()
        if node.tag in {"ALIAS_NAME", "NAME_ORIGINAL_SCRIPT"} and (text := squeezed(node.text))
        if not set(split_names(text)) <= held[reference(element)]
    ]
    assert lost == []


def test_a_dropped_text_would_be_noticed():
    element = ET.fromstring("<ENTITY><NEW>never read</NEW></ENTITY>")  # noqa: S314
    _, entries = read(ROOT / "tests" / "fixtures" / "lists" / "un-sc.xml")
    assert unsaid(element, entries["XXe.001"]) == [("NEW", "never read")]
