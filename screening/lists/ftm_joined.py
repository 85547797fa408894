"""FollowTheMoney entities joined: sanctions, documents, relations folded into the parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from screening.errors import ListFormatError
from screening.lists.assembling import UN_REFERENCE, add_identifier, code_of
from screening.lists.draft import Draft
from screening.lists.effects import of_topics
from screening.lists.ftm_entity import PARTIES, Thing, fill, kind_of
from screening.model import Address, Effect, Identifier
from screening.text.dates import parse_day

# Properties of a party that name other entities by id; what those say is folded in from them.
_POINTERS = frozenset({"addressEntity"})
_OWNERS = {
    "Sanction": ("entity",),
    "Passport": ("holder",),
    "Identification": ("holder",),
    "Address": (),
}
_NOT_WORDS = frozenset({"id"})
_DAYS = frozenset({"listingDate", "startDate", "endDate", "modifiedAt"})


def joined(list_id: str, file: str, things: Iterable[Thing]) -> tuple[list[Draft], list[str]]:
    """A draft for each listed party, in file order, and notices.

    Listed are those marked as a target or that have a topic; in data without such marks, every
    party. A party that is neither listed nor related to a listed one is passed over, and a notice
    counts them. Raises ListFormatError for an id that stands twice.
    """
    known: dict[str, Thing] = {}
    for thing in things:
        if thing.id in known:
            raise ListFormatError(f"the id {thing.id} stands twice", thing.place)
        known[thing.id] = thing
    parties = [thing for thing in known.values() if thing.schema in PARTIES]
    marked = any(t.target is not None or t.properties.get("topics") for t in parties)
    listed = [t for t in parties if not marked or t.target or t.properties.get("topics")]
    drafts = {thing.id: _draft(list_id, thing, known) for thing in listed}
    touched = set(drafts)
    for thing in listed:
        touched.update(thing.properties.get("addressEntity", ()))
    ends: dict[str, list[str]] = {}
    for thing in known.values():
        if thing.schema not in PARTIES:
            _fold(thing, drafts, known, ends, touched)
    for ref, draft in drafts.items():
        _close(draft, known[ref], ends.get(ref, []))
    left = len(known.keys() - touched)
    return list(drafts.values()), [
        f"{left:,} entities of {file} are neither listed nor related to a listed one: passed over"
    ] * bool(left)


def _draft(list_id: str, thing: Thing, known: dict[str, Thing]) -> Draft:
    draft = Draft(
        list_id=list_id,
        kind=kind_of(thing.schema),
        effect=Effect.REFERS,
        ref=thing.id,
        place=thing.place.rpartition(", ")[2],
    )
    draft.note("schema", thing.schema)
    fill(draft, thing, _POINTERS)
    for ref in thing.properties.get("addressEntity", ()):
        address = known.get(ref)
        if address is None:
            draft.note("addressEntity", ref)
        else:
            draft.add(draft.addresses, _address(address))
            _note(draft, address)
    return draft


def _address(thing: Thing) -> Address:
    text = thing.first("full") or thing.caption
    return Address(
        text or ", ".join(text for texts in thing.properties.values() for text in texts),
        city=thing.first("city"),
        region=thing.first("region") or thing.first("state"),
        postcode=thing.first("postalCode"),
        country=code_of(thing.first("country").upper()),
    )


def _fold(
    thing: Thing,
    drafts: dict[str, Draft],
    known: dict[str, Thing],
    ends: dict[str, list[str]],
    touched: set[str],
) -> None:
    """Say to every listed party this entity points at what it says."""
    pointers = {text: key for key, text in _pairs(thing) if text in known and text != thing.id}
    own = _OWNERS.get(thing.schema)
    owners = [ref for ref, key in pointers.items() if ref in drafts and (own is None or key in own)]
    if owners:
        touched.update((thing.id, *pointers))
    for ref in owners:
        draft = drafts[ref]
        if thing.schema == "Sanction":
            _sanction(draft, thing)
            ends.setdefault(ref, []).append(thing.first("endDate"))
        elif thing.schema in _OWNERS:
            _document(draft, thing)
        else:
            _relation(draft, thing, ref, known)


def _pairs(thing: Thing) -> Iterator[tuple[str, str]]:
    for key, texts in thing.properties.items():
        for text in texts:
            yield key, text


def _sanction(draft: Draft, thing: Thing) -> None:
    for key, text in _pairs(thing):
        match key:
            case "entity":
                pass
            case "program" | "programId":
                draft.add(draft.programmes, text)
            case "reason":
                draft.reason = "\n".join(
                    dict.fromkeys(filter(None, [*draft.reason.split("\n"), text]))
                )
            case "unscId":
                draft.note(UN_REFERENCE, text)
            case _:
                draft.note(f"sanction {key}", text)
    first = [parse_day(thing.first(key)) for key in ("listingDate", "startDate")]
    days = [day for day in (draft.listed_on, *first) if day]
    draft.listed_on = min(days, default=None)
    changed = [d for d in (draft.changed_on, parse_day(thing.first("modifiedAt"))) if d]
    draft.changed_on = max(changed, default=None)
    _others(draft, thing)


def _document(draft: Draft, thing: Thing) -> None:
    scheme = "passport" if thing.schema == "Passport" else "national_id"
    words = [text for key, text in _pairs(thing) if key not in {"holder", "number", "country"}]
    written = thing.first("type").lower()
    if "tax" in written:
        scheme = "tax_id"
    elif "driv" in written:
        scheme = "driving_licence"
    country = thing.first("country")
    for number in thing.properties.get("number", ()):
        note = ", ".join(dict.fromkeys(words))
        add_identifier(draft, Identifier(scheme, number, code_of(country.upper()), note))
    if not thing.properties.get("number"):
        draft.note(thing.schema, ", ".join([*words, country]))
    _others(draft, thing)


def _relation(draft: Draft, thing: Thing, ref: str, known: dict[str, Thing]) -> None:
    """Such as "owner NAME (id), percentage 50": every other end by its name."""
    words = []
    for key, text in _pairs(thing):
        if text == ref:
            continue
        other = known.get(text)
        words.append(f"{key} {_named(other)} ({text})" if other else f"{key} {text}")
    draft.note(thing.schema, ", ".join(words) or thing.id)
    _others(draft, thing)


def _named(thing: Thing) -> str:
    return thing.caption or thing.first("name") or thing.schema


def _note(draft: Draft, thing: Thing) -> None:
    said = [f"{key} {text}" for key, text in _pairs(thing)]
    draft.note(thing.schema, ", ".join(said))
    _others(draft, thing)


def _others(draft: Draft, thing: Thing) -> None:
    draft.note(f"{thing.schema} id", thing.id)
    for key, text in thing.others:
        draft.note(f"{thing.schema} {key}", text)


def _close(draft: Draft, thing: Thing, ends: list[str]) -> None:
    """A listing has ended only if every sanction of the party has."""
    days = [parse_day(text) for text in ends]
    draft.ends_on = max((d for d in days if d), default=None) if days and all(days) else None
    datasets = thing_datasets(thing)
    topics = thing.properties.get("topics", ("sanction",) if ends else ())
    draft.effect = of_topics(topics, datasets)


def thing_datasets(thing: Thing) -> list[str]:
    return [name for key, text in thing.others if key == "datasets" for name in text.split(", ")]
