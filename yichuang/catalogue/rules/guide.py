"""What a guide says, as frozen values: the sheet of an item and the guide of a version.

A `Sheet` is what a file or a form states; a `Guide` is the same content under a
version number. GB/T 39046-2020 table 4 names the data items; docs and the test
`test_gbt39046` map each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from yichuang.kernel.limits import Limit

Condition = Mapping[str, Any]
"""An expression over answers; `rules.conditions` says how it is written."""


class Need(StrEnum):
    REQUIRED = "required"
    CONDITIONAL = "conditional"
    LATER_ALLOWED = "later_allowed"
    CANCELLED = "cancelled"


class Tolerance(StrEnum):
    """How a missing paper may be met; domain.md 4.1."""

    NONE = "none"
    LATER = "later"
    EVIDENCE = "evidence"
    SHARE = "share"
    PROMISE = "promise"


class ProjectKind(StrEnum):
    ON_SPOT = "on_spot"
    PROMISED = "promised"


class Treatment(StrEnum):
    """What the citizen has to do about a paper, in one word."""

    BRING = "bring"
    LATER = "later"
    FETCHED = "fetched"
    EVIDENCE = "evidence"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in both languages."""

    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRule:
    """An answer; one with `ends` says that this item is not what the person needs."""

    key: str
    label: str
    label_en: str = ""
    hint: str = ""
    hint_en: str = ""
    ends: str = ""
    ends_en: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRule:
    """One question of the questionnaire; `when` says for whom it is asked."""

    key: str
    text: str
    text_en: str = ""
    help: str = ""
    help_en: str = ""
    when: Condition | None = None
    options: tuple[OptionRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRule:
    """A paper 材料 the item may ask for; 行政许可法 31 forbids to ask for any other."""

    key: str
    name: str
    name_en: str = ""
    kind: str = "3"
    need: Need = Need.REQUIRED
    source: str = "10"
    form: str = "3"
    originals: int = 0
    copies: int = 0
    size: str = ""
    issuer: str = ""
    issuer_en: str = ""
    issue_time: str = ""
    issue_time_en: str = ""
    handling: str = ""
    handling_en: str = ""
    handling_place: str = ""
    handling_place_en: str = ""
    usage: str = ""
    usage_en: str = ""
    guidance: str = ""
    guidance_en: str = ""
    accept_standard: str = ""
    accept_standard_en: str = ""
    tolerance: Tolerance = Tolerance.NONE
    share_source: str = ""
    share_source_en: str = ""
    basis: str = ""
    when: Condition | None = None
    cancelled_reason: str = ""
    cancelled_reason_en: str = ""

    @property
    def treatment(self) -> Treatment:
        """What this paper asks of the citizen."""
        if self.tolerance is Tolerance.SHARE:
            return Treatment.FETCHED
        if self.tolerance is Tolerance.EVIDENCE:
            return Treatment.EVIDENCE
        if self.tolerance is Tolerance.PROMISE:
            return Treatment.PROMISE
        if self.tolerance is Tolerance.LATER or self.need is Need.LATER_ALLOWED:
            return Treatment.LATER
        return Treatment.BRING


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRule:
    """A step 环节; `stops_clock` only on the grounds of 行政许可法 45."""

    key: str
    code: str
    name: str
    name_en: str = ""
    actor: str = ""
    actor_en: str = ""
    limit: Limit | None = None
    group: str = ""
    standard: str = ""
    standard_en: str = ""
    stops_clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRule:
    """A legal ground 设定依据 with what is known about its source."""

    law: str
    law_en: str = ""
    article: str = ""
    text: str = ""
    text_en: str = ""
    about: str = ""
    confidence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule:
    """One fee in yuan with the rule it rests on (行政许可法 58)."""

    name: str
    name_en: str = ""
    amount: Decimal = Decimal(0)
    basis: str = ""
    basis_en: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqRule:
    """A question people ask, and the answer."""

    question: str
    answer: str
    question_en: str = ""
    answer_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A note on where a statement comes from and how sure it is (letters of the data)."""

    about: str
    says: str
    confidence: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything an item states, without a version. Codes are those of GB/T 39046 annex A."""

    key: str
    name: str
    department_key: str
    kind_code: str
    level_code: str
    project_kind: ProjectKind
    promise: Limit
    promise_from: str = "accept"
    promise_note: str = ""
    promise_note_en: str = ""
    statutory: Limit | None = None
    statutory_from: str = "accept"
    statutory_note: str = ""
    statutory_note_en: str = ""
    extension: Limit | None = None
    extension_by: str = ""
    extension_by_en: str = ""
    # only where a clause cited about "silence" says so; rules.silence
    silence_approves: bool = False
    name_en: str = ""
    summary: str = ""
    summary_en: str = ""
    aliases: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    base_code: str = ""
    task_code: str = ""
    handling_code: str = ""
    local_code: str = ""
    power_division: str = ""
    power_division_en: str = ""
    exercise_content: str = ""
    exercise_content_en: str = ""
    authority_name: str = ""
    authority_name_en: str = ""
    authority_code: str = ""
    authority_nature_code: str = "1"
    joint_bodies: tuple[Line, ...] = ()
    joint_body_codes: tuple[str, ...] = ()
    conditions: tuple[Line, ...] = ()
    scope_in: tuple[Line, ...] = ()
    scope_out: tuple[Line, ...] = ()
    special_procedures: tuple[Line, ...] = ()
    quantity_limit: str = ""
    quantity_limit_en: str = ""
    intermediary: str = ""
    intermediary_en: str = ""
    result_name: str = ""
    result_name_en: str = ""
    result_type: str = "10"
    result_validity: str = ""
    result_validity_en: str = ""
    result_months: int = 0
    fee_charged: bool = False
    fee_basis: str = ""
    fee_basis_en: str = ""
    reach_code: str = ""
    audience_codes: tuple[str, ...] = ()
    person_themes: tuple[str, ...] = ()
    legal_themes: tuple[str, ...] = ()
    channel_codes: tuple[str, ...] = ("1",)
    jurisdiction_name: str = ""
    jurisdiction_name_en: str = ""
    jurisdiction_code: str = ""
    bookable: bool = False
    online_payment: bool = False
    courier: bool = False
    online: bool = False
    online_depth: str = ""
    online_address: str = ""
    system_level: str = ""
    place: str = ""
    place_en: str = ""
    hours: str = ""
    hours_en: str = ""
    consult_way: str = ""
    consult_way_en: str = ""
    consult_phone: str = ""
    complaint_phone: str = ""
    visits: int = 1
    visits_reason: str = ""
    visits_reason_en: str = ""
    personal_only: bool = False
    agent_allowed: bool = True
    promise_allowed: bool = False
    # who decides, where this office only reviews first (初审权事项; 行政许可法 35, 43)
    upper_body: str = ""
    upper_body_en: str = ""
    batch: str = ""
    batch_en: str = ""
    peak: str = ""
    peak_en: str = ""
    papers: tuple[PaperRule, ...] = ()
    questions: tuple[QuestionRule, ...] = ()
    steps: tuple[StepRule, ...] = ()
    citations: tuple[CitationRule, ...] = ()
    fees: tuple[FeeRule, ...] = ()
    faqs: tuple[FaqRule, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def code(self) -> str:
        """The longest code the item has: 33, 31, 12 characters or the local one."""
        return self.handling_code or self.task_code or self.base_code or self.local_code

    @property
    def active_papers(self) -> tuple[PaperRule, ...]:
        """All papers but those cancelled and kept for the record only."""
        return tuple(p for p in self.papers if p.need is not Need.CANCELLED)


@dataclass(frozen=True, kw_only=True)
class Guide(Sheet):
    """The sheet of one version; a published one never changes."""

    version_id: int
    item_id: int
    number: int
    department_id: int
    department_name: str
    department_name_en: str = ""
    department_code: str = ""
    department_phone: str = ""
    digest: str = field(default="", compare=False)

    @property
    def item_key(self) -> str:
        return self.key


def said(row: object, name: str, language: str) -> str:
    """The text `name` of a row in a language; Chinese where English is empty."""
    english = getattr(row, f"{name}_en", "") if language.startswith("en") else ""
    return str(english or getattr(row, name))
