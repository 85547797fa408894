from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListFormatError
from screening.lists import us_ofac
from screening.model import CountryRole, Effect, Gender, NameKind, PartyKind

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lists"
LEGACY = ("ofac-sdn.csv", "ofac-alt.csv", "ofac-add.csv", "ofac-sdn-comments.csv")


def files(*names):
    return {name: (FIXTURES / name).read_bytes() for name in names}


def read(*names):
    return us_ofac.SDN.parse(files(*names))


SET = read(*LEGACY)
XML = read("ofac-sdn.xml")
ENHANCED = read("ofac-enhanced.xml")
ADVANCED = read("ofac-advanced.xml")
ALL = [
    pytest.param(SET, id="legacy"),
    pytest.param(XML, id="sdnList"),
    pytest.param(ENHANCED, id="enhanced"),
    pytest.param(ADVANCED, id="advanced"),
]


def entry(snapshot, ref):
    return next(entry for entry in snapshot.entries if entry.ref == ref)


def names(found):
    return {(name.text, name.kind) for name in found.names}


def notes(found, label):
    return [text for key, text in found.notes if key == label]


def numbers(found):
    return {(i.scheme, i.value, i.country) for i in found.identifiers}


def csv(*rows):
    return "".join(f"{row}\r\n" for row in rows).encode()


def party(number="1", name="A B", kind='"individual"', remarks='"DOB 1960."'):
    return f'{number},"{name}",{kind},"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,{remarks}'


# --- What every layout says alike ---------------------------------------------------------------


@pytest.mark.parametrize("snapshot", ALL)
def test_names_keep_their_kind_and_their_parts(snapshot):
    person = entry(snapshot, "90001")
    assert person.name == "TASHKOV, Orest Velimirovich"
    assert (person.names[0].given, person.names[0].family) == ("Orest Velimirovich", "TASHKOV")
    assert names(person) >= {
        ("TASHKOFF, Orest", NameKind.ALIAS),
        ("VELIMIROV, Orest", NameKind.FORMER),
        ("KESTREL", NameKind.WEAK),
    }


@pytest.mark.parametrize("snapshot", ALL)
def test_a_person_has_births_places_and_sex(snapshot):
    person = entry(snapshot, "90001")
    spans = [(span.earliest, span.latest, span.circa) for span in person.births]
    assert spans == [
        (date(1961, 6, 12), date(1961, 6, 12), False),
        (date(1960, 1, 1), date(1960, 12, 31), True),
    ]
    assert person.birth_places == ("Novy Drask, Russia",)
    assert (person.gender, person.designations) == (Gender.MALE, ("Colonel",))


@pytest.mark.parametrize("snapshot", ALL)
def test_nationality_and_passport_are_told(snapshot):
    person = entry(snapshot, "90001")
    assert ("RU", CountryRole.NATIONALITY) in {(c.code, c.role) for c in person.countries}
    assert ("passport", "A1234567", "RU") in numbers(person)


@pytest.mark.parametrize("snapshot", ALL)
def test_programmes_decide_that_a_national_listing_refers(snapshot):
    person = entry(snapshot, "90001")
    assert person.programmes == ("RUSSIA-EO14024", "GLOMAG")
    assert person.effect is Effect.REFERS


@pytest.mark.parametrize("snapshot", ALL)
def test_a_comma_in_a_companys_name_parts_nothing(snapshot):
    company = entry(snapshot, "90002")
    assert company.kind is PartyKind.ORGANISATION
    assert not any(name.given or name.family for name in company.names)


@pytest.mark.parametrize(
    "snapshot", [pytest.param(s, id=i) for s, i in ((SET, "a"), (XML, "b"), (ADVANCED, "c"))]
)
def test_a_ship_is_known_by_its_numbers(snapshot):
    ship = entry(snapshot, "90003")
    assert ship.kind is PartyKind.VESSEL
    assert numbers(ship) >= {("imo", "9999010", ""), ("other", "UXYZ9", "")}
    assert ("PA", CountryRole.OTHER) in {(c.code, c.role) for c in ship.countries}


# --- Legacy files -------------------------------------------------------------------------------


def test_the_legacy_set_is_told_by_its_columns_not_its_names():
    data = list(files(*LEGACY).values())
    odd = dict(zip(("x", "y", "z", "w"), reversed(data), strict=True))
    assert us_ofac.SDN.parse(odd).entries == SET.entries


def test_remarks_cut_at_a_thousand_characters_go_on_in_the_comments():
    company = entry(SET, "90002")
    assert ("KG GUARD", NameKind.WEAK) in names(company)
    assert ("tax_id", "7700000001", "RU") in numbers(company)
    assert len(notes(company, "Linked To")) == 59
    assert notes(company, "Remarks")[0].endswith("a.k.a. 'KG GUARD'.")


def test_a_cut_remark_without_its_comment_warns_and_invents_no_number():
    remarks = "Linked To: X" * 81 + "; Linked To: Y; Passport A12"
    remarks = remarks.ljust(1000, "3")[:1000]
    snapshot = us_ofac.SDN.parse({"sdn.csv": csv(party(remarks=f'"{remarks}"'))})
    assert entry(snapshot, "1").identifiers == ()
    assert any("cut at 1,000 characters" in warning for warning in snapshot.warnings)


def test_a_lei_is_one_only_if_its_check_digits_hold():
    assert ("lei", "999900KESTREL0GUAR02", "RU") in numbers(entry(SET, "90002"))
    wrong = us_ofac.SDN.parse(
        {
            "sdn.csv": csv(
                party(kind="-0- ", remarks='"Legal Entity Number 851683897 (Netherlands)."')
            )
        }
    )
    assert numbers(entry(wrong, "1")) == {("registration", "851683897", "NL")}


def test_securities_lists_inform():
    assert entry(SET, "90005").effect is Effect.INFORMS
    assert entry(SET, "90005").listed_on == date(2021, 6, 3)


def test_links_and_whole_remarks_stay_in_the_notes():
    person = entry(SET, "90001")
    assert notes(person, "Linked To") == ["KESTREL GUARD LIMITED LIABILITY COMPANY"]
    assert notes(person, "Remarks")[0].startswith("DOB 12 Jun 1961; alt. DOB circa 1960;")


def test_an_address_may_be_a_country_alone_or_nothing():
    assert [a.text for a in entry(SET, "90006").addresses] == ["Durres, Albania"]
    assert entry(SET, "90001").addresses == ()


def test_a_set_without_its_aliases_says_so():
    snapshot = read("ofac-sdn.csv")
    assert "no alt.csv (aliases) was given" in snapshot.warnings


def test_a_row_about_an_unknown_party_is_refused():
    files_of = files(*LEGACY) | {"ofac-alt.csv": csv('99,1,"aka","X",-0- ')}
    with pytest.raises(ListFormatError, match="not of one publication") as refused:
        us_ofac.SDN.parse(files_of)
    assert refused.value.where == "ofac-alt.csv, line 1"


def test_a_row_of_another_width_is_refused():
    with pytest.raises(ListFormatError, match="11 columns, not 12") as refused:
        us_ofac.SDN.parse({"sdn.csv": csv(party(), party("2").rpartition(",")[0])})
    assert refused.value.where == "sdn.csv, line 2"


def test_the_same_party_twice_is_one():
    data = csv(party()) + b"\x1a" + csv(party(), party("2")) + b"\x1a\r\n"
    snapshot = us_ofac.SDN.parse({"sdn.csv": data})
    assert [e.ref for e in snapshot.entries] == ["1", "2"]
    assert not [w for w in snapshot.warnings if "stands twice" in w]


def test_two_parties_of_one_number_are_joined_and_nothing_is_lost():
    data = csv(party(), party(name="C D", kind="-0- ", remarks='"DOB 1970."'))
    snapshot = us_ofac.SDN.parse({"sdn.csv": data})
    [joined] = snapshot.entries
    assert names(joined) == {("A B", NameKind.PRIMARY), ("C D", NameKind.ALIAS)}
    assert [span.text for span in joined.births] == ["1960", "1970"]
    assert notes(joined, "kind") == ["organisation"]
    assert any("stands twice" in warning for warning in snapshot.warnings)


# --- The XML layouts ----------------------------------------------------------------------------


def test_the_day_of_publication_is_month_first():
    assert XML.published.date() == date(2026, 3, 17)


def test_a_file_with_fewer_entries_than_it_counts_is_refused():
    data = files("ofac-sdn.xml")["ofac-sdn.xml"].replace(b">4<", b">5<")
    with pytest.raises(ListFormatError, match="Record_Count says 5 entries, but 4 are in the file"):
        us_ofac.SDN.parse({"sdn.xml": data})


def test_a_file_without_a_count_is_refused():
    data = files("ofac-sdn.xml")["ofac-sdn.xml"].replace(b"Record_Count", b"Record_Sum")
    with pytest.raises(ListFormatError, match="no Record_Count"):
        us_ofac.SDN.parse({"sdn.xml": data})


@pytest.mark.parametrize("name", ["ofac-sdn.xml", "ofac-enhanced.xml", "ofac-advanced.xml"])
def test_an_element_nobody_knows_in_the_root_is_refused(name):
    data = files(name)[name]
    cut = data.rindex(b"</")
    with pytest.raises(ListFormatError, match="unexpected element novelty"):
        us_ofac.SDN.parse({name: data[:cut] + b"<novelty/>" + data[cut:]})


def test_an_element_nobody_knows_in_an_entry_is_a_note():
    assert notes(entry(ENHANCED, "90001"), "newThing") == ["said in a section nobody knows"]


def test_names_in_other_letters_are_native_names():
    for snapshot in (ENHANCED, ADVANCED):
        kinds = dict(names(entry(snapshot, "90001")))
        assert NameKind.NATIVE in kinds.values()


def test_the_enhanced_layout_tells_listing_reason_and_relations():
    person = entry(ENHANCED, "90001")
    assert person.listed_on == date(2022, 3, 24)
    assert person.reason == "Executive Order 14024 (Russia)"
    assert notes(person, "relationship") == [
        "Leader or official of KESTREL GUARD LIMITED LIABILITY COMPANY (90002), quality High"
    ]


def test_a_document_that_is_not_valid_says_so():
    [passport] = entry(ENHANCED, "90001").identifiers
    assert "isValid: false" in passport.note
    [passport] = entry(ADVANCED, "90001").identifiers
    assert "Fraudulent" in passport.note
    assert "reported stolen" in passport.note


def test_the_advanced_layout_joins_places_listings_and_relations():
    company, person = entry(ADVANCED, "90002"), entry(ADVANCED, "90001")
    assert [a.city for a in company.addresses] == ["Novy Drask"]
    assert notes(company, "Location") == ["near the mill"]
    assert (person.listed_on, person.reason) == (
        date(2022, 3, 24),
        "Executive Order 14024 (Russia)",
    )
    [relation] = notes(person, "relationship")
    assert relation.startswith("formerly Leader or official of (until 2021) KESTREL GUARD")
    assert relation.endswith("(90002)")
    assert notes(company, "relationship of")[0].endswith("TASHKOV, Orest Velimirovich (90001)")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            b'<VersionLocation LocationID="501" />',
            b'<VersionLocation LocationID="9" />',
            "unknown location 9",
        ),
        (b'IdentityID="4001" IssuedBy', b'IdentityID="9" IssuedBy', "unknown identity 9"),
        (b'ID="90002" ProfileID="90002"', b'ID="90002" ProfileID="9"', "unknown party 9"),
        (b'To-ProfileID="90002"', b'To-ProfileID="9"', "unknown party 9"),
        (b'<Profile ID="90002"', b'<Profile ID="90001"', "stands twice"),
    ],
)
def test_a_pointer_into_nothing_is_refused(old, new, problem):
    data = files("ofac-advanced.xml")["ofac-advanced.xml"]
    assert old in data
    with pytest.raises(ListFormatError, match=problem):
        us_ofac.SDN.parse({"sdn.xml": data.replace(old, new)})


def test_the_consolidated_list_is_another_list_in_the_same_layouts():
    snapshot = us_ofac.CONSOLIDATED.parse(files("ofac-sdn.xml"))
    assert snapshot.list_id == "us-ofac-cons"
    assert {e.list_id for e in snapshot.entries} == {"us-ofac-cons"}
