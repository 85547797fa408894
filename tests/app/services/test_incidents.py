"""Sources of the human-rights record: read whole or not at all, compared, added to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.errors import ConflictError, InvalidError, NotFoundError
from app.models import IncidentAccount, IncidentReading
from app.services import incidents
from screening.human_rights.account import Account
from screening.human_rights.rows import TableError
from tests.app.conftest import NOW
from tests.app.record import ELSEWHERE, PANEL, PAPER, WAGES, load, load_bytes

COMPLAINT = Account(
    id="complaints:1",
    source="complaints",
    names=("Kestrel Vale",),
    summary="A guard struck a visitor",
    category="excessive_force",
)
STEPS = (
    b"earlier,later,kind,since,source\n"
    b"Corbel Ardent Guards,Kestrel Vale Protection Ltd,renamed,2019,register of companies\n"
)


def held(service) -> dict[str, Account]:
    with service.database.reading() as session:
        return incidents.accounts_in_force(session)


def counts(read) -> tuple[int, ...]:
    compared = read.compared
    return len(compared.new), len(compared.changed), len(compared.gone), compared.unchanged


def add(service, *accounts: Account, source: str = "complaints") -> None:
    with service.database.writing() as session:
        incidents.add_accounts(session, source, accounts, by="test", at=NOW)


def test_a_reading_says_what_is_new_changed_gone_and_unchanged(service) -> None:
    assert counts(load(service, PANEL, PAPER, WAGES)) == (3, 0, 0, 0)
    read = load(service, PANEL, PAPER.replace("Two", "Three"), ELSEWHERE, fewer="wages: an error")
    assert counts(read) == (1, 1, 1, 1)
    assert set(held(service)) == {"panel-1", "paper-1", "other-1"}


def test_the_same_bytes_again_are_put_on_record_but_not_kept_twice(service) -> None:
    load(service, PANEL, PAPER)
    load(service, PANEL, PAPER, dated=NOW.date() + timedelta(days=1), at=NOW + timedelta(days=2))
    with service.database.reading() as session:
        [good] = incidents.readings(session)["register"]
        rows = session.scalar(select(func.count()).select_from(IncidentAccount))
    assert (good.dated, rows) == (NOW.date() + timedelta(days=1), 2)
    assert set(held(service)) == {"panel-1", "paper-1"}


def test_a_single_fault_and_nothing_changes_but_it_is_on_record(service) -> None:
    load(service, PANEL)
    with pytest.raises(TableError, match='line 3, column "category"'):
        load(service, PANEL, WAGES.replace("wages,", "wagse,"))
    assert set(held(service)) == {"panel-1"}
    with service.database.reading() as session:
        last = incidents.newest_reading(session, "register")
    assert 'column "category"' in last.problem


def test_a_file_older_than_what_is_in_force_is_refused(service) -> None:
    load(service, PANEL)
    with pytest.raises(ConflictError, match="older than what is in force"):
        load(service, PANEL, WAGES, dated=date(2026, 10, 1))


def test_a_file_of_a_day_to_come_is_refused(service) -> None:
    with pytest.raises(InvalidError, match="future"):
        load(service, PANEL, dated=NOW.date() + timedelta(days=1))


def test_a_file_that_lost_much_needs_a_reason(service) -> None:
    load(service, PANEL, PAPER, WAGES)
    with pytest.raises(ConflictError, match="2 of the 3 rows in force would be gone"):
        load(service, PANEL)
    assert len(held(service)) == 3
    load(service, PANEL, fewer="The others were of another company.")
    assert set(held(service)) == {"panel-1"}


def test_an_empty_directory_is_refused(service) -> None:
    with pytest.raises(TableError, match="holds no row"):
        load_bytes(service, b"name,category\n", source="icoca")


def test_an_unknown_source_is_named_with_those_there_are(service) -> None:
    with pytest.raises(NotFoundError, match="pogo"):
        load(service, PANEL, source="rumours")


def test_an_id_of_another_source_is_refused_with_its_line(service) -> None:
    add(service, replace(COMPLAINT, id="panel-1"))
    with pytest.raises(TableError, match='line 3, column "id": "panel-1" is one of the source'):
        load(service, WAGES, PANEL)


COURT = "court,docket,company,date,outcome,category,summary"
GUILTY = "High Court,12/2025,Kestrel Vale,2025-05-05,convicted,corruption,{}"


def test_a_row_that_stands_there_twice_is_kept_once(service) -> None:
    twice = "\n".join([COURT, GUILTY.format("Assault"), GUILTY.format("Assault"), ""]).encode()
    read = load_bytes(service, twice, source="courts")
    assert counts(read) == (1, 0, 0, 0)
    assert "line 3 says the same as line 2" in read.warnings[0]


def test_rows_that_should_be_one_and_say_different_things_are_a_fault(service) -> None:
    both = "\n".join([COURT, GUILTY.format("Assault"), GUILTY.format("Fraud"), ""]).encode()
    with pytest.raises(TableError, match="line 3: has the same reference"):
        load_bytes(service, both, source="courts")


def test_a_directory_says_whose_membership_changed(service) -> None:
    head = b"name,category,status\n"
    load_bytes(service, head + b"Kestrel Vale Protection Ltd,certified,active\n", source="icoca")
    read = load_bytes(
        service, head + b"Kestrel Vale Protection Ltd,certified,suspended\n", source="icoca"
    )
    assert counts(read) == (0, 1, 0, 0)
    assert "certified (suspended)" in read.compared.told[0]


def test_successions_are_kept_like_a_source(service) -> None:
    assert counts(load_bytes(service, STEPS, source="successions")) == (1, 0, 0, 0)
    with service.database.reading() as session:
        counted = incidents.readings(session)["successions"]
        [step] = incidents.successions_of(session, counted)
    assert (step.earlier, step.kind) == ("Corbel Ardent Guards", "renamed")


def test_an_account_added_again_takes_the_place_of_the_first(service) -> None:
    add(service, COMPLAINT)
    add(service, replace(COMPLAINT, retracted=True))
    [account] = held(service).values()
    assert account.retracted


def test_what_is_added_is_traced_to_the_digest_of_its_reading(service) -> None:
    add(service, COMPLAINT)
    with service.database.reading() as session:
        reading = session.scalars(select(IncidentReading)).one()
    assert held(service)["complaints:1"].digest == reading.digest


def test_an_id_given_twice_or_of_another_source_is_not_added(service) -> None:
    load(service, PANEL)
    with pytest.raises(ConflictError, match="given twice"):
        add(service, COMPLAINT, COMPLAINT)
    with pytest.raises(ConflictError, match="source register"):
        add(service, replace(COMPLAINT, id="panel-1"))


def test_a_row_that_names_a_person_of_a_submission_is_warned_of(api, key_of, service) -> None:
    from tests.app.samples import submission  # noqa: PLC0415

    api.post("/v1/submissions", json=submission(), headers=key_of("officer"))
    read = load(service, WAGES.replace("Guards were", "Amara Example was"))
    assert "line 2" in read.warnings[0]
