"""A bundle 一件事: several items behind one form, with who waits for whom."""

from dataclasses import dataclass

from yichuang.catalogue.rules.guide import CitationRule, Condition, Fact, QuestionRule
from yichuang.kernel.limits import Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRule:
    """One item of a bundle. `item_key` is empty for a matter of another authority.

    `needs` names parts whose certificate this one waits for: it may be accepted
    before, but not decided.
    """

    key: str
    name: str
    name_en: str = ""
    item_key: str = ""
    department: str = ""
    department_en: str = ""
    limit: Limit | None = None
    limit_note: str = ""
    limit_note_en: str = ""
    produces: str = ""
    produces_en: str = ""
    needs: tuple[str, ...] = ()
    optional: bool = False
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class BundleSheet:
    """Everything a bundle states, without a version."""

    key: str
    name: str
    name_en: str = ""
    summary: str = ""
    summary_en: str = ""
    aliases: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    department_key: str = ""
    promise: Limit
    promise_note: str = ""
    promise_note_en: str = ""
    pattern: str = ""
    pattern_en: str = ""
    themes: tuple[str, ...] = ()
    questions: tuple[QuestionRule, ...] = ()
    parts: tuple[PartRule, ...] = ()
    citations: tuple[CitationRule, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BundleGuide(BundleSheet):
    """The sheet of one bundle version."""

    version_id: int
    bundle_id: int
    number: int
    department_id: int
    department_name: str
    department_name_en: str = ""
