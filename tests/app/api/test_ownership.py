"""Who stands behind the vendor, over the REST API."""

import pytest
from lxml import etree

from screening.ownership.bods import read
from tests.app.samples import LISTED, load_lists, with_owner


@pytest.fixture
def shown(api, key_of, service):
    """Hands in a submission, runs it and asks for its ownership in the form given."""
    load_lists(service)
    officer = key_of("officer")
    made = api.post("/v1/submissions", json=with_owner(LISTED), headers=officer).json()
    run = api.post("/v1/runs", json={"submission": made["id"]}, headers=officer).json()

    def ask(query="", who="officer"):
        return api.get(f"/v1/runs/{run['id']}/ownership{query}", headers=key_of(who))

    return ask


def test_a_listed_owner_is_marked_with_path_and_test(shown) -> None:
    said = shown().json()
    assert [party["id"] for party in said["parties"] if party["listed"]] == ["owner-1"]
    assert said["parties"][0]["paths"] == [["owner-1", "vendor"]]
    answers = {one["regime"]: one["answer"] for one in said["regimes"]}
    assert (answers["us"], answers["un"]) == ("confirmed", "confirmed")


def test_the_picture_is_svg_and_runs_nothing(shown) -> None:
    answer = shown("?format=svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-security-policy"] == "default-src 'none'"
    assert LISTED in "".join(etree.fromstring(answer.content).itertext())


def test_the_statements_can_be_read_again(shown) -> None:
    parties, stakes = read(shown("?format=bods").json(), vendor="vendor")
    assert [party.name for party in parties] == [LISTED]
    assert [(stake.owner, stake.company) for stake in stakes] == [("owner-1", "vendor")]


def test_another_form_is_refused(shown) -> None:
    assert shown("?format=pdf").status_code == 422


def test_another_system_does_not_see_it(shown) -> None:
    assert shown(who="integration").status_code == 404


def test_a_rebuttal_is_shown_with_what_a_person_made_of_it(api, key_of, service) -> None:
    load_lists(service)
    body = with_owner(LISTED)
    body["ownership"]["rebuttals"] = [{"company": "vendor", "says": "A trustee votes."}]
    officer, focal = key_of("officer"), key_of("focal_point")
    made = api.post("/v1/submissions", json=body, headers=officer).json()
    run = api.post("/v1/runs", json={"submission": made["id"]}, headers=officer).json()["id"]
    findings = api.get(f"/v1/findings?run={run}", headers=focal).json()
    finding = next(one for one in findings if one["check"] == "ownership")
    given = {
        "finding": finding["id"],
        "disposal": "unresolved",
        "reason": "Deed of trust seen.",
        "evidence": ["sha256:0d9b3ae9"],
    }
    assert api.post("/v1/disposals", json=given, headers=focal).status_code == 201
    said = api.get(f"/v1/runs/{run}/ownership", headers=officer).json()
    [eu] = [one for one in said["regimes"] if one["regime"] == "eu"]
    assert [one["says"] for one in eu["rebuttals"]] == ["A trustee votes."]
    assert [one["evidence"] for one in said["disposals"]] == [["sha256:0d9b3ae9"]]


def test_a_rebuttal_about_nobody_is_refused(api, key_of) -> None:
    body = with_owner(LISTED)
    body["ownership"]["rebuttals"] = [{"company": "ghost", "says": "Nothing."}]
    answer = api.post("/v1/submissions", json=body, headers=key_of("officer"))
    assert answer.json()["errors"][0]["pointer"] == "/ownership/rebuttals/0/company"
