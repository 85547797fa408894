"""Names as published, found under earlier and later names, with measured precision and recall."""

from functools import cache

import pytest

from screening.human_rights.resolving import Resolver
from screening.human_rights.rows import TableError
from screening.human_rights.successions import Succession, read_successions, widen
from screening.model import Name, Party, PartyKind, PartyRole
from tests.screening.human_rights.companies import COMPANIES, EXPECTED, POGO, SUCCESSIONS
from tests.screening.human_rights.said import account


@cache
def resolver():
    return Resolver(COMPANIES, SUCCESSIONS)


def found(name):
    said = resolver().resolve([account(names=(name,))])
    return frozenset(each.party for each in said.attributions)


def counts(names):
    """Right, wrong and lost attributions over all names."""
    pairs = [(found(name), EXPECTED[name]) for name in names]
    right = sum(len(got & wanted) for got, wanted in pairs)
    wrong = sum(len(got - wanted) for got, wanted in pairs)
    lost = sum(len(wanted - got) for got, wanted in pairs)
    return right, wrong, lost


def test_at_least_sixty_contractors_were_written_down_by_hand():
    assert len(POGO) >= 60


def test_every_contractor_of_the_export_goes_to_the_right_company_and_to_nobody_else():
    assert counts(POGO) == (23, 0, 0)


def test_earlier_and_later_names_too():
    right, wrong, lost = counts(EXPECTED)
    assert right / (right + wrong) >= 0.94
    assert right / (right + lost) >= 0.94


@pytest.mark.parametrize(
    ("name", "party", "link"),
    [
        ("Constellis", "constellis", "vendor"),
        ("Academi", "constellis", "predecessor"),
        ("Blackwater USA", "constellis", "predecessor"),
        ("Corrections Corporation of America", "corecivic", "vendor"),
        ("TransCor America", "corecivic", "subsidiary"),
        ("Halliburton", "kbr", "parent"),
        ("Kellogg Brown & Root", "kbr", "vendor"),
    ],
)
def test_the_link_says_how_the_name_came_to_the_company(name, party, link):
    [each] = resolver().resolve([account(names=(name,))]).attributions
    assert (each.party, each.link) == (party, link)
    assert each.sentence


def test_each_step_is_told():
    [each] = resolver().resolve([account(names=("Xe Services LLC",))]).attributions
    assert each.via[-1] == "Xe Services LLC was renamed Academi LLC in 2011"


def vendor(name, **more):
    return Party(id="vendor", kind=PartyKind.ORGANISATION, names=(Name(name),), **more)


def test_a_vendor_under_its_old_name_is_found_under_its_later_ones():
    old = Resolver([vendor("Blackwater Worldwide")], SUCCESSIONS)
    links = {
        name: old.resolve([account(names=(name,))]).links().get("a")
        for name in ("Academi", "Constellis Holdings", "Triple Canopy")
    }
    assert links == {"Academi": "vendor", "Constellis Holdings": "parent", "Triple Canopy": None}


def test_a_name_that_is_rather_another_companys_is_set_aside_and_said_so():
    given = [Succession(earlier="Corbel Ardent Guards", later="Zephyr Shield", kind="renamed")]
    own = Resolver([vendor("Corbel Ardent Watch Guards")], given)
    said = own.resolve([account(names=("Corbel Ardent Guards",))])
    assert [each.party for each in (*said.attributions, *said.set_aside)] == ["vendor"]


def test_a_company_the_successions_spell_with_another_form_is_not_hidden_from_itself():
    steps = Succession(earlier="Zephyr", later="Corbel Ardent International", kind="acquired")
    own = Resolver([vendor("Corbel Ardent International LLC")], [steps])
    for name in ("Corbel Ardent International Inc.", "Corbel Ardent International"):
        said = own.resolve([account(names=(name,))])
        assert said.links() == {"a": "vendor"}
        assert said.set_aside == ()


def test_a_subcontractor_stays_a_subcontractor_under_its_old_name():
    sub = Party(
        id="sub",
        kind=PartyKind.ORGANISATION,
        names=(Name("Zephyr Shield"),),
        roles=(PartyRole.SUBCONTRACTOR,),
    )
    given = [Succession(earlier="Corbel Ardent Guards", later="Zephyr Shield", kind="acquired")]
    said = Resolver([sub], given).resolve([account(names=("Corbel Ardent Guards",))])
    assert said.links() == {"a": "subcontractor"}


def test_a_spelling_that_differs_is_still_found():
    assert found("Tripple Canopy Incorporated") == {"constellis"}
    assert found("Blackwater U.S.A.") == {"constellis"}


def test_a_name_nobody_can_read_is_said_so_and_goes_to_nobody():
    said = resolver().resolve([account(names=("\u2026",))])
    assert said.attributions == ()
    assert said.unreadable[0][0] == "a"


def test_persons_are_no_companies():
    person = Party(id="p", kind=PartyKind.PERSON, names=(Name("Tesfaye Lindgren Abate"),))
    said = Resolver([person]).resolve([account(names=("Tesfaye Lindgren Abate",))])
    assert said.attributions == ()


def test_a_circle_of_names_ends():
    circle = [
        Succession(earlier="Corbel Ardent", later="Zephyr Shield", kind="renamed"),
        Succession(earlier="Zephyr Shield", later="Corbel Ardent", kind="renamed"),
    ]
    assert [name for name, *_ in widen([Name("Corbel Ardent")], circle, 0.75)] == ["Zephyr Shield"]


def test_a_faulty_file_of_successions_is_refused():
    with pytest.raises(TableError, match='line 2, column "kind"'):
        read_successions(b"earlier,later,kind,since,source\nA B,C D,eaten,2007,x\n")
