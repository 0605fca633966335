"""The one extension of a statutory limit, and the joint limit of several departments."""

from datetime import date

from yichuang.cases.rules.clock.dues import Limits, StartEvent
from yichuang.kernel.limits import Limit, Unit
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

REVIEW_EXTENSION = Limit(10, Unit.WORKDAYS)
"""行政许可法 art. 42(1): one extension by the head of the agency."""

JOINT_LIMIT = Limit(45, Unit.WORKDAYS)
"""行政许可法 art. 42(2): unified, joint or central handling by several departments."""

JOINT_EXTENSION = Limit(15, Unit.WORKDAYS)
"""行政许可法 art. 42(2): one extension, by the head of the government itself."""


def joint_limits(promise: Limit) -> Limits:
    """The limits of a matter that several departments handle as one (art. 42(2)):
    45 working days from acceptance, whatever each of them would have alone."""
    return Limits(
        promise=promise,
        promise_from=StartEvent.ACCEPT,
        statutory=JOINT_LIMIT,
        statutory_from=StartEvent.ACCEPT,
    )


def extension_limit(
    statutory: Limit | None, own: Limit | None, *, joint: bool = False
) -> Limit | None:
    """How far a statutory limit can be extended, None where the law allows it not.

    `own` is the rule of the item's own law (food 10 + 5 working days, identity card
    60 + 30 natural days); else ten working days by the head of the agency, fifteen by
    the head of the government for a joint matter. The days of the Licensing Law do not
    extend another law's natural days.
    """
    if statutory is None:
        return None
    limit = own or (JOINT_EXTENSION if joint else REVIEW_EXTENSION)
    return limit if limit.unit is statutory.unit else None


def require_extendable(
    *,
    statutory: Limit | None,
    allowed: Limit | None,
    days: int,
    due: date | None,
    today: date,
    extended_already: bool,
) -> None:
    """Once, within what the law allows, and asked for before the limit is over: what has
    run out can be late, but not extended (art. 42).

    Raises:
        Refusal: "extension.none", "extension.once", "extension.late",
            "extension.days" (field "days").
    """
    if statutory is None or due is None:
        raise Refusal(
            "extension.none",
            N_("The law sets no limit for this matter, so there is nothing to extend."),
        )
    if allowed is None:
        raise Refusal(
            "extension.none",
            N_("The law that sets the limit of this matter allows no extension."),
        )
    if extended_already:
        raise Refusal(
            "extension.once",
            N_("The limit was extended already; the law allows it once."),
        )
    if today > due:
        raise Refusal(
            "extension.late",
            N_("The limit ended on %(due)s; what is over cannot be extended."),
            remedy=N_("Decide now; the case stays on record as late."),
            due=due,
        )
    if not 1 <= days <= allowed.n:
        raise Refusal(
            "extension.days",
            N_("The limit can be extended by 1 to %(most)s days."),
            field="days",
            remedy=N_("The law names the longest extension; decide within it."),
            most=allowed.n,
        )
