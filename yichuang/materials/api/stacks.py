"""Stacks of papers by API: brought, watched, confirmed, and pages located."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import File, Form, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from yichuang.accounts.policies import Actor
from yichuang.kernel.refusals import Refusal
from yichuang.materials import schemas
from yichuang.materials.queries.board import (
    PageCard,
    PageSheet,
    StackBoard,
    page_sheet,
    stack_board,
)
from yichuang.materials.queries.locating import locate
from yichuang.materials.services import sorting, stacks
from yichuang.organisation.queries import places
from yichuang.web.api import idempotent, needs_scope

router = Router(tags=["stacks"])


def _by(request: HttpRequest) -> Actor:
    by: Actor = request.auth  # type: ignore[attr-defined]
    return by


@router.post("/stacks", response={201: schemas.StackOut}, summary="Bring a stack")
@needs_scope("material.sort")
def bring_stack(
    request: HttpRequest,
    papers: File[list[UploadedFile]],
    title: Form[str] = "",
    item: Form[str] = "",
    about: Form[str] = "",
) -> Status[schemas.StackOut]:
    """Send scans of many papers: PDF (up to 1,000 pages), JPEG, PNG, WebP, TIFF, or a ZIP
    of folders of them; 200 MB a file, 3,000 pages together. They are read in the
    background; ask for the stack to see how far. The same files sent again while they
    are being sorted answer with the same stack, so a retry needs no Idempotency-Key.
    """
    by, at = _by(request), timezone.now()
    hall_id = by.hall_id if by.hall_id is not None else places.first_hall_id()
    made = stacks.create(
        list(papers),
        by=by,
        at=at,
        hall_id=hall_id or 0,
        title=title,
        item_key=item[:60],
        about=about[:80],
    )
    return Status(201, _stack(stack_board(made.key, by=by, at=at)))


@router.get("/stacks/{key}", response=schemas.StackOut, summary="A stack")
@needs_scope("material.read-stack")
def show_stack(request: HttpRequest, key: str) -> schemas.StackOut:
    """How far a stack is, its people, and what each page is held for."""
    return _stack(stack_board(key, by=_by(request), at=timezone.now()))


@router.get("/pages", response=list[schemas.FoundOut], summary="Locate a page")
@needs_scope("material.read-stack")
def find_pages(request: HttpRequest, text: str) -> list[schemas.FoundOut]:
    """The latest 20 pages with a name, a whole number, a case or words on them; `spot`
    is where, as fractions of the upright page: left, top, width, height."""
    return [
        schemas.FoundOut(
            key=one.key,
            stack=one.stack_key,
            title=one.stack_title,
            number=one.number,
            kind=one.kind,
            applicant=one.applicant,
            line=one.line,
            spot=one.spot.as_json() if one.spot else None,
        )
        for one in locate(text, by=_by(request))
    ]


@router.get("/pages/{key}", response=schemas.SheetOut, summary="A page")
@needs_scope("material.read-stack")
def show_page(request: HttpRequest, key: str) -> schemas.SheetOut:
    """What was read on a page, its fields with their places, and what is in doubt."""
    return _sheet(page_sheet(key, by=_by(request), at=timezone.now()))


@router.post(
    "/pages/{key}/confirmation",
    response={200: schemas.SheetOut},
    summary="Confirm a page",
)
@needs_scope("material.sort")
@idempotent(status=200)
def confirm_page(
    request: HttpRequest, key: str, wish: schemas.ConfirmIn
) -> schemas.SheetOut:
    """Say what a page is, and whose; the hall's classifier learns from it."""
    by, at = _by(request), timezone.now()
    sorting.confirm(
        key, wish.kind, by=by, at=at, applicant=wish.applicant, seen=wish.version
    )
    return _sheet(page_sheet(key, by=by, at=at))


def _stack(board: StackBoard) -> schemas.StackOut:
    row = board.stack
    return schemas.StackOut(
        key=row.key,
        title=row.title,
        item=row.item_key,
        about=row.about,
        state=row.state,
        pages_total=row.pages_total,
        pages_done=row.pages_done,
        files=[
            schemas.StackFileOut(
                name=one.name,
                folder=one.folder,
                state=one.state,
                pages=one.pages,
                refusal=_said(one.refusal),
            )
            for one in board.files
        ],
        applicants=[
            schemas.ApplicantOut(id=one.id, name=one.name, number=one.number_masked)
            for one in board.applicants
        ],
        pages=[_page(card) for card in board.pages],
    )


def _page(card: PageCard) -> schemas.PageOut:
    return schemas.PageOut(
        key=card.key,
        number=card.number,
        state=card.state,
        kind=card.kind,
        sure=round(card.sure, 3),
        doubtful=card.doubtful,
        applicant=card.applicant,
        document=card.document,
        paper=card.paper,
        version=card.version,
    )


def _sheet(sheet: PageSheet) -> schemas.SheetOut:
    return schemas.SheetOut(
        **_page(sheet.card).model_dump(),
        width=sheet.width,
        height=sheet.height,
        turned=sheet.turned,
        text=[line.text for line in sheet.lines],
        fields=[schemas.FieldOut(**one.as_json()) for one in sheet.fields],
        doubts=[_told(one.refusal) for one in sheet.doubts],
        runners=[(kind.value, round(sure, 3)) for kind, sure in sheet.runners],
    )


def _said(no: Refusal | None) -> schemas.SaidOut | None:
    return None if no is None else _told(no)


def _told(no: Refusal) -> schemas.SaidOut:
    return schemas.SaidOut(
        code=no.code,
        field=no.field,
        says=no.text(gettext),
        remedy=no.remedy_text(gettext),
    )
