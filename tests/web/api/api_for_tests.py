"""A small API in these tests only: notes that are written, listed and refused."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.http import HttpRequest
from django.urls import path
from ninja import File, Query, Schema, UploadedFile
from ninja.responses import Status
from pydantic import Field

from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.web.api import (
    Bearer,
    HouseAPI,
    PageOut,
    PageQuery,
    idempotent,
    needs_scope,
)
from yichuang.web.models import IdempotencyKey
from yichuang.web.queries import keyset


@dataclass(frozen=True)
class Caller:
    ref: str
    scopes: frozenset[str] | None


CALLERS = {
    "good": Caller("machine:1", frozenset({"notes:write"})),
    "other": Caller("machine:2", None),
    "poor": Caller("machine:3", frozenset()),
}
api = HouseAPI(title="Notes", auth=Bearer(CALLERS.get), urls_namespace="notes")


class NoteIn(Schema):
    text: str = Field(min_length=2, max_length=10)
    copies: int = Field(1, ge=1)
    on: date | None = None


class NoteOut(Schema):
    id: int
    text: str


def write(text: str) -> NoteOut:
    """The work: a row that can be counted. Any table does; this one is at hand."""
    row = IdempotencyKey.objects.create(
        actor="work",
        key=f"{text}-{IdempotencyKey.objects.count()}",
        created_at=datetime(2026, 3, 10, tzinfo=UTC),
    )
    return NoteOut(id=row.pk, text=text)


@api.post("/notes", response={201: NoteOut})
@needs_scope("notes:write")
@idempotent()
def make(request: HttpRequest, payload: NoteIn) -> Schema | Status[NoteOut]:
    note = write(payload.text)
    if payload.text == "refuse":
        raise Refusal("note.moved-on", N_("This was not done"))
    if payload.text == "accepted":
        return Status(202, note)
    return note


@api.post("/scans", response={201: NoteOut})
@idempotent()
def scan(request: HttpRequest, page: File[UploadedFile]) -> Schema | Status[NoteOut]:
    return write((page.name or "")[:10])


@api.get("/notes", response=PageOut[NoteOut])
def listing(request: HttpRequest, page: Query[PageQuery]) -> PageOut[NoteOut]:
    found = keyset(
        IdempotencyKey.objects.filter(actor="work"),
        ("-created_at", "-pk"),
        after=page.after,
        limit=page.limit,
    )
    rows = [NoteOut(id=row.pk, text=row.key) for row in found.rows]
    return PageOut(items=rows, next=found.after)


@api.get("/refuse/{name}")
def refuse(request: HttpRequest, name: str) -> None:
    if name == "many":
        raise Refusals(
            [
                Refusal("a.b", N_("This is required."), field="name"),
                Refusal(
                    "c.d",
                    N_("This must be at least %(ge)s."),
                    field="copies",
                    remedy=N_("Start from the beginning of the list."),
                    ge=1,
                ),
            ]
        )
    if name == "often":
        raise Refusal("request.too-many", N_("Too many requests"), seconds=30)
    if name == "fault":
        raise ZeroDivisionError
    raise Refusal("permission.denied", N_("This was not done"))


urlpatterns = [path("api/", api.urls)]
