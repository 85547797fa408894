import gzip
from functools import lru_cache

import pytest
from rapidfuzz.fuzz import token_set_ratio

from screening.lists import au_dfat, ebrd, idb, un_sc, world_bank
from screening.lists.assembling import UN_REFERENCE
from screening.lists.crossref import MOST_BEARERS, CrossReference, cross_references
from screening.model import Entry, Identifier, Name, PartyKind, Snapshot
from tests.screening.lists.holding import real_file

PASSPORT = Identifier("passport", "D 100200", "TD")


def entry(ref, *identifiers, list_id="a", kind=PartyKind.PERSON, notes=()):
    return Entry(
        ref=ref,
        list_id=list_id,
        kind=kind,
        names=(Name(ref),),
        identifiers=identifiers,
        notes=notes,
    )


def snapshot(list_id, *entries):
    return Snapshot(list_id=list_id, digest="", parser="", published=None, entries=entries)


def shared(*pairs):
    """What two entries of two lists with these identifiers learn of each other."""
    lists = [snapshot(name, entry("1", one)) for name, one in zip("ab", pairs, strict=True)]
    return [other.because for other in cross_references(lists).get(("a", "1"), ())]


def test_both_entries_learn_of_each_other_and_why():
    found = cross_references(
        [
            snapshot("a", entry("1", PASSPORT), entry("2")),
            snapshot("b", entry("7", Identifier("passport", "d100200", "TD"))),
        ]
    )
    because = "same passport D100200 of a person, Chad"
    assert found == {
        ("a", "1"): (CrossReference("b", "7", because),),
        ("b", "7"): (CrossReference("a", "1", because),),
    }


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("lei", "529900GREYLANTERN008"), ("imo", "IMO 9999993"), ("swift_bic", "GRLNGE22")],
)
def test_numbers_with_check_digits_need_no_country(scheme, value):
    number = Identifier(scheme, value)
    assert len(shared(number, Identifier(scheme, value, "DE"))) == 1


@pytest.mark.parametrize(
    "number",
    [
        Identifier("passport", "D100200"),
        Identifier("passport", "200", "TD"),
        Identifier("passport", "0000000", "TD"),
        Identifier("passport", "unknown", "TD"),
        Identifier("imo", "9999994"),
        Identifier("other", "D100200", "TD"),
    ],
)
def test_weak_numbers_say_nothing(number):
    assert shared(number, number) == []


def test_the_country_and_the_scheme_must_be_the_same():
    assert shared(PASSPORT, Identifier("passport", "D100200", "NE")) == []
    assert shared(PASSPORT, Identifier("national_id", "D100200", "TD")) == []


def test_a_companys_number_is_no_persons():
    number = Identifier("tax_id", "4400500600", "BD")
    firm = entry("2", number, list_id="b", kind=PartyKind.ORGANISATION)
    assert cross_references([snapshot("a", entry("1", number)), snapshot("b", firm)]) == {}


def test_a_council_reference_is_the_subjects_own_only_under_its_label():
    council = snapshot("un-sc", entry("XXi.001", list_id="un-sc"))
    own = entry("7", list_id="b", notes=((UN_REFERENCE, "XXi.001"),))
    mentioned = entry("8", list_id="b", notes=(("Remarks", "close to XXi.001"),))
    found = cross_references([council, snapshot("b", own, mentioned)])
    [other] = found["un-sc", "XXi.001"]
    assert (other.ref, other.because) == ("7", "same Security Council reference XXi.001")
    assert ("b", "8") not in found


def test_several_shared_numbers_make_one_reference():
    card = Identifier("national_id", "1000200030", "SA")
    found = cross_references([snapshot(n, entry("1", PASSPORT, card)) for n in "ab"])
    [other] = found["a", "1"]
    assert other.because.count("same") == 2


def test_a_number_that_many_bear_names_none():
    few = [entry(str(n), PASSPORT) for n in range(MOST_BEARERS)]
    assert len(cross_references([snapshot("a", *few)])) == MOST_BEARERS
    assert cross_references([snapshot("a", *few, entry("one more", PASSPORT))]) == {}


def test_the_order_of_lists_and_entries_counts_for_nothing():
    one, two = entry("1", PASSPORT), entry("2", PASSPORT)
    other = snapshot("b", entry("3", PASSPORT))
    there, back = snapshot("a", one, two), snapshot("a", two, one)
    forward, backward = cross_references([there, other]), cross_references([other, back])
    assert list(forward.items()) == list(backward.items())


def test_the_work_grows_with_the_numbers():
    many = [entry(str(n), Identifier("passport", f"D{n:06}", "TD")) for n in range(20_000)]
    assert len(cross_references([snapshot("a", *many), snapshot("b", *many)])) == 40_000


@lru_cache(maxsize=1)
def real():
    packed = real_file("un", "un_consolidated_20251120.xml.gz")
    lists = [un_sc.parse({"un.xml": gzip.decompress(packed)})]
    for module, file in (
        (au_dfat, "australia_dfat_consolidated_202502.xlsx"),
        (world_bank, "world_bank_ineligible_20250107.xlsx"),
        (ebrd, "ebrd_ineligible_202412.csv"),
        (idb, "iadb_sanctioned_202502.xlsx"),
    ):
        lists.append(module.SOURCE.parse({file: real_file("debarment", file)}))
    return lists, cross_references(lists)


def alike(one, other):
    return max(
        token_set_ratio(a.text.lower(), b.text.lower()) for a in one.names for b in other.names
    )


@pytest.mark.real_data
def test_subjects_of_two_sanctions_lists_are_found_and_their_names_agree():
    lists, found = real()
    entries = {(s.list_id, e.ref): e for s in lists for e in s.entries}
    pairs = [
        (entries[place], entries[other.list_id, other.ref])
        for place, others in found.items()
        for other in others
        if (place[0], other.list_id) == ("un-sc", "au-dfat")
    ]
    assert len(pairs) >= 165
    assert [one.ref for one, other in pairs if alike(one, other) < 80] == []


@pytest.mark.real_data
def test_the_banks_lists_share_registration_numbers():
    _, found = real()
    banks = {"world-bank", "ebrd", "idb"}
    crossing = [o for (li, _), others in found.items() for o in others if {li, o.list_id} <= banks]
    assert len(crossing) >= 25
