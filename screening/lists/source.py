"""What is known of one list before any file of it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from screening.model import Effect, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSource:
    """One list: what being on it means for an award, how large it is, and who reads its files.

    A file is believed between `minimum` and `maximum` entries; `max_shrink` is the share of the
    entries in force that a new file may drop at once. `effect` is the list's; a regime within it
    may differ entry by entry. `parse` takes unpacked files by name, for some lists come in several.
    """

    id: str
    title: str
    publisher: str
    licence: str
    effect: Effect
    formats: tuple[str, ...]
    minimum: int
    maximum: int
    max_shrink: float
    parse: Callable[[Mapping[str, bytes]], Snapshot]
