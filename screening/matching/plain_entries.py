"""Profiles, listed entries and vendors' parties as one line of JSON each, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from screening.model import Entry, Party, Profile
from screening.plain import canonical, plain

_KINDS: dict[str, type[Profile]] = {"entry": Entry, "party": Party, "profile": Profile}
Reader = Callable[[Any], Any]
_READERS: dict[type, dict[str, Reader]] = {}


def dump(profile: Profile) -> bytes:
    """The profile with every field it has."""
    kind = type(profile).__name__.lower()
    values = {field.name: plain(getattr(profile, field.name)) for field in fields(profile)}
    return canonical(
        {
            kind: {
                key: value
                for key, value in values.items()
                if key == "names" or value not in ([], "", None)
            }
        }
    )


def load(line: bytes) -> Profile:
    """The profile that `dump` wrote."""
    (kind, values), *_ = json.loads(line).items()
    found = _build(_KINDS[kind], values)
    if not isinstance(found, Profile):
        raise TypeError(kind)
    return found


def _build(cls: type, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    readers = _READERS.get(cls)
    if readers is None:
        hints = get_type_hints(cls)
        readers = _READERS[cls] = {f.name: _reader(hints[f.name]) for f in fields(cls)}
    return cls(**{key: readers[key](value) for key, value in values.items()})


def _reader(hint: Any) -> Reader:  # noqa: ANN401
    """How to read a value of this type: made once for each field."""
    origin = get_origin(hint)
    if origin is tuple:
        inner = get_args(hint)
        if inner[-1] is Ellipsis:
            one = _reader(inner[0])
            return lambda values: tuple([one(value) for value in values])
        each = [_reader(kind) for kind in inner]
        return lambda values: tuple([read(v) for read, v in zip(each, values, strict=True)])
    if origin in (Union, UnionType):
        chosen = _reader(next(kind for kind in get_args(hint) if kind is not type(None)))
        return lambda value: None if value is None else chosen(value)
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    if is_dataclass(hint) and isinstance(hint, type):
        return lambda values: _build(hint, values)
    return lambda value: value
