"""Small fictional inputs: two lists in their publishers' formats, and a submission."""

from __future__ import annotations

import copy
from typing import Any

from app.services import loading
from app.services.loading import Asked, Loaded
from app.shapes.example import EXAMPLE
from app.wiring import Service
from tests.app.conftest import NOW

LISTED = "Oskar Zvanimir Trelleck"

UN_LIST = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="{published}">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>OSKAR ZVANIMIR</FIRST_NAME><SECOND_NAME>TRELLECK</SECOND_NAME>
      <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
      <LISTED_ON>2020-01-31</LISTED_ON>
      <NATIONALITY><VALUE>Kenya</VALUE></NATIONALITY>
      <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
      <INDIVIDUAL_DATE_OF_BIRTH>
        <TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1970</YEAR>
      </INDIVIDUAL_DATE_OF_BIRTH>
    </INDIVIDUAL>{more}
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <DATAID>2</DATAID><VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>QUILLMARK ORDNANCE COOPERATIVE</FIRST_NAME>
      <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER>
      <LISTED_ON>2020-01-31</LISTED_ON>
      <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
"""

ONE_MORE = """
    <INDIVIDUAL>
      <DATAID>3</DATAID><VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>PHILOMENA</FIRST_NAME><SECOND_NAME>GRUNDVIK</SECOND_NAME>
      <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.002</REFERENCE_NUMBER>
      <LISTED_ON>2026-10-31</LISTED_ON>
      <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
    </INDIVIDUAL>"""

LOCAL_LIST = b"ref,kind,name\nL-1,organisation,Brackwater Sentinel Holdings\n"


def un_list(*, published: str = "2026-10-30T00:00:00Z", more: str = "") -> bytes:
    """The sample UN list; with `more`, one entry longer."""
    return UN_LIST.format(published=published, more=more).encode()


def submission(**changes: Any) -> dict[str, Any]:
    """A submission as it is handed in, without evidence; whole parts are replaced by `changes`."""
    return {**copy.deepcopy(EXAMPLE), "facts": [], "declarations": [], **changes}


def with_owner(name: str) -> dict[str, Any]:
    """A submission whose owner is called `name`."""
    made = submission()
    made["parties"][0]["name"] = name
    return made


def load_lists(service: Service) -> None:
    """Bring both sample lists into force."""
    load(service, "un-sc", un_list())
    load(service, "local", LOCAL_LIST, name="local.csv")


def load(service: Service, list_id: str, data: bytes, *, name: str = "list.xml") -> Loaded:
    asked = Asked(by="test", at=NOW, source=name)
    return loading.load(
        service.database,
        service.store,
        list_id,
        {name: data},
        asked,
        references=service.references,
        sample=True,
    )
