"""Countries as ISO 3166-1 alpha-2 codes, from the many ways in which lists write them."""

from __future__ import annotations

import re
from functools import lru_cache

import pycountry

from screening.text.names import normalise, squeeze

_BRACKETS = re.compile(r"\([^()]*\)")

# Forms that pycountry does not know; keys are normalised when the table is built.
_ALIASES = {
    "AE": "UAE|Emirates",
    "AF": "Islamic Republic of Afghanistan",
    "BA": "Bosnia",
    "BN": "Brunei",
    "CD": "DRC|DR Congo|Congo (Democratic Republic)|Congo (Kinshasa)|Congo Kinshasa|Zaire"
    "|Congo, Democratic Republic of the|Congo (Democratic Republic of the)"
    "|Democratic Republic of Congo|Democratic Republic of the Congo",
    "CF": "CAR",
    "CG": "Congo|Congo (Brazzaville)|Congo Brazzaville|Republic of Congo|Congo (Republic of the)",
    "CI": "Ivory Coast",
    "CN": "Mainland China|PRC",
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "FM": "Micronesia",
    "GB": "UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland",
    "GM": "The Gambia",
    "HK": "Hong Kong SAR|China, Hong Kong Special Administrative Region|Hong Kong (China)"
    "|Hong Kong Special Administrative Region",
    "IR": "Iran|Iran (Islamic Republic of)",
    "KM": "Union of the Comoros",
    "KN": "St Kitts and Nevis",
    "KP": "DPRK|RPDC|North Korea|Korea, North|Korea (North)|Democratic Peoples Republic of Korea",
    "KR": "ROK|South Korea|Korea, South|Korea (South)",
    "LA": "Laos|Lao PDR",
    "LC": "St Lucia",
    "LY": "Libyan Arab Jamahiriya|State of Libya",
    "MD": "Moldova",
    "MK": "Macedonia|The former Yugoslav Republic of Macedonia|FYROM",
    "MM": "Burma|Myanmar (Burma)|Burma (Myanmar)",
    "MO": "Macau|China, Macao Special Administrative Region",
    "NL": "The Netherlands|Holland",
    "OM": "Sultanate of Oman",
    "PS": "Palestine|State of Palestine|Palestinian Territories|Occupied Palestinian Territories"
    "|Occupied Palestinian Territory|West Bank|Gaza|Gaza Strip",
    "RU": "Russia",
    "SD": "The Sudan",
    "SY": "Syria",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "TR": "Turkey|Turkiye",
    "TW": "Taiwan|Taiwan (China)|Republic of China",
    "TZ": "Tanzania",
    "US": "USA|U.S.|U.S.A.|America",
    "VA": "Vatican|Vatican City",
    "VC": "St Vincent and the Grenadines",
    "VE": "Venezuela",
    "VG": "British Virgin Islands",
    "VN": "Vietnam",
    "XK": "Kosovo",
}
_DEMONYMS = {
    "AE": "Emirati",
    "AF": "Afghan",
    "AL": "Albanian",
    "AM": "Armenian",
    "AO": "Angolan",
    "AR": "Argentine|Argentinian",
    "AT": "Austrian",
    "AU": "Australian",
    "AZ": "Azerbaijani",
    "BA": "Bosnian",
    "BD": "Bangladeshi",
    "BE": "Belgian",
    "BG": "Bulgarian",
    "BH": "Bahraini",
    "BI": "Burundian",
    "BR": "Brazilian",
    "BY": "Belarusian|Belarussian",
    "CA": "Canadian",
    "CD": "Congolese (Democratic Republic)",
    "CF": "Central African",
    "CH": "Swiss",
    "CI": "Ivorian",
    "CL": "Chilean",
    "CM": "Cameroonian",
    "CN": "Chinese",
    "CO": "Colombian",
    "CU": "Cuban",
    "CY": "Cypriot",
    "CZ": "Czech",
    "DE": "German",
    "DK": "Danish",
    "DZ": "Algerian",
    "EE": "Estonian",
    "EG": "Egyptian",
    "ER": "Eritrean",
    "ES": "Spanish",
    "ET": "Ethiopian",
    "FI": "Finnish",
    "FR": "French",
    "GA": "Gabonese",
    "GB": "British",
    "GE": "Georgian",
    "GH": "Ghanaian",
    "GR": "Greek",
    "GT": "Guatemalan",
    "HR": "Croatian",
    "HT": "Haitian",
    "HU": "Hungarian",
    "ID": "Indonesian",
    "IE": "Irish",
    "IL": "Israeli",
    "IN": "Indian",
    "IQ": "Iraqi",
    "IR": "Iranian",
    "IT": "Italian",
    "JO": "Jordanian",
    "JP": "Japanese",
    "KE": "Kenyan",
    "KG": "Kyrgyz",
    "KH": "Cambodian",
    "KP": "North Korean",
    "KR": "South Korean",
    "KW": "Kuwaiti",
    "KZ": "Kazakh|Kazakhstani",
    "LB": "Lebanese",
    "LK": "Sri Lankan",
    "LR": "Liberian",
    "LT": "Lithuanian",
    "LV": "Latvian",
    "LY": "Libyan",
    "MA": "Moroccan",
    "MD": "Moldovan",
    "ML": "Malian",
    "MM": "Burmese",
    "MR": "Mauritanian",
    "MX": "Mexican",
    "MY": "Malaysian",
    "MZ": "Mozambican",
    "NE": "Nigerien",
    "NG": "Nigerian",
    "NI": "Nicaraguan",
    "NL": "Dutch",
    "NO": "Norwegian",
    "NP": "Nepalese|Nepali",
    "OM": "Omani",
    "PA": "Panamanian",
    "PE": "Peruvian",
    "PH": "Filipino|Philippine",
    "PK": "Pakistani",
    "PL": "Polish",
    "PS": "Palestinian",
    "PT": "Portuguese",
    "QA": "Qatari",
    "RO": "Romanian",
    "RS": "Serbian",
    "RU": "Russian",
    "RW": "Rwandan",
    "SA": "Saudi|Saudi Arabian",
    "SD": "Sudanese",
    "SE": "Swedish",
    "SG": "Singaporean",
    "SL": "Sierra Leonean",
    "SN": "Senegalese",
    "SO": "Somali|Somalian",
    "SS": "South Sudanese",
    "SV": "Salvadoran",
    "SY": "Syrian",
    "TD": "Chadian",
    "TH": "Thai",
    "TJ": "Tajik|Tajikistani",
    "TM": "Turkmen",
    "TN": "Tunisian",
    "TR": "Turkish",
    "TT": "Trinidadian",
    "TZ": "Tanzanian",
    "UA": "Ukrainian",
    "UG": "Ugandan",
    "US": "American",
    "UZ": "Uzbek|Uzbekistani",
    "VE": "Venezuelan",
    "VN": "Vietnamese",
    "YE": "Yemeni",
    "ZA": "South African",
    "ZM": "Zambian",
    "ZW": "Zimbabwean",
}
# Bare, these name two countries: they are never what is left after a bracket is dropped.
_AMBIGUOUS = {"congo", "korea", "china", "virgin islands", "guinea", "sudan"}


@lru_cache(maxsize=8192)
def country_code(text: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country or nationality, or "" for what is not surely one.

    Takes alpha-2 and alpha-3 codes in capitals, names, official names and nationalities. A remark
    in brackets ("Libya (in custody)") is dropped. "XK", Kosovo, is user-assigned, as the EU has it.
    """
    written = squeeze(text)
    if written.isascii() and written.isupper() and written in _codes():
        return _codes()[written]
    if found := _names().get(normalise(written), ""):
        return found
    bare = normalise(_BRACKETS.sub(" ", written))
    return "" if bare in _AMBIGUOUS else _names().get(bare, "")


def country_name(code: str) -> str:
    """The country's usual English name, or the code itself where it is unknown."""
    if code == "XK":
        return "Kosovo"
    country = pycountry.countries.get(alpha_2=code) if code else None
    return str(getattr(country, "common_name", country.name)) if country else code


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    return codes | {code: code for code in codes.values()} | {"XK": "XK", "XKX": "XK"}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names = {}
    for country in pycountry.countries:
        for form in ("name", "official_name", "common_name"):
            if written := getattr(country, form, ""):
                names[normalise(written)] = country.alpha_2
    for table in (_ALIASES, _DEMONYMS):
        for code, forms in table.items():
            names.update({normalise(form): code for form in forms.split("|")})
    return names
