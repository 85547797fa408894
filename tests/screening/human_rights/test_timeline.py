"""One axis for everything dated, as plain data and as a picture that never changes."""

from dataclasses import replace
from datetime import date

from lxml import etree

from screening.human_rights.conduct import NOTHING, review
from screening.human_rights.drawing import svg
from screening.human_rights.timeline import LANES, Mark, timeline
from screening.model import Finding, Severity
from screening.plain import canonical
from tests.screening.human_rights.said import TODAY, account
from tests.screening.human_rights.world import RECORD, SUBMISSION, fact

LISTED = Finding(
    key="f1",
    check="ineligibility",
    party="vendor",
    severity=Severity.REFERS,
    sentence="Kestrel Meadow Guarding may be listed as WB-7",
    evidence={"entry": {"listed_on": "2021-06-01", "ends_on": "2024-06-01"}},
)
DECIDED = Mark(lane="decision", starts_on=date(2026, 3, 2), label="Referred", reference="d1")


def shown(**more):
    given = {
        "review": review(RECORD, SUBMISSION, TODAY),
        "listings": [LISTED],
        "memberships": RECORD.memberships,
        "decisions": [DECIDED],
    }
    return timeline(SUBMISSION, TODAY, **{**given, **more})


def test_every_lane_has_its_marks_in_the_order_of_days():
    marks = shown().marks
    assert {mark.lane for mark in marks} == set(LANES)
    assert [mark.starts_on for mark in marks] == sorted(mark.starts_on for mark in marks)


def test_a_listing_has_its_beginning_and_its_end():
    [mark] = [mark for mark in shown().marks if mark.lane == "listing"]
    assert (mark.starts_on, mark.ends_on, mark.open_ended) == (
        date(2021, 6, 1),
        date(2024, 6, 1),
        False,
    )


def test_a_stake_without_an_end_stays_open():
    [mark] = [mark for mark in shown().marks if mark.lane == "ownership"]
    assert mark.open_ended
    assert "100 %" in mark.label


def test_what_has_no_day_is_said_and_not_dropped():
    undated = account(occurred=None)
    known = review(replace(NOTHING, accounts=(undated,)), SUBMISSION, TODAY)
    bare = replace(
        SUBMISSION, facts=(fact("home_state_licence", valid_from=None, valid_until=None),)
    )
    given = timeline(bare, TODAY, review=known)
    assert [text.split(":")[0] for text in given.undated] == [
        "fact fact-home_state_licence",
        "incident a",
    ]


def test_an_event_without_a_date_stands_at_its_publication_and_says_so():
    published = account(occurred=None, published=date(2024, 5, 5))
    known = review(replace(NOTHING, accounts=(published,)), SUBMISSION, TODAY)
    [mark] = [m for m in timeline(SUBMISSION, TODAY, review=known).marks if m.lane == "incident"]
    assert mark.starts_on == date(2024, 5, 5)
    assert mark.label.endswith("(day of publication)")


def test_the_order_given_does_not_matter():
    other = replace(RECORD, accounts=RECORD.accounts[::-1])
    again = shown(review=review(other, SUBMISSION, TODAY), decisions=iter([DECIDED]))
    assert canonical(again) == canonical(shown())
    assert svg(again) == svg(shown())


def test_the_picture_is_well_formed_and_tells_every_mark():
    root = etree.fromstring(svg(shown()).encode())
    titles = [element.text for element in root.iter("{*}title")]
    assert len(titles) == len(shown().marks) + 1
    assert any("WB-7" in (title or "") for title in titles)


def test_names_cannot_break_out_of_the_picture():
    mark = replace(DECIDED, label='</text><script>alert("x")</script>&')
    root = etree.fromstring(svg(shown(decisions=[mark])).encode())
    assert list(root.iter("{*}script")) == []


def test_nothing_at_all_is_still_a_picture():
    empty = timeline(replace(SUBMISSION, facts=(), stakes=()), TODAY)
    assert etree.fromstring(svg(empty).encode()).get("aria-label", "").startswith("Kestrel")


def test_bars_and_words_stay_within_the_picture():
    root = etree.fromstring(svg(shown()).encode())
    for bar in root.iter("{*}rect"):
        assert float(bar.get("x", "0")) + float(bar.get("width", "0")) <= 1000


def test_the_papers_of_a_guard_do_not_hide_the_companys():
    own = fact("home_state_licence", valid_from=date(2024, 1, 1))
    card = replace(own, id="card", subject="guard-1")
    marks = timeline(replace(SUBMISSION, facts=(own, card)), TODAY).marks
    assert [mark.reference for mark in marks if mark.lane == "licence"] == [own.id]
