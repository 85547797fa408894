"""Where each list is published, and which hosts may be asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One list's address. `name` is what the file is called once it is here."""

    list_id: str
    url: str
    hosts: frozenset[str]
    name: str


CATALOGUE = (
    Address(
        list_id="un-sc",
        url="https://scsanctions.un.org/resources/xml/en/consolidated.xml",
        # The publisher's front door answers with a redirect to its file store.
        hosts=frozenset({"scsanctions.un.org", "unsolprodfiles.blob.core.windows.net"}),
        name="consolidated.xml",
    ),
)


def address_of(list_id: str, overrides: Mapping[str, str]) -> Address | None:
    """The address of a list, the installation's own before the catalogue's; None if there is none.

    An address of the installation's own allows its host and no other. Raises ValueError unless it
    is an https address.
    """
    listed = next((address for address in CATALOGUE if address.list_id == list_id), None)
    url = overrides.get(list_id)
    if url is None:
        return listed
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError(f"the address of {list_id} is not an https address: {url}")
    name = listed.name if listed else parts.path.rsplit("/", 1)[-1] or list_id
    return Address(list_id=list_id, url=url, hosts=frozenset({parts.hostname}), name=name)
