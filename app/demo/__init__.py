"""The demonstration: fictional lists, incidents and vendors. Nobody in it is real."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

FOLDER = resources.files("app.demo")
LISTS = {"un-sc": "un-sc-sample.xml", "local": "local-sample.csv"}
RECORD = "incidents-sample.csv"
# The day on which the vendors' papers were written.
WRITTEN_ON = date(2026, 11, 1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Example:
    """One fictional vendor. `about` says in a line what it shows."""

    name: str
    about: str
    body: dict[str, Any]


def examples(today: date) -> list[Example]:
    """The vendors with their papers as old as they were on the day they were written."""
    files = sorted(_vendors().iterdir(), key=lambda file: file.name)
    return [_example(file, today) for file in files if file.name.endswith(".json")]


def sample(list_id: str) -> tuple[str, bytes]:
    """Name and bytes of the sample of a list."""
    name = LISTS[list_id]
    return name, FOLDER.joinpath("lists", name).read_bytes()


def record() -> tuple[str, bytes]:
    """Name and bytes of the sample of the incident register."""
    return RECORD, FOLDER.joinpath("record", RECORD).read_bytes()


def _vendors() -> Traversable:
    return FOLDER.joinpath("vendors")


def _example(file: Traversable, today: date) -> Example:
    body = json.loads(file.read_text("utf-8"))
    about = str(body["note"]).rpartition("demonstration. ")[2]
    return Example(file.name.removesuffix(".json"), about, _aged(body, today - WRITTEN_ON))


def _aged(value: Any, by: timedelta) -> Any:  # noqa: ANN401  # JSON in, JSON out
    """`value` with every day but birth dates moved by `by`: a demonstration must not expire."""
    if isinstance(value, dict):
        return {key: inner if "birth" in key else _aged(inner, by) for key, inner in value.items()}
    if isinstance(value, list):
        return [_aged(inner, by) for inner in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        return (date.fromisoformat(value) + by).isoformat()
    return value
