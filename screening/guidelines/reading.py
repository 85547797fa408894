"""Reading a rule set from plain data, strictly: every fault is named with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from screening.errors import PolicyError
from screening.guidelines.rules import (
    Chapter,
    Confidence,
    DeclarationType,
    EvidenceType,
    Instrument,
    Kind,
    Parameter,
    Rule,
    RuleSet,
    ServiceType,
    Setting,
    Stage,
    Standing,
    ValueType,
)

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class Table:
    """One table of the set, read key by key; `done` refuses whatever was not asked for."""

    def __init__(self, raw: object, where: str) -> None:
        if not isinstance(raw, Mapping):
            raise PolicyError(f"{where}: a table is needed, not {raw!r}")
        self.raw: Mapping[str, object] = raw
        self.where = where
        self.asked: set[str] = set()

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self._get(key, "", needed=needed)
        if not isinstance(value, str) or (needed and not value.strip()):
            raise self.fault(key, "must be a text")
        return value

    def flag(self, key: str, *, needed: bool = False) -> bool:
        value = self._get(key, default=False, needed=needed)
        if not isinstance(value, bool):
            raise self.fault(key, "must be true or false")
        return value

    def number(self, key: str) -> int | None:
        value = self._get(key, None)
        if value is not None and (type(value) is not int or value <= 0):
            raise self.fault(key, "must be a whole number above 0")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise self.fault(key, "must be a list of texts")
        return tuple(str(one) for one in value)

    def day(self, key: str) -> date | None:
        value = self._get(key, None)
        if value is None or type(value) is date:
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            raise self.fault(key, "must be a date, YYYY-MM-DD") from error

    def setting(self, key: str) -> Setting | None:
        value = self._get(key, None)
        if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
            return tuple(str(one) for one in value)
        if value is not None and not isinstance(value, str | int | bool):
            raise self.fault(
                key, "must be a text, a whole number, true or false, or a list of texts"
            )
        return value

    def choice(self, key: str, kind: type[E]) -> E:
        found = self.maybe(key, kind)
        if found is None:
            raise self.fault(key, f"is missing; one of {', '.join(kind)}")
        return found

    def maybe(self, key: str, kind: type[E]) -> E | None:
        value = self._get(key, None)
        if value is None:
            return None
        try:
            return kind(str(value))
        except ValueError as error:
            raise self.fault(key, f"must be one of {', '.join(kind)}") from error

    def plain(self, key: str) -> dict[str, object]:
        """Free data, with lists as tuples; checked by whoever knows what it means."""
        value = self._get(key, {})
        if not isinstance(value, Mapping):
            raise self.fault(key, "must be a table")
        return {str(name): frozen(one) for name, one in value.items()}

    def tables(self, key: str, read: Callable[[Table], T]) -> dict[str, T]:
        """A table of tables, by name."""
        value = self._get(key, {})
        if not isinstance(value, Mapping):
            raise self.fault(key, "must be a table of tables")
        return {
            str(name): self._read(one, f"{self.where}: {key}.{name}", read)
            for name, one in value.items()
        }

    def rows(self, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
        """A list of tables, each named in messages by its id where it has one."""
        value = self._get(key, ())
        if not isinstance(value, list | tuple):
            raise self.fault(key, "must be a list of tables")
        return tuple(
            self._read(one, f"{self.where}: {key} {_called(one, number)}", read)
            for number, one in enumerate(value, 1)
        )

    def fault(self, key: str, problem: str) -> PolicyError:
        given = f", not {self.raw[key]!r}" if key in self.raw else ""
        return PolicyError(f"{self.where}: {key!r} {problem}{given}")

    def done(self) -> None:
        """Raises PolicyError for a key nobody asked for."""
        for key in self.raw:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                raise PolicyError(f"{self.where}: unknown key {key!r}; known keys: {known}")

    def _get(self, key: str, default: object = None, *, needed: bool = False) -> object:
        self.asked.add(key)
        if needed and key not in self.raw:
            raise PolicyError(f"{self.where}: {key!r} is missing")
        value = self.raw.get(key, default)
        return default if value is None else value

    def _read(self, raw: object, where: str, read: Callable[[Table], T]) -> T:
        table = Table(raw, where)
        value = read(table)
        table.done()
        return value


def frozen(value: object) -> object:
    """Plain data with every list a tuple, so that equal sets compare equal."""
    if isinstance(value, Mapping):
        return {str(name): frozen(one) for name, one in value.items()}
    return tuple(frozen(one) for one in value) if isinstance(value, list | tuple) else value


def read_ruleset(raw: object) -> RuleSet:
    """The set from its plain form. Raises PolicyError for an unknown, missing or bad key."""
    table = Table(raw, "rule set")
    ruleset = RuleSet(
        id=table.text("id", needed=True),
        title=table.text("title", needed=True),
        version=table.text("version", needed=True),
        status=table.text("status", needed=True),
        sources={name: str(one) for name, one in table.plain("sources").items()},
        instruments=table.rows("instruments", _instrument),
        evidence=table.tables("evidence", _evidence),
        declarations=table.tables(
            "declarations", lambda t: DeclarationType(label=t.text("label", needed=True))
        ),
        services=table.tables("services", _service),
        rules=table.rows("rules", _rule),
    )
    table.done()
    return ruleset


def _called(raw: object, number: int) -> str:
    return str(raw["id"]) if isinstance(raw, Mapping) and raw.get("id") else f"number {number}"


def _instrument(table: Table) -> Instrument:
    return Instrument(
        id=table.text("id", needed=True),
        title=table.text("title", needed=True),
        date=table.text("date"),
        status=table.text("status"),
        note=table.text("note"),
    )


def _evidence(table: Table) -> EvidenceType:
    return EvidenceType(
        label=table.text("label", needed=True),
        description=table.text("description"),
        about=_among(table, "about", ("vendor", "person", "engagement")),
        values=table.tables("values", _value),
    )


def _value(table: Table) -> ValueType:
    return ValueType(
        type=_among(table, "type", ("string", "integer", "boolean", "date")),
        meaning=table.text("meaning", needed=True),
    )


def _service(table: Table) -> ServiceType:
    return ServiceType(
        label=table.text("label", needed=True),
        family=table.text("family", needed=True),
        permitted=table.flag("permitted", needed=True),
    )


def _among(table: Table, key: str, allowed: tuple[str, ...]) -> str:
    value = table.text(key, needed=True)
    if value not in allowed:
        raise table.fault(key, f"must be one of {', '.join(allowed)}")
    return value


def _parameter(table: Table) -> Parameter:
    return Parameter(
        meaning=table.text("meaning", needed=True),
        default=table.setting("default"),
        suggested=table.setting("suggested"),
        options=table.texts("options"),
        confidence=table.maybe("confidence", Confidence),
    )


def _rule(table: Table) -> Rule:
    return Rule(
        id=table.text("id", needed=True),
        group=table.text("group", needed=True),
        instrument=table.text("instrument", needed=True),
        text=table.text("text", needed=True),
        kind=table.choice("kind", Kind),
        chapter=table.choice("chapter", Chapter),
        verification=table.choice("verification", Standing),
        predicate=table.text("predicate", needed=True),
        section=table.text("section"),
        paragraph=table.text("paragraph"),
        stage=table.maybe("stage", Stage) or Stage.NONE,
        armed_only=table.flag("armed_only"),
        actor=table.texts("actor"),
        evidence=table.texts("evidence"),
        validity_days=table.number("validity_days"),
        parameters=table.tables("parameters", _parameter),
        confidence=table.maybe("confidence", Confidence),
        sources=table.texts("sources"),
        related=table.texts("related"),
        remarks=table.text("remarks"),
        arguments=table.plain("arguments"),
        confirmed_by=table.text("confirmed_by"),
        confirmed_on=table.day("confirmed_on"),
    )
