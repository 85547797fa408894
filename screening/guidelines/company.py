"""Predicates on company and engagement: named in full, long enough at work, services permitted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from screening.guidelines.arguments import minimum, texts
from screening.guidelines.dossier import Dossier, Verdict
from screening.guidelines.facts import attested
from screening.guidelines.holdings import home_country
from screening.guidelines.people import full_years
from screening.guidelines.rules import Rule
from screening.model import Fact, RuleOutcome

_VENDOR = ("party:vendor",)


def vendor_fields(rule: Rule, dossier: Dossier) -> Verdict:
    """The vendor's own particulars are complete."""
    vendor = dossier.submission.vendor
    given = {
        "name": vendor.name.strip(),
        "incorporation": home_country(dossier),
        "headquarters": "".join(address.text for address in vendor.addresses).strip(),
    }
    missing = [name for name in texts(rule, "fields") if not given[name]]
    if missing:
        return Verdict(RuleOutcome.UNPROVEN, f"The vendor gives no {', '.join(missing)}", _VENDOR)
    return Verdict(RuleOutcome.MET, f"Given: {', '.join(texts(rule, 'fields'))}", _VENDOR)


def engagement_fields(rule: Rule, dossier: Dossier) -> Verdict:
    """The engagement's own particulars are on record."""
    engagement = dossier.submission.engagement
    given = {
        "organisation": engagement.organisation.strip(),
        "services": ", ".join(engagement.services),
    }
    missing = [name for name in texts(rule, "fields") if not given[name]]
    if missing:
        return Verdict(RuleOutcome.UNPROVEN, f"The engagement gives no {', '.join(missing)}")
    return Verdict(
        RuleOutcome.MET, "; ".join(f"On record: {given[name]}" for name in texts(rule, "fields"))
    )


def services_permitted(_rule: Rule, dossier: Dossier) -> Verdict:
    """Every service asked for may be armed: static guarding or mobile escort."""
    asked, known = dossier.submission.engagement.services, dossier.ruleset.services
    if not asked:
        return Verdict(RuleOutcome.UNPROVEN, "The engagement names no service")
    unknown = [code for code in asked if code not in known]
    barred = [code for code in asked if code in known and not known[code].permitted]
    if barred:
        labels = ", ".join(known[code].label for code in barred)
        return Verdict(RuleOutcome.UNMET, f"May not be armed: {labels}")
    if unknown:
        return Verdict(RuleOutcome.UNPROVEN, f"Unknown service: {', '.join(unknown)}")
    return Verdict(RuleOutcome.MET, "; ".join(known[code].label for code in asked))


def years_of_service(rule: Rule, dossier: Dossier) -> Verdict:
    """Full years of armed services, from the first on file to the tender."""
    wanted = rule.setting("min_years_armed_service")
    day = _clock(rule, dossier)
    if day is None:
        return Verdict(
            RuleOutcome.UNPROVEN, "No procurement_file fact says when the request went out"
        )
    starts = sorted(_starts(dossier), key=lambda start: (start[0], start[1].id))
    if not starts:
        return Verdict(
            RuleOutcome.UNPROVEN,
            "No contract or licence shows armed services; give an armed_service_contract or "
            "licence_history fact",
        )
    vouched = [start for start in starts if start[1].verification.rank >= minimum(rule).rank]
    since, fact = (vouched or starts)[0]
    years = full_years(since, day)
    sentence = f"{years} full years of armed services by {day}, since {since}, {attested(fact)}"
    if not isinstance(wanted, int):
        return Verdict(RuleOutcome.MET, f"{sentence}; no number of years is set", (fact.id,))
    sentence = f"{sentence}; {wanted} are asked"
    longest = full_years(starts[0][0], day)
    if longest < wanted:
        return Verdict(RuleOutcome.UNMET, sentence, (fact.id,))
    if not vouched:
        return Verdict(RuleOutcome.UNPROVEN, f"{sentence}; only the vendor says so", (fact.id,))
    if years < wanted:
        only = f"{sentence}; more is only {attested(starts[0][1])}"
        return Verdict(RuleOutcome.UNPROVEN, only, (fact.id, starts[0][1].id))
    return Verdict(RuleOutcome.MET, sentence, (fact.id,))


def _clock(rule: Rule, dossier: Dossier) -> date | None:
    if rule.setting("clock_starts_at") == "rfp_issue":
        days = (read_date(fact, "rfp_issued_on") for fact in dossier.facts("procurement_file"))
        return next((day for day in days if day is not None), None)
    return dossier.submission.engagement.tender_submitted_on or dossier.as_of


def _starts(dossier: Dossier) -> Iterator[tuple[date, Fact]]:
    for fact in dossier.facts("armed_service_contract"):
        start = read_date(fact, "started_on") or fact.valid_from
        if start is not None and fact.values.get("armed") is not False:
            yield start, fact
    for fact in dossier.facts("licence_history"):
        start = read_date(fact, "armed_since") or fact.valid_from
        if start is not None:
            yield start, fact


def read_date(fact: Fact, name: str) -> date | None:
    """A date among a fact's values; None where it is missing or is no date."""
    try:
        return date.fromisoformat(str(fact.values.get(name, "")))
    except ValueError:
        return None
