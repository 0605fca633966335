"""A citizen's certificates in words: until when each holds and what may follow it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.cases.queries.modes import CertificateRow
from yichuang.cases.rules.following import FollowKind
from yichuang.portal.presenters import words
from yichuang.web import formats
from yichuang.web.presenters import Link


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate: `lit` when something is to be done about it soon."""

    name: str
    number: str
    holder: str
    says: str
    pdf: str
    ways: tuple[Link, ...]
    case: Link | None
    void: bool
    lit: bool


@dataclass(frozen=True, slots=True)
class FollowPage:
    """The page on which a citizen says what is needed."""

    title: str
    name: str
    number: str
    text: str
    verb: str


def certificate_row(row: CertificateRow, today: date) -> CertificateLine:
    """The line of a certificate on a day."""
    renewable = FollowKind.RENEWAL in row.follows
    return CertificateLine(
        name=words.tell_name(row.title, row.title_en),
        number=row.number,
        holder=row.holder,
        says=_says(row, today),
        pdf=reverse("documents:pdf", args=[row.number]),
        ways=tuple(
            Link(
                _way(kind),
                reverse("portal:follow-certificate", args=[row.number, kind.value]),
            )
            for kind in row.follows
        ),
        case=Link(
            gettext("Go on with it"), reverse("portal:case", args=[row.open_case])
        )
        if row.open_case
        else None,
        void=row.void,
        lit=renewable and not row.open_case,
    )


def _says(row: CertificateRow, today: date) -> str:
    if row.void:
        return gettext("No longer valid: %(reason)s") % {"reason": row.reason}
    if row.open_case:
        return gettext("A matter about it is open.")
    if row.until is None:
        return gettext("Valid without an end")
    until = {"day": formats.day(row.until)}
    if row.until < today:
        return gettext("It ended on %(day)s. Please apply anew.") % until
    return words.sentences(gettext("Valid until %(day)s.") % until, _renew(row, today))


def _renew(row: CertificateRow, today: date) -> str:
    """By when to renew, once it can be renewed."""
    if FollowKind.RENEWAL not in row.follows or row.renew_by is None:
        return ""
    if row.renew_by < today:
        return gettext("Renew it now.")
    return gettext("Renew it by %(day)s.") % {"day": formats.day(row.renew_by)}


def _way(kind: FollowKind) -> str:
    return {
        FollowKind.RENEWAL: gettext("Renew"),
        FollowKind.CHANGE: gettext("Something changes"),
        FollowKind.REISSUE: gettext("It is lost"),
    }[kind]


def follow_page(row: CertificateRow, kind: FollowKind) -> FollowPage:
    """What each kind means, in plain words."""
    title, text, verb = {
        FollowKind.RENEWAL: (
            gettext("Renew the certificate"),
            _renewal_text(row),
            gettext("Next step"),
        ),
        FollowKind.CHANGE: (
            gettext("Change the certificate"),
            gettext(
                "The new certificate takes the place of the old one and holds as long as it did."
            ),
            gettext("Next step"),
        ),
        FollowKind.REISSUE: (
            gettext("Report it lost and get a new one"),
            gettext(
                "Your word is enough: no announcement in a newspaper is needed. The lost one no longer holds once the new one is made."
            ),
            gettext("Next step"),
        ),
    }[kind]
    name = words.tell_name(row.title, row.title_en)
    return FollowPage(title, name, row.number, text, verb)


def _renewal_text(row: CertificateRow) -> str:
    if row.renew_by is None or row.until is None:
        return ""
    days = {"by": formats.day(row.renew_by), "until": formats.day(row.until)}
    return (
        gettext(
            "Filed by %(by)s, a licence is renewed by law if we have not decided by %(until)s (Licensing Law art. 50). Filed later, it is decided, but never by silence."
        )
        % days
    )
