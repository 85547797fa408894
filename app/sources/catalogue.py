"""Where each list is published, and which hosts may be asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where one file of a list is published. `name` is what the file is called once it is here.

    A list in several files has several addresses. One that is not `scheduled` is asked only when a
    person asks: its terms must be accepted first, or it is very large.
    """

    list_id: str
    url: str
    hosts: frozenset[str]
    name: str
    scheduled: bool = True


def _at(list_id: str, *urls: str, more_hosts: tuple[str, ...] = ()) -> tuple[Address, ...]:
    return tuple(
        Address(
            list_id=list_id,
            url=url,
            hosts=frozenset({_host(list_id, url), *more_hosts}),
            name=_name(list_id, url),
        )
        for url in urls
    )


def _host(list_id: str, url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError(f"the address of {list_id} is not an https address: {url}")
    return parts.hostname


def _name(list_id: str, url: str) -> str:
    return urlsplit(url).path.rsplit("/", 1)[-1] or list_id


_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
# The service of the US Treasury answers with a redirect to a signed address of this store.
_OFAC_STORE = ("wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com",)

# The banks of the debarment lists publish pages that only a browser can export, or behind a key:
# their files are loaded by hand, or from an address of the installation's own. So is the local one.
CATALOGUE: tuple[Address, ...] = (
    *_at(
        "un-sc",
        "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
        # The publisher's front door answers with a redirect to its file store.
        more_hosts=("unsolprodfiles.blob.core.windows.net",),
    ),
    *_at(
        "us-ofac-sdn",
        *(f"{_OFAC}/{name}.CSV" for name in ("SDN", "ALT", "ADD", "SDN_COMMENTS")),
        more_hosts=_OFAC_STORE,
    ),
    *_at(
        "us-ofac-cons",
        *(f"{_OFAC}/CONS_{name}.CSV" for name in ("PRIM", "ALT", "ADD", "COMMENTS")),
        more_hosts=_OFAC_STORE,
    ),
    *_at(
        "us-csl",
        "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
    ),
    Address(
        list_id="eu-fsf",
        # The token is the Commission's own, the same for everybody.
        url="https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content"
        "?token=dG9rZW4tMjAxNw",
        hosts=frozenset({"webgate.ec.europa.eu"}),
        name="xmlFullSanctionsList_1_1.xml",
    ),
    *_at("uk-sl", "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv"),
    *_at(
        "au-dfat",
        "https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx",
    ),
    *_at(
        "ca-sema",
        "https://www.international.gc.ca/world-monde/assets/office_docs/"
        "international_relations-relations_internationales/sanctions/sema-lmes.xml",
    ),
    Address(
        list_id="ch-seco",
        url="https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml"
        "?lang=en&action=downloadXmlGesamtlisteAction",
        hosts=frozenset({"www.sesam.search.admin.ch"}),
        name="consolidated-list.xml",
    ),
    Address(
        list_id="opensanctions",
        url="https://data.opensanctions.org/datasets/latest/sanctions/targets.simple.csv",
        hosts=frozenset({"data.opensanctions.org"}),
        name="targets.simple.csv",
        scheduled=False,
    ),
)


def addresses_of(list_id: str, overrides: Mapping[str, str]) -> tuple[Address, ...]:
    """The addresses of a list: the installation's own, else the catalogue's, if there are any.

    An installation writes several, for a list in several files, with blanks between. An address of
    its own allows its host and no other. Raises ValueError unless each is an https address.
    """
    listed = tuple(address for address in CATALOGUE if address.list_id == list_id)
    if list_id not in overrides:
        return listed
    own = _at(list_id, *overrides[list_id].split())
    if len(own) == 1 == len(listed):
        [address], [before] = own, listed
        name = before.name
        return (Address(list_id=list_id, url=address.url, hosts=address.hosts, name=name),)
    return own


def scheduled(overrides: Mapping[str, str]) -> tuple[str, ...]:
    """The lists to ask for without being told which: each once, those of the catalogue first."""
    listed = [address.list_id for address in CATALOGUE if address.scheduled]
    return tuple(dict.fromkeys([*listed, *overrides]))
