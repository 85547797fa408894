"""Files that are read beside a submission: a register's own, or BODS that stands for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.errors import InvalidError
from app.shapes.reading import checked, read_json
from screening.errors import ListFormatError
from screening.lists.reading import decode
from screening.model import Engagement, PartyRole, Submission
from screening.ownership import bods, registers
from screening.ownership.registers import Extract


def extract(name: str, data: bytes) -> Extract:
    """A register's file as it lies there. Raises ListFormatError for one that is none."""
    return Extract(register=registers.recognise(name, data), name=name, data=data)


def with_sources(body: object, files: Sequence[Path]) -> object:
    """The submission, as plain data, with these files among its ownership's sources."""
    if not files or not isinstance(body, dict):
        return body
    ownership = body.get("ownership") or {}
    if not isinstance(ownership, dict) or not isinstance(ownership.get("sources", []), list):
        return body
    sources = [*ownership.get("sources", []), *(_source(file) for file in files)]
    return {**body, "ownership": {**ownership, "sources": sources}}


def _source(file: Path) -> dict[str, Any]:
    data = file.read_bytes()
    register = registers.recognise(file.name, data)
    return {"register": register, "name": file.name, "text": decode(file.name, data)}


def stated(name: str, data: bytes, *, vendor: str = "") -> Submission:
    """The submission in a file, or what BODS 0.4 states of one company, by its recordId.

    Left out, it is the company that the first statement is a declaration of.

    Raises InvalidError or ListFormatError for what is neither.
    """
    if _is_submission(data):
        return checked(read_json(data)).to_model()
    if registers.recognise(name, data) != registers.BODS:
        raise ListFormatError("says nothing by itself: give it as --source beside another", name)
    statements = bods.loads(name, data)
    vendor = vendor or str(statements[0].get("declarationSubject", ""))
    statements = registers.cut(statements, vendor)
    parties, stakes = bods.read(statements, vendor=vendor)
    party = replace(bods.party(statements, vendor), id="vendor", roles=(PartyRole.VENDOR,))
    nothing = Engagement(organisation="", host_country="", services=(), armed=False)
    return Submission(vendor=party, engagement=nothing, parties=parties, stakes=stakes)


def _is_submission(data: bytes) -> bool:
    try:
        value = read_json(data)
    except InvalidError:
        return False
    return isinstance(value, Mapping) and "vendor" in value
