import math
import sys
from types import ModuleType, SimpleNamespace

import pytest

from screening.matching import compare
from screening.matching.pairs import Example
from screening.matching.scorers import ours, peers, score
from screening.model import Gender, Identifier, Name, PartyKind, Profile
from tests.screening.matching.fictional import country, day, party, year


def pair(left, right, **more):
    return Example(left, right, organisation=False, same=True, kind="", subject="", **more)


PAIRS = (
    pair("Daren Volkhovanov", "Дарен Волхованов"),
    pair("Yusuf Brannigar", "Brannigar, Y."),
    pair("Lena Vasquith", "Oskar Trelleck"),
)


def test_a_pair_scores_what_it_scores_when_compared():
    found = list(ours(0.5).scores(PAIRS))
    assert found == [compare(*each.profiles()).score for each in PAIRS]


def test_the_other_evidence_of_a_whole_record_counts():
    records = (
        party("Daren Volkhovanov", births=(day(1971, 4, 9),)),
        party("Daren Volkhovanov", births=(day(1971, 4, 9),)),
    )
    assert score(pair("", "", records=records)) == compare(*records).score


def test_a_name_of_unknown_kind_is_scored_both_ways():
    both = tuple(
        Profile(kind=PartyKind.UNKNOWN, names=(Name(text),))
        for text in ("Zelmorex", "Zelmorex Ltd")
    )
    assert score(pair("", "", records=both)) == compare(*both).score


def test_an_unreadable_name_is_not_compared():
    assert math.isnan(score(pair("X", "Daren Volkhovanov")))


def test_wratio_stands_beside_it_wherever_it_runs():
    [found] = peers()[0].scores(PAIRS[:1])
    assert (peers()[0].name, 0 <= found <= 1) == ("WRatio", True)


@pytest.fixture
def nomenklatura(monkeypatch):
    """A stand-in of the optional package that shows what it was given."""
    asked = []

    def compared(left, right, config):
        asked.append((left, right))
        return SimpleNamespace(score=0.75)

    matching, entities, package = map(
        ModuleType, ("nomenklatura.matching", "followthemoney", "nomenklatura")
    )
    matching.get_algorithm = lambda _: SimpleNamespace(compare=compared)
    matching.ScoringConfig = SimpleNamespace(defaults=dict)
    known = {"name", "birthDate", "nationality", "gender", "passportNumber"}
    entities.model = {"Person": SimpleNamespace(properties=known)}
    entities.EntityProxy = SimpleNamespace(from_dict=lambda body: body)
    package.__spec__ = SimpleNamespace()
    for module in (package, matching, entities):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return asked


def test_nomenklatura_is_asked_where_it_is_installed(nomenklatura):
    assert [peer.name for peer in peers()] == ["WRatio", "logic-v1", "logic-v2"]
    assert list(peers()[2].scores(PAIRS)) == [0.75] * 3


def test_a_peer_is_given_all_that_it_knows_of_a_record(nomenklatura):
    left = party(
        "Daren Volk",
        births=(day(1971, 4, 9), year(1973)),
        countries=(country("RU"),),
        gender=Gender.MALE,
        identifiers=(Identifier("passport", "QX44"), Identifier("lei", "not a person's")),
    )
    list(peers()[1].scores([pair("", "", records=(left, left))]))
    [(given, other)] = nomenklatura
    assert given["id"] != other["id"]
    assert given["properties"] == {
        "name": ["Daren Volk"],
        "birthDate": ["1971-04-09", "1973"],
        "nationality": ["ru"],
        "gender": ["male"],
        "passportNumber": ["QX44"],
    }
