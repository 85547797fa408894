"""A small list of people and companies that do not exist, and shorthands for writing more."""

from datetime import date

from screening.model import (
    Country,
    CountryRole,
    DateSpan,
    Entry,
    Gender,
    Identifier,
    Name,
    NameKind,
    Party,
    PartyKind,
)

REVIEW = 0.7


def day(year, month, number):
    return DateSpan(date(year, month, number), date(year, month, number))


def year(number):
    return DateSpan(date(number, 1, 1), date(number, 12, 31))


def country(code, role=CountryRole.NATIONALITY):
    return Country(code, role)


def party(*names, kind=PartyKind.PERSON, **more):
    return Party(id="p1", kind=kind, names=tuple(Name(text) for text in names), **more)


def company(*names, **more):
    return party(*names, kind=PartyKind.ORGANISATION, **more)


def person(ref, *names, weak=(), **more):
    return _entry(ref, PartyKind.PERSON, names, weak, more)


def firm(ref, *names, weak=(), **more):
    return _entry(ref, PartyKind.ORGANISATION, names, weak, more)


def _entry(ref, kind, names, weak, more):
    primary, *others = [Name(text) for text in names]
    aliases = [Name(name.text, NameKind.ALIAS) for name in others]
    low = [Name(text, NameKind.WEAK) for text in weak]
    return Entry(ref=ref, list_id="x", kind=kind, names=(primary, *aliases, *low), **more)


LISTED = (
    person(
        "FIC.001",
        "Daren Volkhovanov",
        "Дарен Волхованов",
        weak=("The Heron",),
        births=(day(1971, 4, 9), year(1973)),
        countries=(country("RU"),),
        gender=Gender.MALE,
        identifiers=(Identifier("passport", "QX-4471902", "RU"),),
    ),
    person(
        "FIC.002",
        "Yusuf Karim Brannigar",
        "Yousouf Brannigar",
        weak=("Abu Tamrin",),
        births=(day(1965, 11, 2),),
        countries=(country("SD"),),
    ),
    person("FIC.003", "Sámir al-Wahmí", "سامر الوهمي", births=(year(1980),)),
    person("FIC.004", "Ri Yong Gwon-su", "리용권수"),
    person("FIC.005", "Lúcia Fernández-Ocampo de la Vereda"),
    person("FIC.006", "Ibn Omar", weak=("Hassan",)),
    person("FIC.007", "Mohammed Ali Tarqessian", "Μοχάμεντ Ταρκεσιάν"),
    firm("FIC.101", "Kestrel Vanguard Security Group Ltd", "Kestrel Vanguard PMC"),
    firm("FIC.102", "ТОВ Северный Кречет", "Severny Krechet LLC", countries=(country("RU"),)),  # noqa: RUF001
    firm("FIC.103", "Brigade 313 Trading Company"),
    firm("FIC.104", "Zelmorex", identifiers=(Identifier("lei", "529900T8BM49AURSDO55"),)),
    firm("FIC.105", "沈虛國際海運有限公司", "Shenxu International Shipping Co., Ltd."),
)
