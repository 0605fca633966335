"""Who may decide, and who may not because it is their own."""

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


def require_letter(*, covered: bool, item: str, on: str) -> None:
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
