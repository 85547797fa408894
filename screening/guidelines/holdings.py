"""Predicates on evidence: is it held, in force, vouched for, and does it say what it must?"""

from __future__ import annotations

from collections.abc import Iterable

from screening.guidelines.arguments import minimum, needs, text, texts
from screening.guidelines.dossier import ANYBODY, Dossier, Verdict, together
from screening.guidelines.facts import Asking, contradiction, judge, options
from screening.guidelines.needs import Need, parse_need
from screening.guidelines.rules import Rule
from screening.model import CountryRole, RuleOutcome, Verification


def evidence(rule: Rule, dossier: Dossier) -> Verdict:
    """All that `needs` lists is held, and something of `any_of` where that is given."""
    asking = Asking(
        minimum=minimum(rule),
        undecided=options(rule.setting(text(rule, "undecided"))),
    )
    verdicts = [judge(need, rule, dossier, asking) for need in needs(rule)]
    if alternatives := needs(rule, "any_of"):
        verdicts.append(_any_of(alternatives, rule, dossier, asking))
    return together(verdicts)


def recorded(rule: Rule, dossier: Dossier) -> Verdict:
    """For the record: whoever it is about and whoever says so."""
    asking = Asking(person=ANYBODY, one_suffices=True)
    return together(judge(need, rule, dossier, asking) for need in needs(rule))


def uncontradicted(rule: Rule, dossier: Dossier) -> Verdict:
    """Unmet where a fact or declaration says the contrary; otherwise it asks nothing."""
    contrary = _first(contradiction(need, rule, dossier) for need in needs(rule))
    if contrary is not None:
        return contrary
    for declaration in dossier.submission.declarations:
        if declaration.code in texts(rule, "declarations") and not declaration.made:
            return Verdict(
                RuleOutcome.UNMET,
                f"Declined: {declaration.code}",
                (f"declaration:{declaration.code}",),
            )
    return Verdict(RuleOutcome.NOT_APPLICABLE, "Nothing on file says the contrary")


def licence(rule: Rule, dossier: Dossier) -> Verdict:
    """A licence in force for the home State or the host State, whichever `country` names."""
    home = text(rule, "country") == "home"
    country = home_country(dossier) if home else dossier.submission.engagement.host_country
    if not country:
        which = "country of incorporation" if home else "host country"
        return Verdict(
            RuleOutcome.UNPROVEN, f"The submission gives no {which} to hold a licence for"
        )
    asking = Asking(
        country=country,
        minimum=minimum(rule),
        in_process_accepted=rule.setting("accept_in_process_licence") is True,
        one_suffices=True,
    )
    wanted = list(needs(rule))
    if rule.setting("export_needed") is True:
        wanted.append(parse_need("firearms_licence.covers_export = true"))
    return together(judge(need, rule, dossier, asking) for need in wanted)


def steps_recorded(rule: Rule, dossier: Dossier) -> Verdict:
    """The evidence is there once for each of the `steps`."""
    return together(
        _at_step(step, need, rule, dossier) for step in texts(rule, "steps") for need in needs(rule)
    )


def approval_live(rule: Rule, dossier: Dossier) -> Verdict:
    """An approval in force today, for this duty station and every service asked for."""
    engagement = dossier.submission.engagement
    asking = Asking(minimum=Verification.DOCUMENT_CHECKED, country=engagement.host_country)
    verdict = together(judge(need, rule, dossier, asking) for need in needs(rule))
    if verdict.outcome is not RuleOutcome.MET:
        return verdict
    fact = next(f for f in dossier.submission.facts if f.id in verdict.basis)
    covered = {code.strip() for code in str(fact.values.get("services", "")).split(",")}
    missing = [code for code in engagement.services if code not in covered]
    if missing or not engagement.services:
        what = ", ".join(missing) or "any service: the engagement names none"
        return Verdict(
            RuleOutcome.UNPROVEN, f"{verdict.sentence}, does not cover {what}", verdict.basis
        )
    return verdict


def home_country(dossier: Dossier) -> str:
    """The vendor's country of incorporation, or ""."""
    countries = dossier.submission.vendor.countries
    return next((c.code for c in countries if c.role is CountryRole.INCORPORATION), "")


def _any_of(wanted: Iterable[Need], rule: Rule, dossier: Dossier, asking: Asking) -> Verdict:
    """One will do, unless another speaks against it."""
    needs_ = tuple(wanted)
    against = _first(contradiction(need, rule, dossier) for need in needs_ if need.adverse)
    if against is not None:
        return against
    verdicts = [judge(need, rule, dossier, asking) for need in needs_]
    held = next((v for v in verdicts if v.outcome is RuleOutcome.MET), None)
    if held is not None:
        return held
    open_ = [v for v in verdicts if v.outcome is RuleOutcome.UNPROVEN]
    return Verdict(
        RuleOutcome.UNPROVEN if open_ else RuleOutcome.UNMET,
        "; or ".join(v.sentence for v in open_ or verdicts),
        tuple(ref for v in verdicts for ref in v.basis),
    )


def _at_step(step: str, need: Need, rule: Rule, dossier: Dossier) -> Verdict:
    asking = Asking(minimum=minimum(rule), also=lambda fact: fact.values.get("step") == step)
    verdict = judge(need, rule, dossier, asking)
    if not verdict.basis:
        return Verdict(
            RuleOutcome.UNPROVEN, f"No {need.code} fact for the step {step.replace('_', ' ')}"
        )
    return verdict


def _first(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    return next((verdict for verdict in verdicts if verdict is not None), None)
