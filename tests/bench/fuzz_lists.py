"""Damage every fixture of every publisher at random, for as long as told: `make fuzz SECONDS=600`.

Anything a parser raises but ListFormatError is printed with the bytes that did it, and fails.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from screening.errors import ListFormatError
from screening.lists import parse
from screening.plain import canonical

FIXTURES = Path(__file__).parents[1] / "fixtures" / "lists"
OFAC = ("ofac-sdn.csv", "ofac-alt.csv", "ofac-add.csv", "ofac-sdn-comments.csv")
CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("un-sc", ("un-sc.xml",)),
    ("us-ofac-sdn", OFAC),
    ("us-ofac-sdn", ("ofac-sdn.xml",)),
    ("us-ofac-sdn", ("ofac-enhanced.xml",)),
    ("us-ofac-sdn", ("ofac-advanced.xml",)),
    ("us-csl", ("us-csl.csv",)),
    ("eu-fsf", ("eu-fsf.xml",)),
    ("eu-fsf", ("eu-fsf.csv",)),
    ("uk-sl", ("uk-sl.csv",)),
    ("uk-sl", ("uk-sl.xml",)),
    ("uk-conlist", ("uk-conlist.csv",)),
    ("opensanctions", ("opensanctions-entities.ftm.json",)),
    ("opensanctions", ("opensanctions-targets.simple.csv",)),
    ("world-bank", ("world-bank.json",)),
    ("adb", ("adb.csv",)),
    ("afdb", ("afdb.csv",)),
    ("ebrd", ("ebrd.csv",)),
    ("ca-sema", ("ca-sema.xml",)),
    ("ch-seco", ("ch-seco.xml",)),
)
SPLINTERS = (
    *(b"", b"\x00", b"\xff\xfe", b'"', b"<", b">", b"&", b"{", b"[", b"\n", b";", b",", b"\x1a"),
    *(b"9" * 400, b"99/99/9999", b"-0- ", b"DOB ", b"<a>", b"</a>", b"null", b"true", b"]]>"),
    *("\N{ARABIC LETTER SHEEN}".encode(), b"\xed\xa0\x80", b"<!DOCTYPE a>", b"&#0;", b"\r"),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """`data` with one to four places cut out, written over or moved."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        moved = data[(start := chance.randrange(len(data) + 1)) : start + chance.randint(0, 80)]
        splinter = chance.choice((*SPLINTERS, moved, chance.randbytes(3)))
        data = data[:at] + splinter + data[at + chance.randint(0, 60) :]
    return data


def fuzz(list_id: str, names: tuple[str, ...], seconds: float, seed: int) -> int:
    """How many damaged sets were tried. Raises what a parser raised, with the seed in a note."""
    chance = random.Random(seed)  # noqa: S311  # not a secret
    files = {name: (FIXTURES / name).read_bytes() for name in names}
    tried, ends = 0, time.monotonic() + seconds
    while time.monotonic() < ends:
        name = chance.choice(names)
        given = {**files, name: damaged(files[name], chance)}
        try:
            canonical(parse(list_id, given))
        except ListFormatError:
            pass
        except Exception as error:
            error.add_note(f"{list_id}, {name}, seed {seed}, after {tried}: {given[name]!r}")
            raise
        tried += 1
    return tried


def main(seconds: float, seed: int) -> None:
    for list_id, names in CASES:
        tried = fuzz(list_id, names, seconds, seed)
        print(f"{list_id:15} {names[0]:35} {tried:9,} damaged, all read or refused")  # noqa: T201


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
