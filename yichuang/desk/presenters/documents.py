"""Documents of a case: each with how it was delivered, and what can be done with it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.cases.rules.lifecycle import BEFORE_ACCEPTANCE, CaseState
from yichuang.cases.services.delivery import NOT_DELIVERED
from yichuang.desk.policies import may
from yichuang.desk.queries.opened import Opened
from yichuang.documents.queries import DeliveryRow, DocumentRow, delivered
from yichuang.documents.rules import DeliveryResult, DocumentKind
from yichuang.web.formats import day_clock
from yichuang.web.presenters import Link


@dataclass(frozen=True, slots=True)
class Came:
    """One delivery: how, to whom, when; `todo` leads to what is still to be recorded."""

    says: str
    who: str
    when: str
    proof: Link | None
    todo: Link | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was issued; `deliver` leads to recording its delivery."""

    number: str
    label: str
    when: str
    url: str
    print_url: str
    revoked: bool
    came: tuple[Came, ...]
    deliver: str


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """The documents, the newest first, and what can be made."""

    rows: tuple[Paper, ...]
    presses: tuple[Link, ...]


def documents_page(opened: Opened, by: Actor) -> DocumentsPage:
    """Documents of the case with their deliveries: one query more than the case."""
    found = delivered(opened.case.about)
    delivers, prints = may(by, "case.deliver"), may(by, "print.run")
    return DocumentsPage(
        rows=tuple(
            _paper(
                opened, row, found.get(row.number, ()), delivers=delivers, prints=prints
            )
            for row in reversed(opened.detail.documents)
        ),
        presses=tuple(_presses(opened, by)),
    )


def _presses(opened: Opened, by: Actor) -> list[Link]:
    number, links = opened.detail.number, []
    receives = may(by, "case.receive")
    if receives and opened.detail.state in BEFORE_ACCEPTANCE:
        url = reverse("desk:act", args=[number, "receipt"])
        links.append(Link(gettext("Receipt for papers"), url))
    if receives and opened.case.agent_id is not None:
        url = reverse("desk:act", args=[number, "mandate"])
        links.append(Link(gettext("Mandate for an agent"), url))
    if may(by, "case.hand-over") and opened.detail.state is not CaseState.CLOSED:
        url = reverse("desk:act", args=[number, "hand-over"])
        links.append(Link(gettext("Hand the papers over"), url))
    return links


def _paper(
    opened: Opened,
    row: DocumentRow,
    came: tuple[DeliveryRow, ...],
    *,
    delivers: bool,
    prints: bool,
) -> Paper:
    pdf = reverse("documents:pdf", args=[row.number])
    act = reverse("desk:act", args=[opened.detail.number, "deliver"])
    there = any(one.received_at is not None for one in came)
    offered = (
        delivers and not there and not row.revoked and row.kind not in NOT_DELIVERED
    )
    return Paper(
        number=row.number,
        label=gettext(row.label),
        when=day_clock(row.issued_at),
        url=pdf,
        print_url=_print_url(row, pdf, prints=prints),
        revoked=row.revoked,
        came=tuple(_came(opened, one, delivers=delivers) for one in came),
        deliver=f"{act}?on={row.number}" if offered else "",
    )


def _print_url(row: DocumentRow, pdf: str, *, prints: bool) -> str:
    """Where it is printed. A certificate goes on paper by the page of printing, which
    knows what it stands on; who does not print gets its file."""
    if row.kind is not DocumentKind.CERTIFICATE:
        return f"{pdf}?print"
    return (_on_stock(row) or pdf) if prints else pdf


def _on_stock(row: DocumentRow) -> str:
    """Where a certificate in force is printed on its stock."""
    if row.revoked or row.kind is not DocumentKind.CERTIFICATE:
        return ""
    return reverse("desk:print-new") + "?" + urlencode({"certificate": row.number})


def _came(opened: Opened, row: DeliveryRow, *, delivers: bool) -> Came:
    number = opened.detail.number
    how = gettext(row.how.label)
    if row.result is not DeliveryResult.SIGNED:
        how = f"{how} · {gettext(row.result.label)}"
    relation = f" ({row.relation})" if row.relation else ""
    todo = None
    if delivers and row.received_at is None:
        url = reverse("desk:act", args=[number, "arrived"])
        todo = Link(gettext("it has come"), f"{url}?on={row.id}")
    elif delivers and not row.proof:
        url = reverse("desk:act", args=[number, "prove"])
        todo = Link(gettext("make the proof"), f"{url}?on={row.id}")
    proof = None
    if row.proof:
        url = reverse("documents:pdf", args=[row.proof]) + "?print"
        proof = Link(gettext("proof of delivery"), url)
    notes = (row.receiver + relation, row.tracking_number, row.witness, row.note)
    return Came(
        says=how,
        who=" · ".join(filter(None, notes)),
        when=day_clock(row.received_at or row.at),
        proof=proof,
        todo=todo,
    )
