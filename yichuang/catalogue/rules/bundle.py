"""A bundle 一件事: several items behind one form, with who waits for whom."""

from dataclasses import dataclass

from yichuang.catalogue.rules.guide import CitationRule, Condition, Fact, QuestionRule
from yichuang.kernel.limits import Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """A cell of the one form 一张表单: asked once, however many parts print it."""

    key: str
    label: str
    label_en: str = ""
    hint: str = ""
    hint_en: str = ""
    kind: str = "line"
    most: int = 100
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRule:
    """One item of a bundle. `item_key` is empty for a matter of another authority.

    `needs` names parts whose result this one cannot do without: it may be accepted
    before, but not decided, and it ends with them. `follows` names parts it only comes
    after, however they end. Of the parts of one `alternative` only the first fitting
    one is chosen. Pairs are written "own: other":

    - `form`     cell of the one form: how this part's own form calls it
    - `fills`    papers of the item that are this part's form, so written by the one form
    - `takes`    paper of the item: part whose result it is, so nobody is asked for it
    - `shares`   paper of the item: material it is the same as in other parts
    - `answers`  question of the item: what the bundle has settled
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
    follows: tuple[str, ...] = ()
    optional: bool = False
    alternative: str = ""
    form: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
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
    fields: tuple[FieldRule, ...] = ()
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


def pairs(lines: tuple[str, ...]) -> dict[str, str]:
    """What "own: other" lines say; a line without ": " stands for itself.

    >>> pairs(("licence: register", "scope"))
    {'licence': 'register', 'scope': 'scope'}
    """
    split = (line.partition(":") for line in lines)
    return {own.strip(): other.strip() or own.strip() for own, _, other in split}
