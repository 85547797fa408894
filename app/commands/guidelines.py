"""The rule set: show it, show a rule, confirm or correct a rule against the instrument."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten
from typing import Annotated

import typer
from rich.text import Text

from app.commands.desk import now, out, person, service
from app.errors import InvalidError, NotFoundError
from app.services import guidelines as stage
from app.services.guidelines import Correction, SetInForce
from app.shapes.values import unknown
from app.terminal import WIDTH, Line, print_line, words
from screening.guidelines.assess import reference, standing
from screening.guidelines.rules import Parameter, Rule, RuleSet

commands = typer.Typer(help="Show, confirm and correct rules.", no_args_is_help=True)

RuleId = Annotated[str, typer.Argument(metavar="RULE", help="Id of the rule, such as GL-SEL-03.")]


@commands.command()
def show(
    rule: Annotated[
        str | None, typer.Argument(help="Id of a rule; without it, the whole set in short.")
    ] = None,
) -> None:
    """Show the rule set in force, or one rule of it in full."""
    with service() as opened, opened.database.reading() as session:
        in_force = stage.in_force(session)
    if rule is None:
        _show_set(in_force)
    else:
        _show_rule(in_force.ruleset, _rule(in_force.ruleset, rule))


@commands.command()
def confirm(
    rule: RuleId,
    *,
    by: Annotated[str, typer.Option("--by", help="The officer who holds the instrument.")],
    section: Annotated[str, typer.Option(help="Section it stands in.")] = "",
    paragraph: Annotated[str, typer.Option(help="Paragraph it stands in.")] = "",
    text: Annotated[
        str | None, typer.Option(help="Corrected wording, in your own words, not quoted.")
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="A corrected number or choice; may be repeated."),
    ] = None,
) -> None:
    """Confirm or correct a rule. It makes a new version of the set; earlier ones stay readable."""
    with service() as opened, opened.database.writing() as session:
        known = _rule(stage.in_force(session).ruleset, rule)
        correction = Correction(
            section=section,
            paragraph=paragraph,
            text=text,
            parameters=dict(_setting(known, each) for each in parameter or ()),
        )
        made = stage.confirm(session, known.id, correction, by=person(by), now=now())
        version = made.version
    out.print(f"{known.id} is confirmed; the set is now version {version}.")


def _rule(ruleset: RuleSet, rule_id: str) -> Rule:
    try:
        return ruleset.rule(rule_id)
    except KeyError:
        known = {rule.id.lower(): rule.id for rule in ruleset.rules}
        if rule_id.lower() in known:
            return ruleset.rule(known[rule_id.lower()])
        raise NotFoundError(unknown("rule", rule_id, tuple(known.values()))) from None


def _setting(rule: Rule, written: str) -> tuple[str, str | int | bool]:
    name, equals, value = written.partition("=")
    if not equals or name not in rule.parameters:
        names = ", ".join(rule.parameters) or "none"
        raise InvalidError(f"{written!r}: write NAME=VALUE; parameters of {rule.id}: {names}")
    if value in ("true", "false"):
        return name, value == "true"
    return name, int(value) if value.lstrip("-").isdigit() else value


def _show_set(in_force: SetInForce) -> None:
    ruleset = in_force.ruleset
    print_line(out, Line(0, Text(ruleset.title, "bold")))
    about = f"{ruleset.id} {ruleset.version} ({ruleset.status}), SHA-256 {ruleset.digest}"
    print_line(out, Line(0, Text(about)))
    counts = Counter((rule.effective_kind, rule.verification) for rule in ruleset.rules)
    for (kind, verified), count in sorted(counts.items()):
        out.print(f"  {count:>4}  {words(kind):<14} {verified}")
    out.print()
    for rule in ruleset.rules:
        text = shorten(rule.text, WIDTH - 27, placeholder=" …")
        out.print(f"{rule.id:<12} {words(rule.effective_kind):<13} {text}", soft_wrap=True)


def _show_rule(ruleset: RuleSet, rule: Rule) -> None:
    print_line(out, Line(0, Text(reference(rule, ruleset), "dim"), f"{rule.id}  ", "bold"))
    print_line(out, Line(0, Text(rule.text)))
    instrument = next(each for each in ruleset.instruments if each.id == rule.instrument)
    said = {
        "instrument": f"{instrument.title} ({instrument.date or 'no date'}; {instrument.status})",
        "wording": standing(rule),
        "kind": f"{rule.kind}, in effect {rule.effective_kind}",
        "due at": rule.stage,
        "who": ", ".join(rule.actor),
        "evidence": ", ".join(rule.evidence),
        "good for": f"{rule.validity_days} days" if rule.validity_days else "",
        "sources": ", ".join(rule.sources),
        "related": ", ".join(rule.related),
        "remarks": rule.remarks,
        "confirmed": f"by {rule.confirmed_by} on {rule.confirmed_on}" if rule.confirmed_by else "",
    }
    for name, text in said.items():
        if text:
            print_line(out, Line(2, Text(text), f"{name:<12}"))
    for name, parameter in rule.parameters.items():
        text = f"{name} = {_value(parameter)}: {parameter.meaning}"
        print_line(out, Line(2, Text(text), f"{'setting':<12}"))


def _value(parameter: Parameter) -> str:
    if parameter.default is None:
        hint = f" (suggested: {parameter.suggested})" if parameter.suggested is not None else ""
        return f"not set{hint}"
    return str(parameter.default)
