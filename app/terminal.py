"""How a run is shown on a terminal: why a vendor stands where it stands, in half a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from rich.console import Console
from rich.text import Text

from screening.decision import Permitted
from screening.guidelines.assess import Line as RuleLine
from screening.guidelines.assess import ordered
from screening.guidelines.rules import Rule, RuleSet
from screening.model import (
    Answer,
    Assessment,
    CheckResult,
    Finding,
    Outcome,
    RuleOutcome,
)

WIDTH = 96
# Rules of one section that are shown before the rest is only counted: a screen is short.
MOST_SHOWN = 5
_ONLY_COUNTED = ("Scored and ongoing", "Good practice and record")

_OPEN = (RuleOutcome.UNMET, RuleOutcome.UNPROVEN)
_ELIGIBLE = {
    Outcome.ELIGIBLE: "yes",
    Outcome.ELIGIBLE_WITH_CONDITIONS: "with conditions",
    Outcome.NOT_ELIGIBLE: "no",
}
_STYLE = {
    RuleOutcome.UNMET: "bold red",
    RuleOutcome.UNPROVEN: "yellow",
    RuleOutcome.MET: "green",
    Answer.CLEAR: "green",
    Answer.FINDINGS: "bold red",
    Answer.NOT_CHECKED: "yellow",
    Outcome.ELIGIBLE: "bold green",
    Outcome.ELIGIBLE_WITH_CONDITIONS: "bold green",
    Outcome.NOT_ELIGIBLE: "bold red",
    Outcome.REFERRED: "bold red",
    Outcome.INSUFFICIENT_INFORMATION: "bold yellow",
}
_INSTRUMENTS = {
    "apsc-guidelines": "APSC Guidelines 2012",
    "annex-a": "APSC Guidelines, Annex A",
    "annex-b": "APSC Guidelines, Annex B",
    "apsc-policy": "APSC Policy 2012",
    "approval-chain": "APSC approval chain",
    "un-vendor-rules": "UN vendor rules",
    "montreux": "Montreux Document 2008",
    "vienna-2011": "Vienna expert group 2011",
    "concept-note-2014": "concept note 2014",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All there is to show of one run: `findings` by id, and what was made of them by key."""

    vendor: str
    vendor_id: str
    submission_id: str
    run_id: str
    as_of: datetime
    lists: Sequence[str]
    ruleset: RuleSet
    results: tuple[CheckResult, ...]
    assessment: Assessment
    permitted: Permitted
    findings: Mapping[str, Finding]
    disposed: Mapping[str, str]
    record: str = ""


def show(console: Console, view: View, *, everything: bool = False) -> None:
    """Print the whole of it: what decides first, what only informs last."""
    parts = (
        _headline(view),
        _reasons(view, everything=everything),
        _rules(view, everything=everything),
        _checks(view, everything=everything),
        _findings(view),
        _choices(view),
    )
    for part in parts:
        for line in part:
            print_line(console, line)
        console.print()


class Line(NamedTuple):
    """A line of the screen. Where it must be broken, it goes on under `text`, not under `label`."""

    indent: int
    text: Text
    label: str = ""
    style: str = ""


def print_line(console: Console, line: Line) -> None:
    """Print one line, broken where the screen ends, without blanks at its end."""
    margin = " " * line.indent + line.label
    width = min(console.width, WIDTH) - len(margin)
    for number, piece in enumerate(line.text.wrap(console, width)):
        piece.rstrip()
        before = Text(" " * len(margin)) if number else Text(margin, line.style)
        console.print(before.append_text(piece), soft_wrap=True)


def words(code: str) -> str:
    """A code as people say it: `not_eligible` is "not eligible"."""
    return code.replace("_", " ")


def counted(count: int, what: str) -> str:
    """A number of things as people say it: "1 finding", "2 findings"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _headline(view: View) -> Iterator[Line]:
    recommended = view.assessment.recommended
    verdict = (words(recommended).upper(), _STYLE[recommended])
    yield Line(0, Text.assemble((view.vendor, "bold"), "   recommended: ", verdict))
    made = f"{view.vendor_id} · {view.as_of:%Y-%m-%d %H:%M} UTC"
    rules = f"rules {view.assessment.ruleset} {view.assessment.ruleset_version}"
    yield Line(0, Text(f"{made} · {rules} · {view.run_id}", "dim"))
    yield Line(0, Text(f"lists: {', '.join(view.lists) or 'none'}", "dim"))
    eligible = _ELIGIBLE.get(recommended, "not shown")
    if view.record:
        yield Line(0, Text(f"record: {view.record}", "dim"))
    used = view.assessment.use_approved
    said = "yes" if used is RuleOutcome.MET else words(used)
    line = Text("vendor eligible: ")
    line.append(eligible, "green" if eligible == "yes" else "yellow")
    line.append("   use of a company approved by the UN: ").append(said, _STYLE.get(used, ""))
    yield Line(0, line)


def _reasons(view: View, *, everything: bool) -> Iterator[Line]:
    yield Line(0, Text("Why", "bold"))
    reasons = view.assessment.reasons
    shown = reasons if everything else reasons[:MOST_SHOWN]
    for reason in shown:
        yield Line(2, Text(_clipped(reason, everything=everything, most=300)), "- ")
    if rest := len(reasons) - len(shown):
        yield Line(2, Text(f"and {counted(rest, 'more reason')} (--all shows them)", "dim"))
    for reason in view.assessment.use_reasons:
        yield Line(2, Text(_clipped(reason, everything=everything), "dim"), "- use: ", "dim")


def _rules(view: View, *, everything: bool) -> Iterator[Line]:
    for section in ordered(view.assessment, view.ruleset, everything=everything):
        tally = ", ".join(f"{count} {words(outcome)}" for outcome, count in section.counts)
        weighed = section.title in _ONLY_COUNTED
        folded = "   (--all shows them)" if weighed and not everything else ""
        yield Line(0, Text.assemble((section.title, "bold"), f"   {tally or 'none'}{folded}"))
        if weighed and not everything:
            continue
        wanted = [line for line in section.lines if everything or line.result.outcome in _OPEN]
        alike = _alike(wanted)
        shown = alike if everything else alike[:MOST_SHOWN]
        for lines in shown:
            yield from _rule(lines, everything=everything)
        if rest := sum(map(len, alike[len(shown) :])):
            yield Line(2, Text(f"and {rest} more (--all shows them)", "dim"))


def _alike(lines: Sequence[RuleLine]) -> list[list[RuleLine]]:
    """Rules that came out the same for the same reason, told together."""
    groups: dict[tuple[str, ...], list[RuleLine]] = {}
    for line in lines:
        same = (line.result.outcome, line.result.sentence, place(line.rule), line.standing)
        groups.setdefault(same, []).append(line)
    return list(groups.values())


def _rule(lines: Sequence[RuleLine], *, everything: bool) -> Iterator[Line]:
    first = lines[0]
    outcome = first.result.outcome
    head = Text(", ".join(line.rule.id for line in lines), "bold")
    head.append(f"  {place(first.rule)} · {first.standing}", "not bold dim")
    yield Line(2, head, f"{words(outcome):<10}", _STYLE.get(outcome, "dim"))
    yield Line(12, Text(_clipped(first.result.sentence, everything=everything)))


def _clipped(sentence: str, *, everything: bool, most: int = 170) -> str:
    """A sentence of at most two lines; the whole of it on request."""
    if everything or len(sentence) <= most:
        return sentence
    return f"{sentence[:most].rsplit(' ', 1)[0]} …"


def place(rule: Rule) -> str:
    """Where a rule is written, short enough for one line of a terminal."""
    section = f", sect. {rule.section}" if rule.section else ""
    paragraph = f", para. {rule.paragraph}" if rule.paragraph else ""
    return f"{_INSTRUMENTS.get(rule.instrument, rule.instrument)}{section}{paragraph}"


def _checks(view: View, *, everything: bool) -> Iterator[Line]:
    yield Line(0, Text("What was looked at", "bold"))
    clear = [words(each.check) for each in view.results if each.answer is Answer.CLEAR]
    if clear:
        yield Line(2, Text(", ".join(clear)), f"{'clear':<13}", "green")
    for result in view.results:
        if result.answer is Answer.CLEAR:
            continue
        answer = counted(len(result.findings), "finding") if result.findings else "not checked"
        reason = f": {_clipped(result.reason, everything=everything)}" if result.reason else ""
        said = Text(f"{words(result.check)}{reason}")
        yield Line(2, said, f"{answer:<13}", _STYLE[result.answer])


def _findings(view: View) -> Iterator[Line]:
    yield Line(0, Text(f"Findings: {len(view.findings) or 'none'}", "bold"))
    for finding_id, finding in view.findings.items():
        disposed = view.disposed.get(finding.key)
        state = f"disposed of: {words(disposed)}" if disposed else "waits for a person"
        score = "" if finding.score is None else f" · score {finding.score:.2f}"
        yield Line(2, Text(f"{words(finding.check)}{score} · {state}"), f"{finding_id}  ", "dim")
        yield Line(4, Text(finding.sentence))
        yield from _also_listed(finding)
        for feature in finding.features:
            yield Line(4, Text(feature.sentence, "dim"), f"{feature.weight:+7.2f}  ", "dim")
        yield from conduct_lines(finding.evidence, indent=4)


def conduct_lines(evidence: Mapping[str, Any], *, indent: int) -> Iterator[Line]:
    """An incident's factors, why its accounts are one event and whose it is, and the reply."""
    for factor in evidence.get("factors", ()):
        value = f"{factor['name']} {float(factor['value']):.3f}  "
        yield Line(indent, Text(factor["sentence"], "dim"), value, "dim")
    if "x" in evidence and evidence.get("factors"):
        product = Text("S · A · C · R · (1 - m): what the occurrence adds to the score", "dim")
        yield Line(indent, product, f"x {float(evidence['x']):.3f}  ", "dim")
    for sentence in evidence.get("links", ()):
        yield Line(indent, Text(sentence, "dim"), "one event: ", "dim")
    for sentence in evidence.get("attributions", ()):
        yield Line(indent, Text(sentence, "dim"), "whose: ", "dim")
    for heard in evidence.get("reply", ()):
        yield Line(indent, Text(heard["sentence"], "dim"), "reply: ", "dim")


def _also_listed(finding: Finding) -> Iterator[Line]:
    """Other lists' entries for the same subject: one subject listed twice, not two strangers."""
    others = finding.evidence.get("also_listed", ())
    for other in others if isinstance(others, list | tuple) else ():
        said = f"{other['list']} {other['ref']} {other['name']}: {other['because']}"
        yield Line(4, Text(said), "also listed: ", "dim")


def _choices(view: View) -> Iterator[Line]:
    yield Line(0, Text("What a person may decide", "bold"))
    waiting = [each for each in view.findings.values() if each.key not in view.disposed]
    if waiting:
        said = f"nothing yet: {counted(len(waiting), 'finding')} to be disposed of first"
        yield Line(2, Text(said, "yellow"))
        return
    for choice in view.permitted.choices:
        signs = "two people sign" if choice.second_person else "one person signs"
        yield Line(2, Text(f"{signs}: {words(choice.why)}"), f"{words(choice.outcome):<26}")
    for outcome, why in view.permitted.refused:
        said = f"no: {_clipped(words(why), everything=False)}"
        yield Line(2, Text(said, "dim"), f"{words(outcome):<26}", "dim")
