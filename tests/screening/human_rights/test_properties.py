"""What holds for every record: more is never less, copies count once, no order matters."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from screening.human_rights.coverage import Asked, cover
from screening.human_rights.gates import PRECEDENCE, REFERRAL, Standing, Waiver, evaluate
from screening.human_rights.merging import Link, Occurrence, merge, propose
from screening.human_rights.scoring import score
from screening.human_rights.source import Membership
from screening.human_rights.sources import SOURCES
from screening.human_rights.taxonomy import (
    CATEGORIES,
    EVIDENCE_CLASSES,
    INVOLVEMENT,
    LINKS,
    PERPETRATORS,
    REMEDIES,
    STANDARDS,
)
from screening.model import Verification
from tests.screening.human_rights.said import TODAY, WEIGHTS, account, on

ROUNDING = Decimal("0.000002")
checked = settings(max_examples=50, deadline=None)
ASSERTING = [code for code in STANDARDS if code != "acquittal"]
shares = st.one_of(st.none(), st.integers(0, 10).map(lambda tenths: Fraction(tenths, 10)))
days = st.integers(0, 9000).map(lambda days: TODAY - timedelta(days=days))


@st.composite
def accounts(draw, *, key=None, standards=ASSERTING):
    return account(
        id=key or draw(st.sampled_from("abcdefgh")),
        source=draw(st.sampled_from(["one", "two", "three"])),
        category=draw(st.sampled_from(sorted(CATEGORIES))),
        perpetrator=draw(st.sampled_from(sorted(PERPETRATORS))),
        occurred=draw(st.one_of(st.none(), days.map(on))),
        published=draw(st.one_of(st.none(), days)),
        refused_on=draw(st.one_of(st.none(), days)),
        standard=draw(st.sampled_from(standards)),
        evidence_class=draw(st.sampled_from(sorted(EVIDENCE_CLASSES))),
        involvement=draw(st.sampled_from(sorted(INVOLVEMENT))),
        scale=draw(shares),
        scope=draw(shares),
        irremediability=draw(shares),
        remedy=draw(st.sampled_from(REMEDIES)),
        remedy_verification=draw(st.sampled_from(list(Verification))),
        retracted=draw(st.booleans()),
    )


@st.composite
def records(draw, *, least=1, standards=ASSERTING):
    count = draw(st.integers(least, 4))
    return [draw(accounts(key=f"k{n}", standards=standards)) for n in range(count)]


def h(occurrences, **more):
    return score(occurrences, WEIGHTS, TODAY, **more).h


def one(record):
    return (Occurrence(accounts=tuple(record)),)


@checked
@given(accounts(), shares, shares)
def test_more_severe_is_never_lower(said, less, more):
    low, high = sorted([less or Fraction(0), more or Fraction(0)])
    for part in ("scale", "scope", "irremediability"):
        milder, worse = replace(said, **{part: low}), replace(said, **{part: high})
        assert h(one([milder])) <= h(one([worse]))


@checked
@given(accounts(), st.sampled_from(sorted(CATEGORIES)))
def test_a_grave_category_is_never_lower_than_another(said, category):
    grave = replace(said, category="torture")
    assert h(one([replace(said, category=category)])) <= h(one([grave]))


@checked
@given(accounts(), st.sampled_from(sorted(LINKS)), st.sampled_from(sorted(LINKS)))
def test_a_closer_link_is_never_lower(said, left, right):
    far, near = sorted([left, right], key=lambda link: WEIGHTS.link[link])
    assert h(one([said]), links={said.id: far}) <= h(one([said]), links={said.id: near})


@checked
@given(
    accounts(), st.sampled_from(sorted(EVIDENCE_CLASSES)), st.sampled_from(sorted(EVIDENCE_CLASSES))
)
def test_better_evidence_is_never_lower(said, left, right):
    weak, strong = sorted([left, right], key=lambda code: WEIGHTS.evidence[code])
    assert h(one([replace(said, evidence_class=weak)])) <= h(
        one([replace(said, evidence_class=strong)])
    )


@checked
@given(accounts(), days, days)
def test_the_more_recent_is_never_lower(said, left, right):
    old, young = sorted([left, right])
    bare = replace(said, refused_on=None)
    assert h(one([replace(bare, occurred=on(old))])) <= h(one([replace(bare, occurred=on(young))]))


@checked
@given(records(), st.integers(0, 3), st.sampled_from(REMEDIES), st.sampled_from(list(Verification)))
def test_mitigation_never_raises(record, place, remedy, verification):
    said = record[place % len(record)]
    bare = [replace(each, remedy="none") for each in record]
    better = replace(said, remedy=remedy, remedy_verification=verification)
    mended = [better if each.id == said.id else replace(each, remedy="none") for each in record]
    assert h(one(mended)) <= h(one(bare))


@checked
@given(records())
def test_a_duplicate_never_raises(record):
    copy = replace(record[0], id="zz", digest="other bytes", line=7)
    everything = [*record, copy]
    who = {each.id: frozenset({"vendor"}) for each in everything}
    assert h(merge(everything, propose(everything, who))) <= h(merge(record, propose(record, who)))


@checked
@given(records(), st.integers(0, 3))
def test_a_duplicate_in_the_same_event_changes_nothing(record, place):
    copy = replace(record[place % len(record)], id="zz")
    assert h(one([*record, copy])) == h(one(record))


@checked
@given(records(least=2, standards=list(STANDARDS)))
def test_merging_never_raises_above_separate(record):
    separate = merge(record)
    assert h(one(record)) <= h(separate) + ROUNDING * len(record)


@checked
@given(records(), accounts(key="denial"))
def test_an_acquittal_never_raises(record, said):
    denial = replace(
        said,
        standard="acquittal",
        evidence_class="final_judgment",
        remedy="none",
        retracted=False,
        published=TODAY,
    )
    earlier = [replace(each, published=TODAY - timedelta(days=9)) for each in record]
    denied = score(one([*earlier, denial]), WEIGHTS, TODAY)
    assert denied.h <= h(one(earlier))
    assert denied.weighed[0].factor("C").value <= Decimal("0.1")


@checked
@given(accounts(), st.integers(0, 200))
def test_grave_never_decays_below_its_floor(said, years):
    day = TODAY.replace(year=TODAY.year - years) if years < 400 else TODAY
    old = replace(said, category="torture", occurred=on(day), refused_on=None)
    assert score(one([old]), WEIGHTS, TODAY).weighed[0].factor("R").value >= Decimal("0.7")


@checked
@given(records(standards=list(STANDARDS)), st.randoms(use_true_random=False))
def test_no_order_matters(record, rng):
    links = [Link(left.id, right.id, "day", by="somebody") for left, right in pairwise(record)]
    mixed, mixed_links = record[:], links[:]
    rng.shuffle(mixed)
    rng.shuffle(mixed_links)
    assert score(merge(mixed, mixed_links), WEIGHTS, TODAY) == score(
        merge(record, links), WEIGHTS, TODAY
    )


@checked
@given(records())
def test_a_link_taken_away_leaves_no_trace(record):
    links = [Link(record[0].id, each.id, "day", by="somebody") for each in record[1:]]
    assert merge(record, links[:-1] if links else []) == merge(
        record, links[: len(links) - 1 if links else 0]
    )
    assert merge(record, []) == merge(record)
    assert len(merge(record, links)) == 1


GRAVE = account(evidence_class="un_reasonable_grounds")


@st.composite
def standings(draw):
    return Standing(
        armed=draw(st.booleans()),
        ineligible=draw(st.sampled_from([(), ("On the UN Ineligibility List",)])),
        membership=draw(
            st.sampled_from([None, Membership(id="m", name="Kestrel", category="certified")])
        ),
        waiver=Waiver(authors=("one", "two"), reason="urgent", on=draw(days)),
    )


@checked
@given(records(), standings(), accounts())
def test_no_other_factor_switches_off_the_grave_gate(others, standing, other):
    """Remedy, age, reply, components, victims: whatever they are, and whatever else is there."""
    kept = {name: getattr(GRAVE, name) for name in ("id", "standard", "evidence_class")}
    mended = replace(
        other, **kept, category=GRAVE.category, involvement="caused", perpetrator="company",
        retracted=False, response="It is untrue",
    )  # fmt: skip
    scored = score(merge([mended, *others]), WEIGHTS, TODAY)
    assert evaluate(scored, standing, cover([], TODAY), WEIGHTS).result == REFERRAL


@checked
@given(records(), st.lists(st.sampled_from(SOURCES), unique_by=lambda source: source.id), st.data())
def test_a_missing_source_never_lowers(record, sources, data):
    full = [Asked(source=each, mandatory=True, dated=TODAY, size=1) for each in sources]
    holes = [replace(each, dated=None) if data.draw(st.booleans()) else each for each in full]
    scored = score(merge(record), WEIGHTS, TODAY)

    def place(asked):
        gating = evaluate(scored, Standing(armed=False), cover(asked, TODAY), WEIGHTS)
        return PRECEDENCE.index(gating.result)

    assert place(holes) <= place(full)
