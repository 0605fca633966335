"""What follows a certificate: change, renewal and re-issue (行政许可法 art. 49, 50).

A certificate has one successor. A renewal filed 30 days before the end that nobody has
decided when the certificate ends is granted by law.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

RENEW_AHEAD = timedelta(days=30)
"""art. 50(1): thirty days before the end; a period of the applicant, in natural days."""

RENEW_EARLIEST = timedelta(days=90)
"""The law names no first day; who comes earlier would only shorten what is valid."""

LICENCE = "01"
MONTHS = 12


class FollowKind(StrEnum):
    """What is asked for a certificate that exists."""

    CHANGE = "change"
    RENEWAL = "renewal"
    REISSUE = "reissue"

    @property
    def label(self) -> str:
        """English msgid of the kind."""
        return KIND_LABELS[self]

    @property
    def zh(self) -> str:
        """The word documents use."""
        return KIND_ZH[self]


KIND_LABELS: dict[FollowKind, str] = {
    FollowKind.CHANGE: N_("Change"),
    FollowKind.RENEWAL: N_("Renewal"),
    FollowKind.REISSUE: N_("Re-issue after loss"),
}
KIND_ZH: dict[FollowKind, str] = {
    FollowKind.CHANGE: "变更",
    FollowKind.RENEWAL: "延续",
    FollowKind.REISSUE: "遗失补办",
}


@dataclass(frozen=True, slots=True)
class Term:
    """From which to which day a certificate holds; without `until` it has no end."""

    since: date | None
    until: date | None


def add_months(day: date, months: int) -> date:
    """The same day so many months on, the month's last where there is none such.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    ahead = day.month - 1 + months
    year, month = day.year + ahead // MONTHS, ahead % MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def first_term(today: date, months: int) -> Term:
    """The term of a new certificate: `months` of validity, 0 without an end."""
    until = add_months(today, months) - timedelta(days=1) if months else None
    return Term(today, until)


def next_term(kind: FollowKind, earlier: Term, today: date, months: int) -> Term:
    """The term of the successor. A change or a re-issue lengthens nothing; a renewal
    joins on the day after the earlier end, for `months` or as long as before."""
    if kind is not FollowKind.RENEWAL or earlier.until is None:
        return Term(today, earlier.until)
    since = earlier.until + timedelta(days=1)
    if months:
        return Term(since, add_months(since, months) - timedelta(days=1))
    lasted = earlier.until - (earlier.since or earlier.until)
    return Term(since, since + lasted)


def filed_in_time(until: date, filed_on: date) -> bool:
    """Whether a renewal came thirty days before the end, as art. 50(1) asks."""
    return filed_on <= until - RENEW_AHEAD


def silence_renews(*, kind_code: str, in_time: bool) -> bool:
    """Silence grants only what the law says: a licence whose renewal came in time
    (art. 50(2)). Whoever came late is answered, but never by silence."""
    return kind_code == LICENCE and in_time


def require_renewable(until: date | None, today: date) -> None:
    """A renewal is filed while the certificate holds, and not much too early.

    Raises:
        Refusal: "renewal.no-end", "renewal.expired", "renewal.too-early".
    """
    if until is None:
        raise Refusal(
            "renewal.no-end",
            N_("This certificate has no end, so there is nothing to renew."),
        )
    if today > until:
        raise Refusal(
            "renewal.expired",
            N_("This certificate ended on %(until)s and can no longer be renewed."),
            remedy=N_("Apply anew; what we know of you need not be brought again."),
            until=until,
        )
    first = until - RENEW_EARLIEST
    if today < first:
        raise Refusal(
            "renewal.too-early",
            N_("It is valid until %(until)s; a renewal can be filed from %(first)s."),
            remedy=N_("Come back from that day on, at the latest 30 days before."),
            until=until,
            first=first,
        )


def require_wish(kind: FollowKind, wish: str) -> None:
    """A change says what changes, a loss how it was lost: the applicant's own word
    takes the place of an announcement in a newspaper.

    Raises:
        Refusal: "change.unsaid", "loss.unsaid" (field "wish").
    """
    if wish.strip() or kind is FollowKind.RENEWAL:
        return
    if kind is FollowKind.CHANGE:
        raise Refusal(
            "change.unsaid",
            N_("Say what is to be changed."),
            field="wish",
            remedy=N_("Write what it says now and what it should say."),
        )
    raise Refusal(
        "loss.unsaid",
        N_("Say when and how it was lost."),
        field="wish",
        remedy=N_("A sentence is enough; no announcement in a newspaper is needed."),
    )
