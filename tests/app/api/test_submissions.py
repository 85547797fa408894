"""Handing in a submission: bad input gets a plain 4xx, and nothing is half-written."""

import json

import pytest
from sqlalchemy import event, func, select

from app.models import Base
from tests.app.samples import submission

PATH = "/v1/submissions"


def counts(service) -> dict[str, int]:
    with service.database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
            if name != "api_key"
        }


def changed(path: str, value: object) -> dict:
    """A good submission with one value put in at `path`."""
    body = submission()
    *parents, last = [int(part) if part.isdecimal() else part for part in path.split("/")]
    inner = body
    for part in parents:
        inner = inner[part]
    inner[last] = value
    return body


BAD = {
    "a missing part": ({k: v for k, v in submission().items() if k != "vendor"}, "/vendor"),
    "a wrong type": (changed("engagement/armed", "yes"), "/engagement/armed"),
    "an impossible date": (changed("engagement/starts_on", "2027-02-30"), "/engagement/starts_on"),
    "an unknown field": (changed("vendor/colour", "red"), "/vendor/colour"),
    "a stake above 100 %": (
        changed("ownership/stakes/0/share", "130"),
        "/ownership/stakes/0/share",
    ),
    "a country nobody knows": (changed("vendor/country", "XX"), "/vendor/country"),
    "a party nobody named": (
        changed("ownership/stakes/0/owner", "ghost"),
        "/ownership/stakes/0/owner",
    ),
    "an end before the start": (changed("engagement/ends_on", "2026-01-01"), "/engagement"),
    "a control character": (changed("vendor/name", "Kestrel\u0000Vale"), "/vendor/name"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_names_its_place_and_leaves_nothing(api, key_of, service, kind: str) -> None:
    body, pointer = BAD[kind]
    headers = key_of("officer")
    before = counts(service)
    answer = api.post(PATH, json=body, headers=headers)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert pointer in [fault.get("pointer") for fault in answer.json()["errors"]]
    assert counts(service) == before


RAW = {
    "not JSON": (b'{"vendor": ', 400, "not valid JSON"),
    "no body": (b"", 400, "not valid JSON"),
    "a field given twice": (b'{"note": "a", "note": "b"}', 422, "'note' is given twice"),
    "NaN": (b'{"note": NaN}', 422, "NaN is not a JSON number"),
    "a number beyond JSON": (b'{"note": 1e999}', 422, "not a number"),
    "half a character": (b'{"note": "\\ud800"}', 422, "half of a character"),
    "not UTF-8": (b'{"note": "\xff"}', 400, "not UTF-8"),
    "a hundred levels": (b"[" * 100 + b"]" * 100, 422, "levels deep"),
    "a hundred thousand levels": (b"[" * 100_000, 400, "nested too deeply"),
    "a number without end": (b'{"note": ' + b"9" * 5000 + b"}", 400, "too many digits"),
}


@pytest.mark.parametrize("kind", RAW)
def test_bodies_nobody_could_keep_are_refused(api, key_of, service, kind: str) -> None:
    body, status, words = RAW[kind]
    headers = {**key_of("officer"), "Content-Type": "application/json"}
    before = counts(service)
    answer = api.post(PATH, content=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert words in answer.text
    assert counts(service) == before


def test_a_body_above_the_limit_is_refused_before_it_is_read(api, key_of, service) -> None:
    headers = {**key_of("officer"), "Content-Type": "application/json"}
    before = counts(service)
    answer = api.post(PATH, content=b" " * 10_000_000, headers=headers)
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"
    assert counts(service) == before


def test_another_format_is_refused(api, key_of) -> None:
    headers = {**key_of("officer"), "Content-Type": "text/plain"}
    answer = api.post(PATH, content=json.dumps(submission()), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_a_vendor_without_any_number_is_refused(api, key_of, service) -> None:
    body = submission()
    for number in ("ungm_number", "registration_number"):
        body["vendor"].pop(number)
    headers = key_of("officer")
    before = counts(service)
    answer = api.post(PATH, json=body, headers=headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/vendor"
    assert counts(service) == before


def test_a_good_one_is_kept_whole_and_found_where_location_says(api, key_of) -> None:
    body = submission()
    made = api.post(PATH, json=body, headers=key_of("officer"))
    assert made.status_code == 201
    found = api.get(made.headers["location"], headers=key_of("auditor")).json()
    assert found["body"] == body
    assert found["vendor_id"] == "ungm-481220"


def test_the_same_number_is_the_same_vendor(api, key_of) -> None:
    first = api.post(PATH, json=submission(), headers=key_of("officer")).json()
    again = api.post(PATH, json=changed("vendor/name", "Renamed Ltd"), headers=key_of("officer"))
    assert again.json()["vendor_id"] == first["vendor_id"]


def test_a_system_sees_its_own_only(api, key_of) -> None:
    theirs = api.post(PATH, json=submission(), headers=key_of("officer")).json()
    own = api.post(PATH, json=submission(), headers=key_of("integration")).json()
    seen = api.get(PATH, headers=key_of("integration")).json()
    assert [each["id"] for each in seen] == [own["id"]]
    assert api.get(f"{PATH}/{theirs['id']}", headers=key_of("integration")).status_code == 404


def test_pages_lead_to_each_other_and_lose_nothing(api, key_of) -> None:
    headers = key_of("officer")
    made = [api.post(PATH, json=submission(), headers=headers).json()["id"] for _ in range(5)]
    seen, path = [], f"{PATH}?limit=2&vendor=ungm-481220"
    while path:
        answer = api.get(path, headers=headers)
        seen += [each["id"] for each in answer.json()]
        path = answer.links.get("next", {}).get("url")
    assert seen == made[::-1]


def test_a_commit_that_fails_is_not_told_as_a_success(api, key_of, service) -> None:
    headers = key_of("officer")
    before = counts(service)

    def fail(_connection) -> None:
        raise RuntimeError("the disk is full")

    event.listen(service.database.engine, "commit", fail)
    answer = api.post(PATH, json=submission(), headers=headers)
    event.remove(service.database.engine, "commit", fail)
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal_error"
    assert counts(service) == before
