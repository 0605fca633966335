"""What the applicant signs: to hand papers in later, or that something is so.

An undertaking signed while a form is still a draft gets its document when the draft is
submitted: what was never filed needs no number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from yichuang.accounts.policies import Actor, ActorKind
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Tolerance, Undertaking
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.tolerance import parties_of, policy_of
from yichuang.cases.rules import promise, tolerance
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.rules.tolerance import SignedAs, SignedHow
from yichuang.cases.services import letters, wording
from yichuang.cases.services.moving import note
from yichuang.catalogue.rules.guide import PaperRule
from yichuang.documents.rules import DocumentKind, check_signature
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import services as material_services
from yichuang.materials.models import StoredFile
from yichuang.organisation.queries import places


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, as what, and how. On the tablet `signature` are the strokes, on paper
    `scan` is the signed sheet; online the account itself signs. `mandate` names the
    written mandate of an agent, with its date."""

    signer: str
    signed_as: SignedAs
    how: SignedHow
    signature: str = ""
    scan: "UploadedFile[bytes] | None" = None
    mandate: str = ""


def sign(
    case: Case,
    kind: ToleranceKind,
    rows: Sequence[Tolerance],
    signed: Signed,
    *,
    by: Actor,
    at: datetime,
) -> Undertaking:
    """Keep the undertaking for these tolerances and print it. The caller holds the
    transaction.

    Raises:
        Refusal: "permission.denied"; from the rules on who signs; "undertaking.online",
            "undertaking.scan-missing" (field "scan"), "documents.signature-bad".
    """
    policies.require_move(by, "case.undertake", case)
    tolerance.require_signer(
        parties_of(case),
        name=signed.signer,
        signed_as=signed.signed_as,
        mandate=signed.mandate,
    )
    _require_mark(signed, by)
    row = Undertaking.objects.create(
        case=case,
        kind=kind,
        keys=[one.paper.key for one in rows],
        signer=signed.signer.strip(),
        signed_as=signed.signed_as,
        signed_how=signed.how,
        signature=signed.signature if signed.how is SignedHow.TABLET else "",
        mandate=signed.mandate.strip(),
        scan=_scan(case, signed, by=by, at=at),
        signed_at=at,
        taken_by=by.ref,
    )
    Tolerance.objects.filter(pk__in=[one.pk for one in rows]).update(undertaking=row)
    if case.state != CaseState.DRAFT:
        _print(case, row, by=by, at=at)
    return row


def _require_mark(signed: Signed, by: Actor) -> None:
    """A signature anybody can look at later."""
    online = by.kind is ActorKind.CITIZEN
    if online != (signed.how is SignedHow.ONLINE):
        raise Refusal(
            "undertaking.online",
            N_(
                "Online the applicant signs with their own account, at the window by hand."
            ),
            field="how",
            remedy=N_("Let the applicant sign on the tablet or on paper."),
        )
    if signed.how is SignedHow.TABLET:
        check_signature(signed.signature)
    if signed.how is SignedHow.PAPER and signed.scan is None:
        raise Refusal(
            "undertaking.scan-missing",
            N_("The signed sheet is missing."),
            field="scan",
            remedy=N_("Scan or photograph it and add the file."),
        )


def _scan(case: Case, signed: Signed, *, by: Actor, at: datetime) -> StoredFile | None:
    if signed.how is not SignedHow.PAPER or signed.scan is None:
        return None
    return material_services.store(
        signed.scan, by=by, at=at, purpose="undertaking", about=case.about
    )


def print_pending(case: Case, *, by: Actor, at: datetime) -> None:
    """Print what was signed while the case was a draft; it has just been submitted."""
    for row in Undertaking.objects.filter(case=case, document_number="").order_by("id"):
        _print(case, row, by=by, at=at)


def discard(case: Case) -> None:
    """A draft is thrown away with what was asked for and signed in it."""
    Tolerance.objects.filter(paper__case=case).delete()
    Undertaking.objects.filter(case=case).delete()


def _print(case: Case, row: Undertaking, *, by: Actor, at: datetime) -> None:
    rules = {rule.key: rule for rule in guide_of(case).papers}
    tolerances = list(row.tolerances.select_related("paper").order_by("id"))
    kind, facts = (
        (DocumentKind.PROMISE, _promise_facts(case, tolerances, rules, at))
        if row.kind == ToleranceKind.PROMISE
        else (DocumentKind.COMMITMENT, _later_facts(case, tolerances, rules))
    )
    facts |= {"agent": row.signer} if row.signed_as == SignedAs.AGENT else {}
    facts |= {"signature": row.signature} if row.signature else {}
    row.document_number = letters.issue(case, kind, facts, by=by, at=at)
    row.save(update_fields=["document_number"])
    note(
        case,
        events.UNDERTAKEN,
        by=by,
        at=at,
        papers="、".join(rules[one.paper.key].name for one in tolerances),
        signer=row.signer,
        signed_as=row.signed_as,
        how=row.signed_how,
        document=row.document_number,
    )


def later_papers(
    tolerances: Sequence[Tolerance], rules: dict[str, PaperRule]
) -> list[dict[str, str]]:
    """The papers that may follow, as the documents list them."""
    return [
        {
            "name": rules[row.paper.key].name,
            "mend": rules[row.paper.key].guidance or "到窗口、邮寄或者网上补交",
            "until": wording.day(row.due),
        }
        for row in tolerances
    ]


def _later_facts(
    case: Case, tolerances: Sequence[Tolerance], rules: dict[str, PaperRule]
) -> dict[str, Any]:
    return {
        "papers": later_papers(tolerances, rules),
        "basis": wording.basis(guide_of(case)),
        "notes": [f"到期没有补齐的后果：{consequence_words(case, tolerances)}"],
    }


def consequence_words(case: Case, tolerances: Sequence[Tolerance]) -> str:
    """What a breach means, in the words of the documents: by the list of the day on
    which it was asked for."""
    asked = min(row.requested_at for row in tolerances)
    day = asked.astimezone(places.hall(case.hall_id).zone).date()
    return policy_of(case.hall_id, day).consequence(case.item_key).zh


def _promise_facts(
    case: Case,
    tolerances: Sequence[Tolerance],
    rules: dict[str, PaperRule],
    at: datetime,
) -> dict[str, Any]:
    """What 国办发〔2020〕42号 wants told in writing before a promise is signed."""
    today = at.astimezone(places.hall(case.hall_id).zone).date()
    told = promise_terms(case, [rules[row.paper.key] for row in tolerances])
    within = policy_of(case.hall_id, today).check_within
    return {
        "papers": [{"name": name, "mend": proves} for name, proves in told.proofs],
        "duties": list(told.duties),
        "liabilities": list(promise.LIABILITIES),
        "checking": f"决定以后{within}个工作日内，通过数据共享、现场检查或者部门协查核查",
        "basis": [*promise.BASIS, *told.basis],
    }


@dataclass(frozen=True, slots=True)
class Terms:
    """What is told before a promise: (proof, what it would prove), duties, basis."""

    proofs: tuple[tuple[str, str], ...]
    duties: tuple[str, ...]
    basis: tuple[str, ...]


def promise_terms(case: Case, papers: Sequence[PaperRule]) -> Terms:
    """The content of the notice, from the guide: proofs, conditions, legal basis."""
    guide = guide_of(case)
    duties = tuple(line.zh for line in guide.conditions) or (
        f"符合“{guide.name}”办事指南的全部条件",
    )
    return Terms(
        proofs=tuple(
            (
                rule.name,
                rule.usage or rule.accept_standard or rule.guidance or rule.name,
            )
            for rule in papers
        ),
        duties=duties,
        basis=tuple(
            dict.fromkeys(
                [*(rule.basis for rule in papers if rule.basis), *wording.basis(guide)]
            )
        ),
    )
