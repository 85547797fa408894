"""How fast the matcher's index answers, and whether it finds all: `make bench`.

Set VETTING_REAL_DATA to the publishers' files. Beside the matcher, over the same names and in the
same run: rapidfuzz WRatio, and nomenklatura's logic-v2 where it is installed (it is no dependency).
"""

from __future__ import annotations

import gc
import importlib
import math
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from screening.lists import parse
from screening.matching import Index, UnreadableNameError, compare
from screening.matching.compare import named
from screening.matching.evidence_bounds import bounds_for
from screening.matching.facts import Facts
from screening.matching.searching import LEAST_BITS
from screening.matching.space import query
from screening.matching.variations import vary
from screening.matching.warm import warm
from screening.matching.weights import weights
from screening.model import Entry, Name, Party, PartyKind
from screening.policy import bundled_policy
from tests.bench.bench_lists import FILES, REAL

NAMES = int(os.environ.get("VETTING_BENCH_NAMES", "150000"))
MANY = int(os.environ.get("VETTING_BENCH_MANY", "1000000"))
ASKED, PEERS, SAMPLE, EXHAUSTIVE, ALL_NAMES = 400, 5, 2_000, 60, 200
ORDINARY = (
    ("Greta", "Jonas", "Amara", "Chen", "Fatima", "Peter", "Olga", "Samuel", "Maria", "Ahmed"),
    ("Lindqvist", "Diallo", "Weiming", "Osei", "Hansen", "Petrova", "Ortiz", "Idrissi", "Wanjiru"),
)

pytestmark = pytest.mark.skipif(not REAL, reason="set VETTING_REAL_DATA to the publishers' files")


def real_entries() -> list[Entry]:
    """Entries of the real files until their names are enough."""
    found: list[Entry] = []
    for list_id, names in FILES:
        files = {Path(name).name: Path(str(REAL), name).read_bytes() for name in names}
        found.extend(parse(list_id, files).entries)
    kept, total = [], 0
    for entry in found:
        if total >= NAMES:
            break
        kept.append(entry)
        total += len(entry.names)
    return kept


def made_up(entries: Sequence[Entry], number: int) -> list[Entry]:
    """As many entries of one name each, put together from the parts of real ones."""
    chance = random.Random(1)  # noqa: S311 - a repeatable choice, not a secret
    words: dict[PartyKind, list[str]] = {}
    for entry in entries:
        words.setdefault(entry.kind, []).extend(entry.name.split())
    kinds = [PartyKind.PERSON, PartyKind.ORGANISATION]
    return [
        Entry(
            kind=(kind := kinds[place % 2]),
            names=(Name(" ".join(chance.sample(words[kind], chance.randint(2, 4)))),),
            ref=str(place),
            list_id="made-up",
        )
        for place in range(number)
    ]


def asked(entries: Sequence[Entry], number: int) -> list[Party]:
    """Listed names with one variation each, and as many ordinary names."""
    chance = random.Random(2)  # noqa: S311 - a repeatable choice, not a secret
    kinds = {PartyKind.PERSON, PartyKind.ORGANISATION}
    listed = [entry for entry in entries if entry.kind in kinds]
    found = []
    for place, entry in enumerate(chance.sample(listed, number // 2)):
        ways = vary(entry.name, organisation=entry.kind != PartyKind.PERSON, seed=place)
        name = chance.choice(ways).varied if ways else entry.name
        found.append(_party(name, entry))
    for _ in range(number // 2):
        name = " ".join(map(chance.choice, ORDINARY))
        found.append(Party(id="p", kind=PartyKind.PERSON, names=(Name(name),)))
    return found


def _party(name: str, like: Entry) -> Party:
    return Party(
        id="p", kind=like.kind, names=(Name(name),), births=like.births[:1],
        countries=like.countries[:1],
    )  # fmt: skip


def screened(index: Index) -> Callable[[Party], object]:
    """What a vetting asks of an index: all over the line, and the nearest below it, explained."""
    policy = bundled_policy()
    return lambda party: index.search(
        party, policy.near_misses_kept, all_from=policy.review_threshold
    )


def timed(ask: Callable[[Any], object], questions: Sequence[Any]) -> list[float]:
    """CPU milliseconds a question takes, in order of size.

    What the bench itself holds (every entry, as an object) is put out of the collector's sight: a
    service has it on disk.
    """
    ask(questions[0])
    gc.collect()
    gc.freeze()
    spent = []
    for question in questions:
        began = time.thread_time()
        try:
            ask(question)
        except UnreadableNameError:
            continue
        spent.append((time.thread_time() - began) * 1000)
    gc.unfreeze()
    return sorted(spent)


def said(spent: Sequence[float]) -> str:
    return (
        f"median {statistics.median(spent):.2f} ms, "
        f"99th percentile {spent[len(spent) * 99 // 100]:.2f} ms"
    )


def resident() -> float:
    """Megabytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def in_use(path: Path, questions: Sequence[Party]) -> tuple[float, float]:
    """Megabytes in memory before an index is opened, and when it has answered all questions."""
    warm()
    before = resident()
    index = Index.load(path)
    timed(screened(index), questions)
    return before, resident()


def added(path: Path, questions: Sequence[Party]) -> str:
    """What an index in use adds to a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        before, after = apart.submit(in_use, path, questions).result()
    return f"in use it adds {after - before:.0f} MB, its file's pages with it; {after:.0f} in all"


def opened(entries: Sequence[Entry], path: Path) -> tuple[Index, str]:
    began = time.process_time()
    Index.build(entries).save(path)
    built = time.process_time() - began
    began = time.perf_counter()
    index = Index.load(path)
    took = (time.perf_counter() - began) * 1000
    size = path.stat().st_size / 2**20
    return index, f"built in {built:.0f} s of CPU, {size:.0f} MB on disk, opens in {took:.0f} ms"


def show(*lines: str) -> None:
    print("", *lines, sep="\n")  # noqa: T201


def test_the_real_lists_and_the_peers_over_the_same_names(tmp_path: Path) -> None:
    entries = real_entries()
    index, opening = opened(entries, tmp_path / "index")
    questions = asked(entries, ASKED)
    first = timed(screened(index), questions)
    again = timed(screened(index), questions)
    names = [name.text.lower() for entry in entries for name in entry.names]
    few = [question.name.lower() for question in questions[:: ASKED // PEERS]]
    peer = timed(lambda text: process.extract(text, names, scorer=fuzz.WRatio, limit=10), few)
    ratio = statistics.median(peer) / statistics.median(first)
    show(
        f"{len(entries):,} real entries, {len(names):,} names: {opening}",
        f"a party, first time: {said(first)} (wanted: 1 and 5); again: {said(again)}",
        f"rapidfuzz WRatio: median {statistics.median(peer):.0f} ms, {ratio:.0f} times (100)",
        logic_v2(entries, questions, statistics.median(first)),
    )
    assert len(index) == len(entries)


def logic_v2(entries: Sequence[Entry], questions: Sequence[Party], own: float) -> str:
    """The peer over a sample of the entries, scaled up to all of them."""
    try:
        logic = importlib.import_module("nomenklatura.matching.logic_v2.model").LogicV2
        entity_of = importlib.import_module("followthemoney").model.make_entity
    except ImportError:
        return "nomenklatura logic-v2: not installed"
    config = logic.default_config()

    def proxy(profile: Entry | Party) -> Any:
        made = entity_of("Person" if profile.kind == PartyKind.PERSON else "Organization")
        made.id = "x"
        for name in profile.names:
            made.add("name", name.text)
        return made

    sample = random.Random(3).sample(list(entries), min(SAMPLE, len(entries)))  # noqa: S311
    others = [proxy(entry) for entry in sample]
    few = [proxy(question) for question in questions[:: ASKED // PEERS]]
    spent = timed(lambda one: [logic.compare(one, other, config) for other in others], few)
    whole = statistics.median(spent) * len(entries) / len(sample)
    return (
        f"nomenklatura logic-v2 on {len(sample):,} entries, scaled to all: {whole:,.0f} ms, "
        f"{whole / own:,.0f} times (1,000)"
    )


def test_all_that_comparing_would_find_is_found() -> None:
    line = bundled_policy().review_threshold
    entries = random.Random(4).sample(real_entries(), SAMPLE)  # noqa: S311
    index = Index.build(entries)
    wanted = missed = 0
    for question in asked(entries, 2 * EXHAUSTIVE)[:EXHAUSTIVE]:
        try:
            found = {id_of(one.right) for one in index.search(question, 1, all_from=line)}
        except UnreadableNameError:
            continue
        true = {id_of(entry) for entry in entries if score(question, entry) >= line}
        wanted, missed = wanted + len(true), missed + len(true - found)
    recall = 1 - missed / max(1, wanted)
    show(f"found of {wanted:,} that comparing with each entry finds: {recall:.4f} (wanted: 0.999)")
    assert recall > 0.95


def test_all_that_weighing_every_name_would_find_is_found() -> None:
    """By the names alone, over all real entries: what other evidence adds is the same for both."""
    line = math.log2(bundled_policy().review_threshold / (1 - bundled_policy().review_threshold))
    entries = real_entries()
    index = Index.build(entries)
    bounds = bounds_for(Facts(PartyKind.UNKNOWN.value), weights())
    wanted = missed = 0
    for question in asked(entries, ALL_NAMES):
        organisation = question.kind != PartyKind.PERSON
        try:
            names = tuple(named(question, organisation=organisation))
        except UnreadableNameError:
            continue
        space, asking = index._spaces[organisation], query(names)
        every = space.found(asking, range(len(index)), (), bounds, -math.inf)
        found = space.found(asking, (), (), bounds, LEAST_BITS)
        true = set(every["number"][every["worth"] >= line].tolist())
        wanted, missed = wanted + len(true), missed + len(true - set(found["number"].tolist()))
    recall = 1 - missed / max(1, wanted)
    show(f"found of {wanted:,} that weighing every name finds: {recall:.4f} (wanted: 0.999)")
    assert recall > 0.9


def id_of(profile: Any) -> tuple[str, str]:
    return profile.list_id, profile.ref


def score(party: Party, entry: Entry) -> float:
    try:
        return compare(party, entry).score
    except UnreadableNameError:
        return 0.0


def test_a_million_names(tmp_path: Path) -> None:
    entries = made_up(real_entries(), MANY)
    lines = []
    medians = []
    for number in (MANY // 10, MANY):
        some = list(islice(entries, number))
        questions = asked(some, ASKED)
        index, opening = opened(some, tmp_path / f"{number}")
        spent = timed(screened(index), questions)
        medians.append(statistics.median(spent))
        lines.append(
            f"{number:,} made-up names: {opening}; {said(spent)} (wanted: median 3); "
            f"{added(tmp_path / f'{number}', questions)}"
        )
    show(*lines, f"ten times the names, {medians[1] / medians[0]:.1f} times the time")


def test_memory_of_an_opened_index(tmp_path: Path) -> None:
    entries = real_entries()
    Index.build(entries).save(tmp_path / "index")
    show("an index of the real lists: " + added(tmp_path / "index", asked(entries, ASKED)))
