"""What BODS 0.4 asks of statements taken together: order, status, components, who may hold what.

The rule numbers are those of the project's ownership handbook (OWN-B-01 to OWN-B-07) and, for the
standard's other requirements, a short name. Source: BODS 0.4, schema reference and guidance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from screening.ownership.bods_statement import Problem, called

Statement = Mapping[str, Any]
_NOMINEE_ROLES = frozenset({"nominee", "nominator"})
_BOUNDS = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


@dataclass(slots=True)
class Series:
    """What has been stated so far: the latest statement of each record, and which have ended."""

    latest: dict[str, Statement] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def live(self) -> dict[str, Statement]:
        return {key: value for key, value in self.latest.items() if key not in self.closed}

    def form(self, record: object) -> str:
        """As "arrangement/nomination" or "knownPerson"; "" for a record nobody stated."""
        statement = self.latest.get(record) if isinstance(record, str) else None
        return form(statement["recordDetails"]) if statement else ""


def form(details: Mapping[str, Any]) -> str:
    """The type of an entity or person, with its subtype."""
    kind = details.get("entityType", {})
    subtype = kind.get("subtype", "")
    entity = f"{kind.get('type', '')}{'/' if subtype else ''}{subtype}"
    return str(details.get("personType") or entity)


def record_problems(statements: Sequence[Statement]) -> tuple[Series, tuple[Problem, ...]]:
    """The records as they stand at the end, and every rule the statements break together.

    The statements must be without `statement_problems`.
    """
    series = Series()
    problems = []
    for number, statement in enumerate(statements):
        name = called(statement, number)
        problems += [
            Problem(name, f"$[{number}]", *found) for found in _problems(statement, series)
        ]
        _take(statement, series)
    places = {statement["statementId"]: number for number, statement in enumerate(statements)}
    problems += _at_the_end(series, places)
    return series, tuple(problems)


def _take(statement: Statement, series: Series) -> None:
    series.ids.add(statement["statementId"])
    series.latest[statement["recordId"]] = statement
    if statement.get("recordStatus") == "closed":
        series.closed.add(statement["recordId"])


def _problems(statement: Statement, series: Series) -> Iterator[tuple[str, str]]:
    yield from _identity(statement, series)
    version = statement.get("publicationDetails", {}).get("bodsVersion", "0.4")
    if version != "0.4":
        yield "bodsVersion", f"it follows BODS {version}; 0.4 is read"
    if statement["recordType"] != "relationship":
        return
    yield from _parties(statement, series)
    yield from _components(statement, series)
    for interest in statement["recordDetails"].get("interests", ()):
        yield from _interest(interest)
        yield from _roles(interest, statement, series)


def _identity(statement: Statement, series: Series) -> Iterator[tuple[str, str]]:
    record, status = statement["recordId"], statement.get("recordStatus", "")
    before = series.latest.get(record)
    if statement["statementId"] in series.ids:
        yield "statementId", "its statementId has been used before; every statement has its own"
    if before is not None and before["recordType"] != statement["recordType"]:
        yield (
            "recordType",
            f"record {record!r} was a {before['recordType']}, now a {statement['recordType']}",
        )
    if record in series.closed:
        yield "OWN-B-03", f"record {record!r} was closed; nothing may follow"
    elif before is not None and status == "new":
        yield "OWN-B-03", f"record {record!r} is new a second time; say updated or closed"
    elif before is None and status in ("updated", "closed"):
        yield "OWN-B-03", f"record {record!r} is {status} before it was new"


def _parties(statement: Statement, series: Series) -> Iterator[tuple[str, str]]:
    details = statement["recordDetails"]
    for end, allowed in (("subject", ("entity",)), ("interestedParty", ("entity", "person"))):
        named = details[end]
        if not isinstance(named, str):
            continue
        stated = series.latest.get(named)
        if stated is None:
            yield (
                "OWN-B-01",
                f"{end} {named!r} is not stated before it; state parties before relationships",
            )
        elif stated["recordType"] not in allowed:
            yield end, f"{end} {named!r} is a {stated['recordType']}, not {' or '.join(allowed)}"


def _components(statement: Statement, series: Series) -> Iterator[tuple[str, str]]:
    details = statement["recordDetails"]
    for part in details.get("componentRecords", ()):
        stated = series.latest.get(part)
        if stated is None:
            yield "OWN-B-02", f"component {part!r} is not stated before its primary relationship"
        elif stated["recordType"] == "relationship" and not _is_component(stated):
            yield "OWN-B-02", f"component {part!r} does not say isComponent: true"


def _is_component(statement: Statement) -> bool:
    return statement["recordDetails"]["isComponent"] is True


def _interest(interest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    starts, ends = interest.get("startDate", ""), interest.get("endDate", "")
    if starts and ends and ends < starts:
        yield "endDate", f"an interest ends on {ends}, before it starts on {starts}"
    share = interest.get("share", {})
    for inclusive, exclusive in _BOUNDS:
        if inclusive in share and exclusive in share:
            yield "share", f"both {inclusive} and {exclusive} are given; give one"
    low = share.get("minimum", share.get("exclusiveMinimum", 0))
    high = share.get("maximum", share.get("exclusiveMaximum", 100))
    is_open = "exclusiveMinimum" in share or "exclusiveMaximum" in share
    if low > high or (low == high and is_open):
        yield "share", f"no share lies between {low} and {high} as stated"
    elif "exact" in share and not _within(share["exact"], share, low, high):
        yield "share", f"exactly {share['exact']} lies outside the range given beside it"


def _within(exact: Any, share: Mapping[str, Any], low: Any, high: Any) -> bool:  # noqa: ANN401 - any JSON number
    above = exact > low if "exclusiveMinimum" in share else exact >= low
    below = exact < high if "exclusiveMaximum" in share else exact <= high
    return bool(above and below)


def _roles(
    interest: Mapping[str, Any], statement: Statement, series: Series
) -> Iterator[tuple[str, str]]:
    details, kind = statement["recordDetails"], interest.get("type", "unknownInterest")
    into_nomination = series.form(details["subject"]).endswith("/nomination")
    if kind in _NOMINEE_ROLES and not into_nomination:
        yield "OWN-B-05", f"a {kind} interest is held in a nomination arrangement, not elsewhere"
    if into_nomination and kind not in _NOMINEE_ROLES:
        yield "OWN-B-05", f"a nomination arrangement has nominees and nominators, not {kind}"
    holder = series.latest.get(details["interestedParty"], {}) if _named(details) else {}
    if interest.get("beneficialOwnershipOrControl") is True and (
        holder.get("recordType") == "entity"
    ):
        yield (
            "beneficialOwnershipOrControl",
            "only a natural person can be a beneficial owner; the interested party is an entity",
        )


def _named(details: Mapping[str, Any]) -> bool:
    return isinstance(details["interestedParty"], str)


def _at_the_end(series: Series, places: Mapping[str, int]) -> Iterator[Problem]:
    live = series.live()
    listed = {
        part
        for statement in live.values()
        for part in statement["recordDetails"].get("componentRecords", ())
    }
    for record, statement in live.items():
        if statement["recordType"] != "relationship":
            continue
        details, number = statement["recordDetails"], places[statement["statementId"]]
        name, path = called(statement, number), f"$[{number}]"
        if _is_component(statement) and record not in listed:
            sentence = f"component {record!r} belongs to no primary relationship"
            yield Problem(name, path, "OWN-B-02", sentence)
        for end in ("subject", "interestedParty"):
            if isinstance(details[end], str) and details[end] in series.closed:
                sentence = f"{end} {details[end]!r} is closed while the relationship runs"
                yield Problem(name, path, "OWN-B-03", sentence)
