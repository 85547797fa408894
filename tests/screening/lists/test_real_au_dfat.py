import re
from collections import Counter, defaultdict
from functools import lru_cache

import pytest

from screening.lists import au_dfat
from screening.lists.sanity import judge
from screening.model import NameKind, PartyKind
from screening.text.splitting import split_names
from tests.screening.lists.holding import real_file, squeezed, unsaid
from tests.screening.lists.spreadsheets import raw_rows

pytestmark = pytest.mark.real_data
KINDS = {"individual": PartyKind.PERSON, "entity": PartyKind.ORGANISATION}
NAME_KINDS = {
    "primary name": {NameKind.PRIMARY},
    # A few repeat the primary name.
    "aka": {NameKind.ALIAS, NameKind.PRIMARY},
    "original script": {NameKind.NATIVE},
    "formerly known as": {NameKind.FORMER},
    "previously listed as": {NameKind.FORMER},
}
NOTHING = {"na", "n/a"}


def data():
    return real_file("debarment", "australia_dfat_consolidated_202502.xlsx")


@lru_cache(maxsize=1)
def snapshot():
    return au_dfat.parse({"list.xlsx": data()})


@lru_cache(maxsize=1)
def subjects():
    """The rows by number, by the tests' own reader."""
    found = defaultdict(list)
    for row in raw_rows(data(), "xl/worksheets/sheet1.xml")[1:]:
        if number := re.match(r"\s*(\d+)", row[0] if row else ""):
            found[number[1]].append(row[:12])
    return found


def test_every_subject_is_an_entry_and_the_list_may_come_into_force():
    assert sum(map(len, subjects().values())) == 9_554
    assert len(subjects()) == 3_062
    assert [entry.ref for entry in snapshot().entries] == list(subjects())
    assert judge(snapshot(), None, au_dfat.SOURCE) == ""


def test_every_name_in_the_file_is_a_name_of_its_entry():
    held = {entry.ref: {name.text for name in entry.names} for entry in snapshot().entries}
    lost = [
        row[1]
        for number, rows in subjects().items()
        for row in rows
        if squeezed(row[1]) not in held[number] and not set(split_names(row[1])) <= held[number]
    ]
    assert lost == []


def test_native_names_are_at_least_as_many_as_the_file_marks():
    marked = sum("script" in row[3].lower() for rows in subjects().values() for row in rows)
    kinds = Counter(name.kind for entry in snapshot().entries for name in entry.names)
    assert marked <= kinds[NameKind.NATIVE] <= 1.2 * marked


def said_otherwise(text, entry):
    """Words that became a kind, or say that there is nothing to say."""
    word = text.lower()
    kinds = {name.kind for name in entry.names}
    return word in NOTHING or KINDS.get(word) is entry.kind or NAME_KINDS.get(word, set()) & kinds


def test_nothing_the_publisher_says_is_dropped():
    lost = [
        (entry.ref, text)
        for entry in snapshot().entries
        for row in subjects()[entry.ref]
        for text in unsaid(row, entry)
        if not said_otherwise(text, entry)
    ]
    assert lost == []


def test_almost_everything_is_understood():
    assert len(snapshot().warnings) < 50
