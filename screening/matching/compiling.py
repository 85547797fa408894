"""Profiles compiled into the arrays of an index."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from screening.matching import facts as facts_of
from screening.matching import plain_entries
from screening.matching.compare import Named, modes, named, unreadable_names
from screening.matching.evidence_bounds import bounds_of
from screening.matching.names import NameForm, UnreadableNameError
from screening.matching.space_compiling import compile_space
from screening.matching.store import Arrays, pack
from screening.model import Profile

MODES = ((False, "p_"), (True, "o_"))
"""Names read as a person's, and as an organisation's: each in a space of its own."""


def compile_entries(entries: Iterable[Profile]) -> Arrays:
    """All that an index holds. A name nobody can read is left out; its entry stays."""
    compared: list[facts_of.Facts] = []
    lines, known, keys, births, unread = [], [], [], [], []
    read: dict[bool, tuple[list[NameForm], list[int], list[bool]]] = {
        mode: ([], [], []) for mode, _ in MODES
    }
    for number, entry in enumerate(entries):
        found = facts_of.facts(entry)
        lines.append(plain_entries.dump(entry))
        compared.append(found)
        known.append(facts_of.dump(found))
        keys += [(facts_of.filing_key(value), number) for _, value, _ in sorted(found.identifiers)]
        births += [(facts_of.filing_key(day), number) for day in facts_of.birth_days(found)]
        if unreadable_names(entry):
            unread.append(number)
        for mode in modes(entry):
            for form, weak in _readable(entry, mode):
                forms, owners, weaks = read[mode]
                forms.append(form)
                owners.append(number)
                weaks.append(weak)
    arrays: Arrays = {}
    arrays["entry_text"], arrays["entry_at"] = pack(lines)
    arrays["fact_text"], arrays["fact_at"] = pack(known)
    for name, pairs in (("identifier", keys), ("birth", births)):
        pairs.sort()
        arrays[f"{name}_keys"] = np.array([key for key, _ in pairs], np.uint32)
        arrays[f"{name}_rows"] = np.array([row for _, row in pairs], np.int32)
    arrays |= bounds_of(compared)
    arrays["unreadable"] = np.array(unread, np.int32)
    for mode, prefix in MODES:
        space = compile_space(*read[mode], len(lines))
        arrays |= {prefix + name: array for name, array in space.items()}
    return arrays


def _readable(entry: Profile, mode: bool) -> list[Named]:  # noqa: FBT001
    try:
        names = named(entry, organisation=mode)
    except UnreadableNameError:
        return []
    return list({(form.text, weak): (form, weak) for form, weak in names}.values())
