"""Who may decide, and who may not because it is their own: separation of duties.

One module for all of it (design 4.4): nobody decides their own tolerance or matter,
chairs a hearing on a case they handled, closes a bad review against themselves, or works
on a case from which they are recused 回避.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.rules import Scope

LEAST_INSPECTORS = 2
"""行政许可法 art. 34: facts are checked on site by two or more."""


def deciding_scopes(accepted_on: date | None, today: date) -> Sequence[Scope]:
    """Which letters reach a decision today: one "on the spot" only on the day of
    acceptance, by which the chief approver decides while the person waits."""
    if accepted_on in (None, today):
        return (Scope.DECIDE, Scope.ON_SPOT)
    return (Scope.DECIDE,)


def require_letter(*, covered: bool, item: str, on: date) -> None:
    """No decision without a letter that covers item, post, person and day.

    Raises:
        Refusal: "authority.none".
    """
    if not covered:
        raise Refusal(
            "authority.none",
            N_("You hold no authorisation for %(item)s that is valid on %(on)s."),
            remedy=N_(
                "Route the case to a post that is authorised, or have the letter renewed."
            ),
            item=item,
            on=on,
        )


def require_other_person(*, asked_by: str, decides: str) -> None:
    """Nobody approves their own tolerance (separation of duties).

    Raises:
        Refusal: "authority.own-request".
    """
    if asked_by == decides:
        raise Refusal(
            "authority.own-request",
            N_(
                "You asked for this tolerance yourself, so somebody else has to agree to it."
            ),
            remedy=N_("Leave it to another approver who is authorised for the item."),
        )


def require_at_post(*, acting: bool, post: str) -> None:
    """Only who acts at the post the case lies at may work on it.

    Raises:
        Refusal: "authority.other-post".
    """
    if not acting:
        raise Refusal(
            "authority.other-post",
            N_("The case lies at %(post)s, where you do not act today."),
            remedy=N_("Ask the post to hand it over."),
            post=post,
        )


def require_impartial_chair(*, chair: str, handled_by: Collection[str]) -> None:
    """Who examined or decides a case does not chair the hearing on it (行政许可法 art.
    48(1)(3)). Persons are named as the journal does ("staff:12").

    Raises:
        Refusal: "authority.own-hearing" (field "chair").
    """
    if chair in handled_by:
        raise Refusal(
            "authority.own-hearing",
            N_("Whoever examined the application does not chair the hearing on it."),
            field="chair",
            remedy=N_("Licensing Law art. 48: name somebody who had no part in it."),
        )


def require_not_own_review(*, closes: str, handled_by: Collection[str]) -> None:
    """Nobody closes a bad review against themselves.

    Raises:
        Refusal: "authority.own-review".
    """
    if closes in handled_by:
        raise Refusal(
            "authority.own-review",
            N_("The review is about your own work, so somebody else closes it."),
            remedy=N_("Leave it to another review officer or the hall manager."),
        )


def require_not_own_matter(*, person: int | None, parties: Collection[int]) -> None:
    """Nobody works on a case in which they are applicant, agent or representative.

    Raises:
        Refusal: "authority.own-matter".
    """
    if person is not None and person in parties:
        raise Refusal(
            "authority.own-matter",
            N_("You are a party to this case, so somebody else works on it."),
            remedy=N_("Hand it to your colleague; recusal is on record by itself."),
        )


class RecusalGround(StrEnum):
    """Why somebody keeps away from a case 回避."""

    PARTY = "party"
    KIN = "kin"
    INTEREST = "interest"
    OTHER = "other"

    @property
    def label(self) -> str:
        """English msgid of the ground."""
        return RECUSAL_LABELS[self]


RECUSAL_LABELS: dict[RecusalGround, str] = {
    RecusalGround.PARTY: N_("is a party to the case"),
    RecusalGround.KIN: N_("is a near relative of a party"),
    RecusalGround.INTEREST: N_("has an interest in the outcome"),
    RecusalGround.OTHER: N_("another relation that may touch a fair decision"),
}


class RecusalState(StrEnum):
    """Where a recusal stands; while it is only asked the person keeps away too."""

    ASKED = "asked"
    GRANTED = "granted"
    DENIED = "denied"

    @property
    def label(self) -> str:
        """English msgid of the state's name."""
        return RECUSAL_STATE_LABELS[self]


RECUSAL_STATE_LABELS: dict[RecusalState, str] = {
    RecusalState.ASKED: N_("recusal asked, keeps away until it is decided"),
    RecusalState.GRANTED: N_("recused"),
    RecusalState.DENIED: N_("recusal denied"),
}


@dataclass(frozen=True, slots=True)
class RecusalFacts:
    """One recusal of a person in a case."""

    user_id: int
    state: RecusalState


def require_not_recused(
    user_id: int | None, recusals: Collection[RecusalFacts]
) -> None:
    """Who is recused, or asked to be, does not work on the case.

    Raises:
        Refusal: "authority.recused".
    """
    away = {RecusalState.ASKED, RecusalState.GRANTED}
    if any(row.user_id == user_id and row.state in away for row in recusals):
        raise Refusal(
            "authority.recused",
            N_("You are recused from this case, so somebody else works on it."),
            remedy=N_(
                "Send it to another authorised post; B acts if you are alone there."
            ),
        )


def require_other_judge(*, person: int, decides: int | None) -> None:
    """Nobody decides on their own recusal.

    Raises:
        Refusal: "recusal.own".
    """
    if person == decides:
        raise Refusal(
            "recusal.own",
            N_("Nobody decides on their own recusal."),
            remedy=N_("The head decides; on the head's own, the hall manager does."),
        )


def require_inspectors(inspectors: Sequence[int]) -> None:
    """A site check is made by two or more different people (art. 34).

    Raises:
        Refusal: "site.inspectors" (field "inspectors").
    """
    if len(set(inspectors)) < LEAST_INSPECTORS:
        raise Refusal(
            "site.inspectors",
            N_("A check on site is made by at least two people."),
            field="inspectors",
            remedy=N_("Licensing Law art. 34: name two or more inspectors."),
        )
