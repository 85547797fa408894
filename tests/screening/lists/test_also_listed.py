"""The same subject on several lists: each entry learns of the others."""

from screening.lists.also_listed import also_listed
from screening.model import Effect, Entry, Identifier, Name, PartyKind, Snapshot

PASSPORT = Identifier("passport", "ZX 440 911 72", "KE")


def listed(list_id: str, ref: str, *identifiers: Identifier) -> Snapshot:
    entry = Entry(
        kind=PartyKind.PERSON,
        names=(Name(f"Ottoline Vasquez-Marrable {list_id}"),),
        identifiers=identifiers,
        list_id=list_id,
        ref=ref,
        effect=Effect.REFERS,
    )
    return Snapshot(list_id=list_id, digest="0" * 64, parser="t", published=None, entries=(entry,))


def test_who_shares_a_passport_is_shown_beside_each_other() -> None:
    found = also_listed([listed("b", "B-1", PASSPORT), listed("a", "A-1", PASSPORT)])
    [other] = found["a"]["A-1"]
    assert (other["list"], other["ref"], other["effect"]) == ("b", "B-1", "refers")
    assert other["name"] == "Ottoline Vasquez-Marrable b"
    assert "passport ZX44091172" in str(other["because"])
    assert found["b"]["B-1"][0]["ref"] == "A-1"


def test_who_shares_nothing_has_nobody() -> None:
    assert also_listed([listed("a", "A-1", PASSPORT), listed("b", "B-1")]) == {}


def test_the_order_of_the_lists_changes_nothing() -> None:
    three = [listed(name, name.upper(), PASSPORT) for name in "abc"]
    assert also_listed(three) == also_listed(three[::-1])
