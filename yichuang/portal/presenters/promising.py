"""Promises and records in words for the citizen they concern."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.cases.queries.credit import RecordRow, RepairRow
from yichuang.cases.queries.tolerance import Eligible, offered
from yichuang.cases.rules.credit import RepairState
from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.rules.tolerance import SignedAs, TolerancePolicy
from yichuang.cases.services.undertakings import Terms
from yichuang.catalogue.rules import Guide
from yichuang.portal.presenters import words
from yichuang.web.formats import day


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page of a promise or a later paper tells before it is signed. `against`
    says why it cannot be, "" when it can."""

    paper: str
    proves: str
    duties: tuple[str, ...]
    check: str
    consequence: str
    against: str
    asks_mandate: bool
    signer: str


def offer(
    row: Eligible,
    terms: Terms,
    policy: TolerancePolicy,
    *,
    item: str,
    signed_as: SignedAs,
    signer: str,
) -> Offer:
    """The offer of one paper."""
    against = row.against
    return Offer(
        paper=words.tell(row.rule, "name"),
        proves=terms.proofs[0][1],
        duties=terms.duties,
        check=gettext("within %(n)s working days of the decision")
        % {"n": policy.check_within},
        consequence=gettext(policy.consequence(item).label),
        against=against.told(gettext) if against else "",
        asks_mandate=signed_as is SignedAs.AGENT,
        signer=signer,
    )


@dataclass(frozen=True, slots=True)
class Record:
    """A record against the reader: what happened and what can be done."""

    kind: str
    fact: str
    when: str
    state: str
    blocks: bool
    may_ask: bool
    first: str
    url: str


def record(
    row: RecordRow, repairs: tuple[RepairRow, ...], wait: int, today: date
) -> Record:
    """One record in words."""
    first = row.recorded_on + timedelta(days=wait)
    asked = any(one.state is RepairState.ASKED for one in repairs)
    if row.repaired_at is not None:
        state = gettext("Lifted on %(day)s") % {"day": day(row.repaired_at)}
    elif asked:
        state = gettext("You asked for repair; we decide on it")
    elif repairs and repairs[0].state is RepairState.DENIED:
        state = gettext("Left standing: %(reason)s") % {"reason": repairs[0].reason}
    else:
        state = gettext("Not yet repaired")
    standing = row.repaired_at is None
    return Record(
        kind=gettext(row.kind.label),
        fact=row.fact,
        when=day(row.recorded_on),
        state=state,
        blocks=standing,
        may_ask=standing and not asked and today >= first,
        first=day(first) if standing and not asked and today < first else "",
        url=reverse("portal:repair", args=[row.id]),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A matter of the published list: which papers may be missing in which way."""

    name: str
    url: str
    later: str
    promise: str
    checked: str
    kept_out: str


def listed(guides: tuple[Guide, ...], policy: TolerancePolicy) -> tuple[Listed, ...]:
    """Matters in force in which some paper may be missing, or that are kept out."""
    rows = (_listed(guide, policy) for guide in guides)
    return tuple(
        row for row in rows if row.later or row.promise or row.checked or row.kept_out
    )


def _listed(guide: Guide, policy: TolerancePolicy) -> Listed:
    def names(*kinds: ToleranceKind) -> str:
        return gettext(", ").join(
            words.tell(rule, "name")
            for rule in guide.active_papers
            if offered(rule) in kinds
        )

    sphere = policy.excluded.get(guide.key)
    return Listed(
        name=words.tell_name(guide.name, guide.name_en),
        url=reverse("portal:guide", args=[guide.key]),
        later="" if sphere else names(ToleranceKind.LATER),
        promise="" if sphere else names(ToleranceKind.PROMISE),
        checked="" if sphere else names(ToleranceKind.EVIDENCE, ToleranceKind.SHARE),
        kept_out=gettext(sphere.label) if sphere else "",
    )
