"""What a letter of authorisation 授权书 may say, and which one a decision rests on.

Departments file their letters with the hall and renew them on a new entry, on expiry,
on a change of the legal head or the chief representative, and on a change of content.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

WARN_DAYS = 30
"""Calendar days before its end from which a letter is named as running out."""

LONGEST_YEARS = 5
"""A department's term; a longer letter is a slip of the pen."""

EVERY_ITEM = "*"


class Scope(StrEnum):
    """How far a letter reaches."""

    DECIDE = "decide"
    ON_SPOT = "on_spot"
    FIRST_REVIEW = "first_review"

    @property
    def label(self) -> str:
        """English msgid of the scope's name."""
        return SCOPE_LABELS[self]


SCOPE_LABELS: dict[Scope, str] = {
    Scope.DECIDE: N_("decides"),
    Scope.ON_SPOT: N_("decides on the spot"),
    Scope.FIRST_REVIEW: N_("gives the first review"),
}

DECIDING = (Scope.DECIDE, Scope.ON_SPOT)


class ChangeReason(StrEnum):
    """Why a letter was written."""

    NEW_ENTRY = "new_entry"
    EXPIRY = "expiry"
    LEGAL_HEAD = "legal_head"
    CHIEF = "chief"
    CONTENT = "content"

    @property
    def label(self) -> str:
        """English msgid of the reason."""
        return REASON_LABELS[self]


REASON_LABELS: dict[ChangeReason, str] = {
    ChangeReason.NEW_ENTRY: N_("the item or the person is new in the hall"),
    ChangeReason.EXPIRY: N_("the letter before it ends"),
    ChangeReason.LEGAL_HEAD: N_("the head of the department changed"),
    ChangeReason.CHIEF: N_("the chief representative changed"),
    ChangeReason.CONTENT: N_("what it authorises changed"),
}


@dataclass(frozen=True, slots=True)
class LetterTerms:
    """What a letter says; both days are included, `item_key` may be `*`."""

    number: str
    item_key: str
    valid_from: date
    valid_to: date
    scope: Scope = Scope.DECIDE
    seal_holder: str = ""
    reason: ChangeReason = ChangeReason.NEW_ENTRY
    sealed_on: date | None = None


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A registered letter as the rules see it. `acting`: its person acts at its post on
    the day that is asked about."""

    id: int
    number: str
    item_key: str
    post_id: int
    user_id: int
    scope: Scope
    valid_from: date
    valid_to: date
    revoked_on: date | None = None
    acting: bool = True

    def runs(self, on: date) -> bool:
        """Whether the letter stands on a day."""
        withdrawn = self.revoked_on is not None and self.revoked_on <= on
        return self.valid_from <= on <= self.valid_to and not withdrawn


def check_terms(terms: LetterTerms) -> None:
    """Whether a letter can be registered at all.

    Raises:
        Refusal: "authorisation.number", "authorisation.dates", "authorisation.long",
            "authorisation.sealed-later", "authorisation.on-spot-items".
    """
    for check in (_named, _dated, _sealed, _narrow):
        check(terms)


def _named(terms: LetterTerms) -> None:
    if not terms.number.strip():
        raise Refusal(
            "authorisation.number",
            N_("The letter has no number."),
            field="letter_number",
            remedy=N_("Enter the number printed on the sealed letter."),
        )


def _dated(terms: LetterTerms) -> None:
    if terms.valid_to < terms.valid_from:
        raise Refusal(
            "authorisation.dates",
            N_("The authorisation ends before it begins."),
            field="valid_to",
            remedy=N_("Enter a last day on or after the first."),
        )
    if terms.valid_to.year - terms.valid_from.year > LONGEST_YEARS:
        raise Refusal(
            "authorisation.long",
            N_("No letter of authorisation runs longer than %(years)s years."),
            field="valid_to",
            remedy=N_("Check the year; a department renews its letters every term."),
            years=LONGEST_YEARS,
        )


def _sealed(terms: LetterTerms) -> None:
    if terms.sealed_on is not None and terms.sealed_on > terms.valid_to:
        raise Refusal(
            "authorisation.sealed-later",
            N_("The letter would be sealed after its last day."),
            field="sealed_on",
            remedy=N_("Enter the day that stands beside the seal."),
        )


def _narrow(terms: LetterTerms) -> None:
    """A chief approver decides on the spot the items the letter lists, no others."""
    if terms.scope is Scope.ON_SPOT and terms.item_key == EVERY_ITEM:
        raise Refusal(
            "authorisation.on-spot-items",
            N_("A letter for deciding on the spot names its items one by one."),
            field="items",
            remedy=N_("Choose the items the department lists in its letter."),
        )


def choose(
    letters: Iterable[LetterFacts], *, on: date, scopes: Sequence[Scope] = DECIDING
) -> LetterFacts | None:
    """The letter an act on this day rests on: the widest scope first, then the longest."""
    standing = [
        row for row in letters if row.scope in scopes and row.runs(on) and row.acting
    ]
    return min(standing, key=_widest, default=None)


def _widest(row: LetterFacts) -> tuple[bool, int, int]:
    return row.scope is not Scope.DECIDE, -row.valid_to.toordinal(), row.id


def why_not(
    letters: Sequence[LetterFacts],
    *,
    item: str,
    on: date,
    scopes: Sequence[Scope] = DECIDING,
) -> Refusal:
    """Why none of somebody's letters for an item covers an act on a day: the reason
    nearest to being right is told, with what to do."""
    for hinders, says in OBSTACLES:
        found = [row for row in letters if hinders(row, on, scopes)]
        if found:
            return says(max(found, key=lambda row: row.valid_to), item, on)
    return Refusal(
        "authority.none",
        N_("You hold no authorisation for %(item)s that is valid on %(on)s."),
        field="letter",
        remedy=N_(
            "Route the case to a post that is authorised, or have the letter renewed."
        ),
        item=item,
        on=on,
    )


def _away(row: LetterFacts, item: str, on: date) -> Refusal:
    return Refusal(
        "authority.not-acting",
        N_(
            "Letter %(letter)s covers %(item)s, but you do not act at its post on %(on)s."
        ),
        field="post",
        remedy=N_(
            "Whoever acts there today decides: A, or B while A is away. See “Cover”."
        ),
        letter=row.number,
        item=item,
        on=on,
    )


def _other_scope(row: LetterFacts, item: str, on: date) -> Refusal:
    if row.scope is Scope.ON_SPOT:
        return Refusal(
            "authority.on-spot-only",
            N_(
                "Letter %(letter)s covers %(item)s only when it is decided on the day of acceptance."
            ),
            field="letter",
            remedy=N_("Send the case to the post of the department that decides it."),
            letter=row.number,
            item=item,
        )
    return Refusal(
        "authority.first-review-only",
        N_("Letter %(letter)s covers the first review of %(item)s, not the decision."),
        field="letter",
        remedy=N_(
            "Send it up with the opinion and all papers (Licensing Law art. 35)."
        ),
        letter=row.number,
        item=item,
    )


def _withdrawn(row: LetterFacts, item: str, on: date) -> Refusal:
    return Refusal(
        "authority.withdrawn",
        N_("Letter %(letter)s for %(item)s was withdrawn on %(day)s."),
        field="letter",
        remedy=N_("Have a new letter registered, or route the case."),
        letter=row.number,
        item=item,
        day=row.revoked_on or "",
    )


def _ended(row: LetterFacts, item: str, on: date) -> Refusal:
    return Refusal(
        "authority.ended",
        N_("Letter %(letter)s for %(item)s ended on %(day)s."),
        field="letter",
        remedy=N_(
            "The department renews it under “Authority”; until then another authorised person decides."
        ),
        letter=row.number,
        item=item,
        day=row.valid_to,
    )


def _not_begun(row: LetterFacts, item: str, on: date) -> Refusal:
    return Refusal(
        "authority.not-yet",
        N_("Letter %(letter)s for %(item)s begins on %(day)s."),
        field="letter",
        remedy=N_("Until then another authorised person decides."),
        letter=row.number,
        item=item,
        day=row.valid_from,
    )


Hinders = Callable[[LetterFacts, date, Sequence[Scope]], bool]
Says = Callable[[LetterFacts, str, date], Refusal]

OBSTACLES: tuple[tuple[Hinders, Says], ...] = (
    (lambda row, on, scopes: row.runs(on) and row.scope in scopes, _away),
    (lambda row, on, scopes: row.runs(on) and row.scope not in scopes, _other_scope),
    (lambda row, on, scopes: bool(row.revoked_on and row.revoked_on <= on), _withdrawn),
    (lambda row, on, scopes: row.valid_to < on, _ended),
    (lambda row, on, scopes: row.valid_from > on, _not_begun),
)
