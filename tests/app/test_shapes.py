"""What a submission may look like, what is refused and where the refusal points."""

import copy
import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from app.errors import InvalidError
from app.shapes import SubmissionIn
from app.shapes.dates import span
from app.shapes.example import EXAMPLE
from app.shapes.reading import read_json, read_submission
from app.shapes.values import exact
from screening.model import NameKind, PartyRole, Share
from screening.ownership.bods_schema import INTERESTS, REASONS
from screening.plain import canonical


def body(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(EXAMPLE), **changes}


def problems(given_body: object) -> dict[str, str]:
    """Where each problem is, as a dotted path, and what is said of it."""
    with pytest.raises(ValidationError) as caught:
        SubmissionIn.model_validate(given_body)
    return {
        ".".join(str(part) for part in each["loc"]): each["msg"] for each in caught.value.errors()
    }


def with_stakes(*stakes: dict[str, Any]) -> dict[str, Any]:
    return body(ownership={"stakes": list(stakes)})


def stake(stake_id: str = "s1", **changes: Any) -> dict[str, Any]:
    return {"id": stake_id, "company": "vendor", "owner": "owner-1", **changes}


def with_fact(**changes: Any) -> dict[str, Any]:
    return body(facts=[{**copy.deepcopy(EXAMPLE["facts"][0]), **changes}])


def with_party(**changes: Any) -> dict[str, Any]:
    return body(parties=[{**EXAMPLE["parties"][0], **changes}])


def share_of(written: object) -> Share:
    made = SubmissionIn.model_validate(with_stakes(stake(share=written))).to_model()
    assert made.stakes[0].share is not None
    return made.stakes[0].share


# --- What goes in comes out -----------------------------------------------------------------------


def test_the_example_becomes_a_submission() -> None:
    made = SubmissionIn.model_validate(EXAMPLE).to_model()
    assert made.vendor.name == "Kestrel Vale Protection Ltd"
    assert {i.scheme: i.value for i in made.vendor.identifiers} == {
        "registration": "C.118204",
        "ungm": "481220",
    }
    assert made.parties[0].roles == (PartyRole.OWNER, PartyRole.DIRECTOR, PartyRole.SIGNATORY)


def test_a_stored_body_gives_the_same_model() -> None:
    whole = body(
        ownership={"stakes": [stake(share=17.9), stake("s2", share={"exclusiveMinimum": "0.30"})]},
        incidents=[{"id": "i", "summary": "x", "category": "other", "scale": "0.25"}],
    )
    whole["parties"][0]["births"] = ["1970-05", {"from": "1968", "to": "1971-02", "circa": True}]
    first = SubmissionIn.model_validate(whole)
    stored = json.loads(first.model_dump_json(by_alias=True, exclude_unset=True))
    assert canonical(SubmissionIn.model_validate(stored).to_model()) == canonical(first.to_model())


def test_every_kind_of_name_keeps_its_kind() -> None:
    vendor = {
        **EXAMPLE["vendor"],
        "former_names": ["Old"],
        "trading_names": ["Shop"],
        "native_names": ["شركة"],
        "aliases": ["Also"],
    }
    made = SubmissionIn.model_validate(body(vendor=vendor)).to_model()
    assert {(name.text, name.kind) for name in made.vendor.names[1:]} == {
        ("Old", NameKind.FORMER),
        ("Shop", NameKind.TRADING),
        ("شركة", NameKind.NATIVE),
        ("Also", NameKind.ALIAS),
    }


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("1970-05-01", date(1970, 5, 1), date(1970, 5, 1)),
        ("1972-02", date(1972, 2, 1), date(1972, 2, 29)),
        ("1970-12", date(1970, 12, 1), date(1970, 12, 31)),
        ("1970", date(1970, 1, 1), date(1970, 12, 31)),
    ],
)
def test_a_date_spans_what_is_known(written: str, first: date, last: date) -> None:
    assert span(written) == (first, last)


def test_a_birth_range_reaches_from_its_first_day_to_its_last() -> None:
    made = SubmissionIn.model_validate(
        with_party(births=[{"from": "1968", "to": "1971", "circa": True}])
    ).to_model()
    (birth,) = made.parties[0].births
    assert (birth.earliest, birth.latest, birth.circa) == (
        date(1968, 1, 1),
        date(1971, 12, 31),
        True,
    )


# --- Shares, exactly ------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["17.9", 17.9, {"exact": "17.9"}])
def test_a_share_is_the_decimal_that_was_written(written: object) -> None:
    assert share_of(written) == Share(Fraction(179, 1000), Fraction(179, 1000))


def test_a_range_keeps_its_open_end() -> None:
    assert share_of({"exclusiveMinimum": 25, "maximum": "50"}) == Share(
        Fraction(1, 4), Fraction(1, 2), lower_open=True
    )


@pytest.mark.parametrize(
    "written", ["100.01", -1, "1e2", "NaN", "a third", True, 33.33333333333333]
)
def test_a_share_that_is_no_exact_percentage_is_refused(written: object) -> None:
    assert "ownership.stakes.0.share" in problems(with_stakes(stake(share=written)))


@pytest.mark.parametrize(
    "written",
    [
        {"minimum": 60, "maximum": 40},
        {"exclusiveMinimum": 40, "maximum": 40},
        {"exact": 5, "minimum": 10},
        {"minimum": 1, "exclusiveMinimum": 1},
        {},
    ],
)
def test_a_share_that_contradicts_itself_is_refused(written: object) -> None:
    assert "ownership.stakes.0.share" in problems(with_stakes(stake(share=written)))


@given(st.decimals(min_value=0, max_value=100, places=12))
def test_any_decimal_as_text_is_read_exactly(number: Any) -> None:
    assert exact(format(number, "f")) == Fraction(number)


def test_more_than_the_whole_of_a_company_is_refused() -> None:
    found = problems(with_stakes(stake(share="60"), stake("s2", share="40.01")))
    assert found == {
        "ownership.stakes.1.share": "brings shareholding in 'vendor' to 100.01 %",
    }


def test_shares_and_votes_are_not_added_up() -> None:
    both = with_stakes(stake(share="100"), stake("s2", share="100", interest="votingRights"))
    assert len(SubmissionIn.model_validate(both).to_model().stakes) == 2


def test_a_stake_that_ended_is_not_added_up() -> None:
    sold = with_stakes(stake(share="100", ends_on="2020-01-01"), stake("s2", share="100"))
    assert len(SubmissionIn.model_validate(sold).to_model().stakes) == 2


def test_a_stake_without_owner_says_why() -> None:
    unnamed = {"id": "s1", "company": "vendor", "share": "10"}
    assert "ownership.stakes.0" in problems(with_stakes(unnamed))
    assert SubmissionIn.model_validate(with_stakes({**unnamed, "unspecified": "unknown"}))


def test_everything_said_of_a_stake_comes_through() -> None:
    said = {"source": "register", "retrieved_on": "2026-08-14", "joint": "j1", "details": "shares"}
    told = with_stakes(
        stake("link"),
        stake(**said, nominator="owner-1"),
        stake("sum", direct="indirect", components=["link"]),
    )
    _, made, total = SubmissionIn.model_validate(told).to_model().stakes
    assert (made.source, made.joint, made.details) == ("register", "j1", "shares")
    assert (made.retrieved_on, made.nominator) == (date(2026, 8, 14), "owner-1")
    assert total.components == ("link",)


def test_bearer_shares_need_no_owner_and_a_company_may_hold_itself() -> None:
    bearer = {"id": "s1", "company": "vendor", "share": "10", "bearer": True}
    own = stake("s2", owner="vendor", share="5")
    made = SubmissionIn.model_validate(with_stakes(bearer, own)).to_model().stakes
    assert [(one.owner, one.bearer) for one in made] == [("", True), ("vendor", False)]


def test_an_exact_share_may_stand_in_its_range() -> None:
    share = share_of({"exact": 30, "exclusiveMinimum": 25, "maximum": 50})
    assert share == Share(Fraction(3, 10), Fraction(3, 10))


@pytest.mark.parametrize(
    ("ownership", "place"),
    [
        ({"stakes": [stake(nominator="ghost")]}, "ownership.stakes.0.nominator"),
        ({"stakes": [stake()], "complete": ["ghost"]}, "ownership.complete.0"),
        (
            {"stakes": [stake(direct="indirect", components=["ghost"])]},
            "ownership.stakes.0.components.0",
        ),
    ],
)
def test_what_a_stake_points_at_is_there(ownership: dict[str, Any], place: str) -> None:
    assert list(problems(body(ownership=ownership))) == [place]


# --- BODS -----------------------------------------------------------------------------------------


def statement(record: str, kind: str, **details: Any) -> dict[str, Any]:
    return {
        "statementId": f"statement-{record}".ljust(32, "x"),
        "statementDate": "2026-10-01",
        "declarationSubject": "rec-vendor",
        "recordId": record,
        "recordType": kind,
        "recordDetails": {"isComponent": False, **details},
    }


def known(name: str) -> dict[str, Any]:
    return {"personType": "knownPerson", "names": [{"type": "legal", "fullName": name}]}


def statements(*last: dict[str, Any]) -> dict[str, Any]:
    first = [
        statement(
            "rec-vendor",
            "entity",
            entityType={"type": "registeredEntity"},
            name="Kestrel Vale Protection Ltd",
        ),
        statement("owner-1", "person", **known("Amara Q. Example")),
        statement("rec-2", "person", **known("Somebody Else")),
    ]
    return body(ownership={"statements": [*first, *last]})


def relationship(owner: object, share: object = 60) -> dict[str, Any]:
    interest = {"type": "shareholding", "directOrIndirect": "direct", "share": {"exact": share}}
    return statement(
        "rel-1", "relationship", subject="rec-vendor", interestedParty=owner, interests=[interest]
    )


def test_statements_become_stakes_and_parties() -> None:
    made = SubmissionIn.model_validate(statements(relationship("owner-1"))).to_model()
    assert [(s.company, s.owner, s.share) for s in made.stakes] == [
        ("vendor", "owner-1", Share(Fraction(3, 5), Fraction(3, 5)))
    ]
    assert [party.id for party in made.parties] == ["owner-1", "rec-2"]


def test_a_party_listed_and_stated_is_one_party_with_both_names() -> None:
    made = SubmissionIn.model_validate(statements(relationship("owner-1"))).to_model()
    assert [name.text for name in made.parties[0].names] == ["Amara Example", "Amara Q. Example"]


def test_a_statement_that_names_nobody_is_refused() -> None:
    found = problems(statements(relationship("nobody")))
    assert "OWN-B-01" in found["ownership.statements.3"]
    assert "statement-rel-1" in found["ownership.statements.3"]


def test_a_share_above_the_whole_in_a_statement_is_refused_at_its_place() -> None:
    found = problems(statements(relationship("owner-1", share=101)))
    place = "ownership.statements.3.recordDetails.interests.0.share.exact"
    assert place in found


def test_stakes_and_statements_together_are_refused() -> None:
    both = statements(relationship("owner-1"))
    both["ownership"]["stakes"] = [stake(share="60")]
    assert "not both" in problems(both)["ownership"]


# --- What points at what --------------------------------------------------------------------------


def test_a_party_id_used_twice_is_refused() -> None:
    twice = body(parties=[EXAMPLE["parties"][0]] * 2)
    assert problems(twice) == {"parties.1.id": "'owner-1' is used twice"}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        (with_fact(subject="ghost"), "facts.0.subject"),
        (with_stakes(stake(owner="ghost")), "ownership.stakes.0.owner"),
        (with_stakes(stake(company="ghost")), "ownership.stakes.0.company"),
        (
            body(incidents=[{"id": "i", "summary": "x", "category": "other", "party": "ghost"}]),
            "incidents.0.party",
        ),
    ],
)
def test_what_points_at_nobody_is_refused(changed: dict[str, Any], place: str) -> None:
    assert problems(changed) == {place: "no party has the id 'ghost'"}


def test_the_vendors_own_id_is_taken() -> None:
    assert "is taken" in problems(with_party(id="vendor"))["parties.0"]


# --- Codes, with the nearest known one ------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "place", "nearest"),
    [
        (with_fact(kind="home_state_license", values={}), "facts.0.kind", "home_state_licence"),
        (with_fact(values={"covers_armd": True}), "facts.0.values.covers_armd", "covers_armed"),
        (
            body(declarations=[{"code": "supplier_code_acepted", "made": True}]),
            "declarations.0.code",
            "supplier_code_accepted",
        ),
        (
            body(engagement={**EXAMPLE["engagement"], "services": ["static_premise"]}),
            "engagement.services.0",
            "static_premises",
        ),
        (
            body(incidents=[{"id": "i", "summary": "x", "category": "tortur"}]),
            "incidents.0.category",
            "torture",
        ),
        (body(vendor={**EXAMPLE["vendor"], "country": "Kenya"}), "vendor.country", "KE"),
        (
            with_party(identifiers=[{"scheme": "pasport", "value": "1"}]),
            "parties.0.identifiers.0.scheme",
            "passport",
        ),
    ],
)
def test_an_unknown_code_is_told_the_nearest(
    changed: dict[str, Any], place: str, nearest: str
) -> None:
    assert f"did you mean '{nearest}'?" in problems(changed)[place]


@pytest.mark.parametrize(
    ("value", "said"), [(1, "must be true or false"), ("yes", "must be true or false")]
)
def test_a_value_of_the_wrong_type_is_refused(value: object, said: str) -> None:
    assert (
        problems(with_fact(values={"covers_armed": value}))["facts.0.values.covers_armed"] == said
    )


def test_a_value_that_is_a_date_must_be_a_day_that_exists() -> None:
    fact = {"kind": "licence_history", "values": {"armed_since": "2020-02-30"}}
    assert "does not exist" in problems(with_fact(**fact))["facts.0.values.armed_since"]


# --- Numbers, dates, fields -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        (with_fact(valid_from="2025-02-29"), "facts.0.valid_from"),
        (with_fact(valid_from="2026-01-01", valid_until="2025-01-01"), "facts.0"),
        (with_fact(valid_from=20260101), "facts.0.valid_from"),
        (with_party(births=["1970-13"]), "parties.0.births.0"),
        (with_party(births=[1970]), "parties.0.births.0"),
        (with_party(births=[{"from": "1980", "to": "1970"}]), "parties.0.births.0"),
        (with_party(lei="5493001KJTIIGC8Y1R13"), "parties.0.lei"),
        (with_party(nickname="x"), "parties.0.nickname"),
        (with_party(roles=[]), "parties.0.roles"),
        (body(vendor={**EXAMPLE["vendor"], "name": "  "}), "vendor.name"),
        (body(engagement={**EXAMPLE["engagement"], "armed": "yes"}), "engagement.armed"),
        (body(engagement={**EXAMPLE["engagement"], "ends_on": "2026-01-01"}), "engagement"),
        (body(vendor={**EXAMPLE["vendor"], "note": "a\x00b"}), "vendor.note"),
        (body(vendor={**EXAMPLE["vendor"], "note": "\ud800"}), "vendor.note"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(changed: dict[str, Any], place: str) -> None:
    assert list(problems(changed)) == [place]


def test_all_problems_are_told_at_once() -> None:
    wrong = with_fact(kind="nonsense", subject="ghost", values={})
    assert set(problems(wrong)) == {"facts.0.kind", "facts.0.subject"}


# --- Bytes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"a": 1, "a": 2}', "'a' is given twice"),
        (b'{"a": NaN}', "NaN is not a JSON number"),
        (b'{"a": 1', "line 1, column"),
        (b"\xff", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_bytes_without_one_meaning_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(InvalidError, match=said):
        read_json(data)


def test_a_refused_file_names_the_field() -> None:
    data = json.dumps(with_fact(subject="ghost")).encode()
    with pytest.raises(InvalidError, match="/facts/0/subject: no party has the id 'ghost'"):
        read_submission(data)


_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates().map(str)
_JSON: st.SearchStrategy[object] = st.deferred(
    lambda: (
        _SCALARS
        | st.lists(_JSON, max_size=3)
        | st.dictionaries(st.text(max_size=8), _JSON, max_size=3)
    )
)
# Real field names, so that the checks behind the first one are reached too.
_PLACES = [
    ("vendor",),
    ("vendor", "name"),
    ("vendor", "headquarters"),
    ("vendor", "lei"),
    ("engagement", "services"),
    ("parties",),
    ("parties", 0, "births"),
    ("parties", 0, "identifiers"),
    ("ownership",),
    ("ownership", "stakes", 0, "share"),
    ("ownership", "statements"),
    ("facts", 0, "values"),
    ("facts", 0, "valid_until"),
    ("declarations",),
    ("incidents",),
]


def was_read(given_body: object) -> bool:
    """False if it was refused; whatever else is raised is what the tests below look for."""
    try:
        made = SubmissionIn.model_validate(given_body).to_model()
    except ValidationError:
        return False
    return bool(canonical(made))


@settings(max_examples=150, deadline=None)
@given(_JSON)
def test_any_json_but_a_submission_is_refused(anything: object) -> None:
    assert not was_read(anything)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(_PLACES), _JSON)
def test_any_json_in_any_place_is_read_or_refused(place: tuple[Any, ...], value: object) -> None:
    whole: Any = body()
    inner = whole
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert was_read(whole) in (True, False)


_DETAIL_NAMES = (
    "name",
    "names",
    "birthDate",
    "nationalities",
    "jurisdiction",
    "identifiers",
    "subject",
    "interestedParty",
    "interests",
    "unspecifiedPersonDetails",
    "componentRecords",
)
_DETAILS = st.dictionaries(st.sampled_from(_DETAIL_NAMES), _JSON, max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["entity", "person", "relationship"]), _DETAILS)
def test_any_statement_is_read_or_refused(kind: str, details: dict[str, Any]) -> None:
    assert was_read(statements(statement("x", kind, **details))) in (True, False)


# --- The contract ---------------------------------------------------------------------------------


def test_every_field_is_described_and_every_shape_has_an_example() -> None:
    schema = SubmissionIn.model_json_schema()
    ours = {name: shape for name, shape in schema["$defs"].items() if name.endswith("In")}
    bare = [
        f"{name}.{field}"
        for name, shape in ours.items()
        for field, part in shape.get("properties", {}).items()
        if not part.get("description") and name not in ("DateIn", "ShareIn")
    ]
    assert bare == []
    assert [name for name, shape in ours.items() if not shape.get("examples")] == []


def test_the_bods_code_lists_are_whole() -> None:
    assert (len(set(INTERESTS)), len(set(REASONS))) == (23, 7)
