"""The nouns: frozen values that the checks read and return.

They come in the order of the pipeline: who is vetted, what is listed, what was found, what it
amounts to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

Scalar = str | int | bool


# --- Identity: what the vendor's parties and the lists' entries have in common -------------------


class PartyKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """What a name is to its bearer. `weak` is a publisher's low-quality alias: little by itself."""

    PRIMARY = "primary"
    ALIAS = "alias"
    WEAK = "weak"
    FORMER = "former"
    TRADING = "trading"
    NATIVE = "native"


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class CountryRole(StrEnum):
    NATIONALITY = "nationality"
    BIRTH = "birth"
    RESIDENCE = "residence"
    INCORPORATION = "incorporation"
    ADDRESS = "address"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written. `given` and `family` only where the source itself tells them apart."""

    text: str
    kind: NameKind = NameKind.PRIMARY
    given: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as exactly as it is known: some day from `earliest` to `latest`, both included.

    `text` is what the source wrote. A publisher's "approximately" sets `circa` and widens nothing.
    """

    earliest: date
    latest: date
    circa: bool = False
    text: str = ""

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest and not self.circa


@dataclass(frozen=True, slots=True)
class Country:
    """A link to a country: ISO 3166-1 alpha-2 `code`, or "" where `text` could not be resolved."""

    code: str
    role: CountryRole = CountryRole.OTHER
    text: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that names its bearer. `scheme` is one of `screening.text.identifiers.SCHEMES`."""

    scheme: str
    value: str
    country: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """An address as written in `text`; the parts only where the source tells them apart."""

    text: str
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who somebody is, whichever side of the comparison they stand on."""

    kind: PartyKind
    names: tuple[Name, ...]
    births: tuple[DateSpan, ...] = ()
    birth_places: tuple[str, ...] = ()
    gender: Gender = Gender.UNKNOWN
    countries: tuple[Country, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()

    @property
    def name(self) -> str:
        """The first name: the one shown to people."""
        return self.names[0].text if self.names else ""


# --- The submission: what a vendor says of itself -------------------------------------------------


class PartyRole(StrEnum):
    """What a party is to the vendor; the vendor itself is `vendor`."""

    VENDOR = "vendor"
    OWNER = "owner"
    BENEFICIAL_OWNER = "beneficial_owner"
    DIRECTOR = "director"
    OFFICER = "officer"
    SIGNATORY = "signatory"
    KEY_PERSONNEL = "key_personnel"
    GUARD = "guard"
    PARENT = "parent"
    SUBSIDIARY = "subsidiary"
    AFFILIATE = "affiliate"
    SUBCONTRACTOR = "subcontractor"
    PREDECESSOR = "predecessor"
    AGENT = "agent"
    TRUST_PARTY = "trust_party"
    NOMINEE = "nominee"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Profile):
    """A person or organisation of the submission. `id` is unique in it; the vendor is "vendor".

    `form` is the BODS person or entity type where it matters ("arrangement/trust", "state",
    "unknownPerson"); `unspecified` the BODS reason why it is not named.
    """

    id: str
    roles: tuple[PartyRole, ...] = ()
    founded: DateSpan | None = None
    dissolved: date | None = None
    form: str = ""
    unspecified: str = ""


class Verification(StrEnum):
    """How a fact was verified, weakest first."""

    SELF_ATTESTED = "self_attested"
    DOCUMENT_CHECKED = "document_checked"
    AUTHORITY_CONFIRMED = "authority_confirmed"
    INDEPENDENT_AUDIT = "independent_audit"

    @property
    def rank(self) -> int:
        return tuple(Verification).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something said of the vendor, one of its parties, or the engagement, with who vouches for it.

    `kind` is an evidence type of the rule set; `subject` a party id or "engagement"; `values` holds
    what this kind of evidence says (a number of years, a membership category, a result).
    """

    id: str
    kind: str
    subject: str = "vendor"
    issuer: str = ""
    number: str = ""
    country: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    verification: Verification = Verification.SELF_ATTESTED
    document: str = ""
    values: Mapping[str, Scalar] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A statement the vendor signs. `made` False means it declined or answered no."""

    code: str
    made: bool
    signed_by: str = ""
    signed_on: date | None = None
    document: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One event the vendor discloses, or a source reports; see `screening.human_rights.taxonomy`.

    `scale`, `scope` and `irremediability` are in [0, 1] (UNGP 14); None where nobody weighed them.
    """

    id: str
    summary: str
    category: str
    party: str = "vendor"
    occurred: DateSpan | None = None
    country: str = ""
    evidence_class: str = "unsourced"
    involvement: str = "caused"
    scale: Fraction | None = None
    scope: Fraction | None = None
    irremediability: Fraction | None = None
    remedy: str = "none"
    source: str = ""
    response: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """What the UN organisation wants the vendor for. UN-side preconditions are facts about it."""

    organisation: str
    host_country: str
    services: tuple[str, ...]
    armed: bool
    starts_on: date | None = None
    ends_on: date | None = None
    contract_value_usd: int | None = None
    tender_submitted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a whole: an interval of exact fractions in [0, 1], its ends closed unless open."""

    lower: Fraction
    upper: Fraction
    lower_open: bool = False
    upper_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """An interest of `owner` in `company` (party ids), in the words of BODS 0.4.

    An owner nobody names is "" with the BODS `unspecified` reason; `interest` is a BODS code.
    `source` says who states it ("" is the vendor itself) and `retrieved_on` when it was read.
    Stakes with one `joint` id are held together; `nominator` is whom a nominee holds for; a
    `bearer` stake belongs to whoever has the paper; `components` are the records of the links that
    an indirect stake sums up; `details` is the source's own name for the interest.
    """

    id: str
    company: str
    owner: str = ""
    unspecified: str = ""
    interest: str = "shareholding"
    share: Share | None = None
    direct: str = "direct"
    starts_on: date | None = None
    ends_on: date | None = None
    verification: Verification = Verification.SELF_ATTESTED
    statements: tuple[str, ...] = ()
    source: str = ""
    retrieved_on: date | None = None
    joint: str = ""
    nominator: str = ""
    bearer: bool = False
    components: tuple[str, ...] = ()
    details: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuttal:
    """Evidence against what a regime presumes of `company`: that half of it gives control of it.

    `says` is what it comes to, `document` where it is written. Whether it holds, a person decides.
    """

    company: str
    says: str
    document: str = ""
    issuer: str = ""
    verification: Verification = Verification.SELF_ATTESTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Everything one vendor puts forward for one engagement.

    `complete` names the companies of which the stakes are declared to be all there are.
    """

    vendor: Party
    engagement: Engagement
    parties: tuple[Party, ...] = ()
    stakes: tuple[Stake, ...] = ()
    facts: tuple[Fact, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    incidents: tuple[Incident, ...] = ()
    complete: tuple[str, ...] = ()
    rebuttals: tuple[Rebuttal, ...] = ()

    def everyone(self) -> tuple[Party, ...]:
        """The vendor first, then every other party, each once however many roles it has."""
        return (self.vendor, *self.parties)

    def party(self, party_id: str) -> Party:
        """The party with this id. Raises KeyError for an id the submission does not hold."""
        for party in self.everyone():
            if party.id == party_id:
                return party
        raise KeyError(party_id)


# --- Lists: what the publishers publish -----------------------------------------------------------


class Effect(StrEnum):
    """What being on a list means for a UN award."""

    BARS = "bars"
    REFERS = "refers"
    INFORMS = "informs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Profile):
    """One listed subject. `ref` is the publisher's own reference, unique within the list.

    `notes` keeps, under the publisher's field names, all that has no field here.
    """

    ref: str
    list_id: str
    programmes: tuple[str, ...] = ()
    listed_on: date | None = None
    changed_on: date | None = None
    ends_on: date | None = None
    reason: str = ""
    designations: tuple[str, ...] = ()
    effect: Effect = Effect.BARS
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A whole list as it stood: `digest` is the SHA-256 of the publisher's bytes, in hex."""

    list_id: str
    digest: str
    parser: str
    published: datetime | None
    entries: tuple[Entry, ...]
    warnings: tuple[str, ...] = ()


# --- Comparing: is this entry that party? ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence: what was compared and how much it said.

    `similarity` in [0, 1]; `weight` is what it adds to (or takes from) the match weight;
    `sentence` is shown to the reviewer as it stands.
    """

    name: str
    left: str
    right: str
    similarity: float
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What comparing two profiles came to. `score` is in [0, 1], and always the same for a pair."""

    left: Profile
    right: Profile
    score: float
    features: tuple[Feature, ...]


# --- Answers --------------------------------------------------------------------------------------


class Answer(StrEnum):
    """Nothing but evidence gives `clear`; a question that could not be asked is `not_checked`."""

    CLEAR = "clear"
    FINDINGS = "findings"
    NOT_CHECKED = "not_checked"


class Severity(StrEnum):
    """What a finding can do if it is true: bar the award, send it up, or inform."""

    BARS = "bars"
    REFERS = "refers"
    INFORMS = "informs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a person must look at and dispose of. `key` is stable for the same evidence.

    `paths` are the party ids along which it reaches the vendor, each from the party to "vendor".
    `evidence` is plain data: the listing, the incident, the stake or the fact it rests on.
    """

    key: str
    check: str
    party: str
    severity: Severity
    sentence: str
    entry: str = ""
    list_id: str = ""
    score: float | None = None
    features: tuple[Feature, ...] = ()
    paths: tuple[tuple[str, ...], ...] = ()
    evidence: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One question's answer. `reason` is what could not be asked, and why.

    It is never empty when the answer is `not_checked`, and may stand beside findings: disposing of
    them all then still leaves the question open.

    `coverage` says what was looked at, in which version; `near_misses` what came closest below
    the line.
    """

    check: str
    question: str
    answer: Answer
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    coverage: tuple[Mapping[str, object], ...] = ()
    near_misses: tuple[Mapping[str, object], ...] = ()


class Disposal(StrEnum):
    """What a person made of a finding. `unresolved`: looked at, and could not be told."""

    TRUE_MATCH = "true_match"
    FALSE_MATCH = "false_match"
    UNRESOLVED = "unresolved"


class RuleOutcome(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNPROVEN = "unproven"
    NOT_APPLICABLE = "not_applicable"


class Outcome(StrEnum):
    """What a person may decide about a vendor."""

    ELIGIBLE = "eligible"
    ELIGIBLE_WITH_CONDITIONS = "eligible_with_conditions"
    NOT_ELIGIBLE = "not_eligible"
    REFERRED = "referred"
    INSUFFICIENT_INFORMATION = "insufficient_information"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """How one rule of the set came out, in one sentence, with the facts and checks it rests on."""

    rule: str
    outcome: RuleOutcome
    effective_kind: str
    sentence: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the rule set makes of the answers. It recommends; people decide.

    `use_approved` is the UN's own decision to use armed guards at all, kept apart from eligibility.
    `reasons` say, most decisive first, why the recommendation is what it is.
    """

    ruleset: str
    ruleset_version: str
    ruleset_digest: str
    recommended: Outcome
    reasons: tuple[str, ...]
    results: tuple[RuleResult, ...]
    use_approved: RuleOutcome
    use_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Everything one run came to: every question's answer once, then the assessment."""

    as_of: datetime
    results: tuple[CheckResult, ...]
    assessment: Assessment

    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for result in self.results for finding in result.findings)
