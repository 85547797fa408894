"""What stands in the remarks of OFAC's legacy files."""

from datetime import date

import pytest

from screening.lists import us_ofac


def party(remark):
    row = f'1,"A B","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{remark}."\r\n'
    return us_ofac.SDN.parse({"sdn.csv": row.encode()}).entries[0]


def numbers(entry):
    return {(i.scheme, i.value, i.country) for i in entry.identifiers}


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("Passport K754050 (Iran) issued 26 May 1999", ("passport", "K754050", "IR")),
        ("alt. Passport RL 1622378 (Lebanon)", ("passport", "RL 1622378", "LB")),
        ("National ID No. 660000 73767 (Belgium)", ("national_id", "660000 73767", "BE")),
        ("Cedula No. 16247821 (Colombia)", ("national_id", "16247821", "CO")),
        ("R.F.C. DIB-771110-HQ1 (Mexico)", ("tax_id", "DIB-771110-HQ1", "MX")),
        ("NIT # 800146749-7 (Colombia)", ("tax_id", "800146749-7", "CO")),
        ("US FEIN 65-0467983 (United States)", ("tax_id", "65-0467983", "US")),
        ("Tax ID No. 7702235133 (Russia)", ("tax_id", "7702235133", "RU")),
        ("Registration ID HRB 26136 (Germany)", ("registration", "HRB 26136", "DE")),
        ("Trade License No. C 41310 (Malta)", ("registration", "C 41310", "MT")),
        ("SWIFT/BIC HAVIGB2L", ("swift_bic", "HAVIGB2L", "")),
        ("Vessel Registration Identification IMO 9187629", ("imo", "9187629", "")),
        ("Company Number IMO 5055293", ("imo", "5055293", "")),
        ("MMSI 572469210", ("mmsi", "572469210", "")),
        ("D-U-N-S Number 542957624", ("duns", "542957624", "")),
        ("Driver's License No. 180839 (Mexico)", ("driving_licence", "180839", "MX")),
        ("Aircraft Tail Number EP-MMH", ("other", "EP-MMH", "")),
        ("Digital Currency Address - XBT 1Kuf2Rd8", ("other", "1Kuf2Rd8", "")),
        ("BIK (RU) 044525607", ("other", "044525607", "")),
    ],
)
def test_numbers_in_remarks_have_scheme_and_issuer(remark, found):
    assert numbers(party(remark)) == {found}


@pytest.mark.parametrize(
    "remark",
    [
        "Secondary sanctions risk: section 1(b) of Executive Order 13224",
        "Executive Order 13662 Directive Determination - Subject to Directive 2",
        "Vice-Chairperson, 13th National People's Congress Standing Committee",
        "Commander of the 41st Brigade",
        "arrested 23 Apr 2002",
        "Phone Number 982188526300",
    ],
)
def test_figures_in_sentences_are_no_numbers(remark):
    entry = party(remark)
    assert entry.identifiers == ()
    assert ("Remarks", f"{remark}.") in entry.notes


@pytest.mark.parametrize(
    ("written", "first", "last", "circa"),
    [
        ("DOB 1951 to 1953", date(1951, 1, 1), date(1953, 12, 31), False),
        ("DOB circa 1951", date(1951, 1, 1), date(1951, 12, 31), True),
        ("DOB Jan 1959", date(1959, 1, 1), date(1959, 1, 31), False),
        ("alt. DOB 03 May 1938", date(1938, 5, 3), date(1938, 5, 3), False),
    ],
)
def test_every_form_of_birth_date_is_read(written, first, last, circa):
    [span] = party(written).births
    assert (span.earliest, span.latest, span.circa) == (first, last, circa)
