"""A small hall with everybody in it, for tests that ask as each of the cast."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.text import slugify

from tests.cast import Cast
from tests.factories import papers
from tests.factories import queueing as lines
from tests.factories.accounts import COLLEAGUE, NOW, invented_id, make_entity
from tests.factories.appointments import make_booked, make_seats, make_terms
from tests.factories.catalogue import DIPLOMA, make_item
from tests.factories.guidance import make_asked
from tests.factories.online import (
    make_accepted,
    make_closed,
    make_correction,
    make_draft,
)
from tests.factories.organisation import make_hall
from tests.factories.planning import make_peak, make_ready_plan
from tests.factories.stock import make_sent
from tests.permissions import CAST
from yichuang.accounts.services import messages
from yichuang.cases.models import (
    Batch,
    Case,
    CasePaperFile,
    CreditRecord,
    FolderPerson,
    HomeVisit,
    PromiseCheck,
    Run,
    SchoolFolder,
    SchoolHanding,
    SupervisionOrder,
    Tolerance,
)
from yichuang.cases.rules.supervision import OrderKind
from yichuang.cases.services import credit, supervision
from yichuang.cases.services.supervision import Breach
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.materials.models import StoredFile
from yichuang.organisation.models import (
    Absence,
    Authorisation,
    Hall,
    HallDay,
    PostHolding,
)
from yichuang.queueing.models import Ticket
from yichuang.reviews.models import Review
from yichuang.reviews.rules.levels import Channel
from yichuang.reviews.services import inviting, reviewing

LATER = NOW + timedelta(days=1)


@dataclass
class World:
    """The cast, and what fills the addresses of the permission table.

    `values` maps a piece of an address, "documents/<number>", to what stands there here;
    `forms` an address to what is posted to it, with the same pieces.
    """

    cast: Cast
    browsers: dict[str, Client]
    values: dict[str, str] = field(default_factory=dict)
    forms: dict[str, dict[str, str]] = field(default_factory=dict)

    def ask(self, who: str, method: str, address: str) -> HttpResponse:
        """What `who` gets for the address; redirects are not followed.

        A POST carries the form the world keeps for the address, else nothing. What it
        changed is taken back, so that the next one asks the same hall.
        """
        form = {
            name: self.filled(value).removeprefix("cases/")
            for name, value in self.forms.get(address, {}).items()
        }
        client, path = self.browsers[who], self.filled(address)
        with rolled_back(), same_cookies(client):
            if path.startswith("/api/") and method != "GET":
                answer = client.generic(
                    method,
                    path,
                    json.dumps(form),
                    "application/json",
                    headers={"idempotency-key": slugify(f"{who} {path}")},
                )
            else:
                answer = client.generic(
                    method,
                    path,
                    urlencode(form),
                    "application/x-www-form-urlencoded",
                )
        return answer  # type: ignore[return-value]

    def filled(self, address: str) -> str:
        """The address with its places filled."""
        for place, value in self.values.items():
            address = address.replace(place, value)
        assert "<" not in address, f"the world has no value for {address}"
        return address


@contextmanager
def same_cookies(client: Client) -> Iterator[None]:
    """The browser stays signed in as it was, even if asked to sign out."""
    before = deepcopy(client.cookies)
    try:
        yield
    finally:
        client.cookies = before


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def reviewed(case: Case) -> tuple[str, Review]:
    """The link by which the case was reviewed, and the bad review, not yet answered."""
    invitation = inviting.invite(case, at=LATER)
    said = reviewing.Said(level=1, tags=("108",), text="等了两个小时。")
    review = reviewing.review(invitation.token, said, channel=Channel.LINK, at=LATER)
    return invitation.token, review


def ordered(cast: Cast, case: Case) -> SupervisionOrder:
    """A supervision order that the clerk has to answer."""
    breach = Breach(
        OrderKind.LATE, "超过承诺时限", case, responsible=cast.user("clerk").pk
    )
    by = cast.actor("supervisor")
    return supervision.open_by_hand(breach, hall_id=case.hall_id, by=by, at=LATER)


def queue(cast: Cast) -> Ticket:
    """Lines in the hall: the clerk sits at window 5 with one ticket, another waits."""
    lines.make_lines(Hall.objects.get(pk=1))
    seat = lines.make_seat(5, user_id=cast.user("clerk").pk)
    lines.make_ticket()
    assert lines.call(seat) is not None
    return lines.make_ticket()


def places(cast: Cast) -> dict[str, str]:
    """What fills the addresses: one case of `citizen` in each stage a page is for."""
    closed, draft = make_closed(cast), make_draft(cast)
    accepted, told = make_accepted(cast), make_correction(cast)
    about = f"case:{closed.number}"
    certificate = Document.objects.get(about=about, kind=DocumentKind.CERTIFICATE)
    file = StoredFile.objects.filter(about=about).earliest("pk")
    token, review = reviewed(closed)
    message = messages.send(cast.person("citizen"), "补办", "请补 1 份材料。", at=NOW)
    ticket = queue(cast)
    printing = make_sent()
    season, run, applied = together(cast)
    make_terms()
    booked = make_booked(make_seats()[0], cast.person("citizen"))
    drafting = ("who", "answers", "papers", "delivery", "check", "submit", "discard")
    return {
        **{f"my/<number>/{step}/": f"my/{draft.number}/{step}/" for step in drafting},
        "certificates/<number>/<kind>": f"certificates/{certificate.number}/change",
        "certificates/<number>/follow-ups": (
            f"certificates/{certificate.number}/follow-ups"
        ),
        "<parcel>": "1",
        "visits/<pk>": f"visits/{at_home(cast).pk}",
        "bundles/<number>": "bundles/999999",  # nobody applied for several matters
        "book/<kind>/": "book/A/",
        "check/<code>": f"check/{booked.code}",
        "appointments/<code>": f"appointments/{booked.code}",
        "my/<number>/answer/": f"my/{told.number}/answer/",
        "my/<number>/withdraw/": f"my/{accepted.number}/withdraw/",
        "my/<number>": f"my/{closed.number}",
        "tickets/<token>": f"tickets/{ticket.token}",
        "windows/<number>": "windows/5",
        "/t/<token>/<name>/": f"/t/{ticket.token}/leave/",
        "/t/<token>": f"/t/{ticket.token}",
        "ticket/<token>": f"ticket/{ticket.token}",
        "window/<number>": "window/5",
        "said/<number>/<window>": "said/A001/5",
        "<hall_id>": "1",
        "desk/window/<name>": "desk/window/next",
        "tickets/<ticket_id>/<name>": f"tickets/{ticket.pk}/arrive",
        "desk/terms/<name>": "desk/terms/supervision",
        "windows/5/<name>": "windows/5/pause",
        "<move>": "recall",
        "/<file_id>/": f"/{CasePaperFile.objects.earliest('pk').pk}/",
        "desk/cases/<number>": f"desk/cases/{accepted.number}",
        "do/<name>": "do/route",
        "today/<name>": "today/received",
        "members/<number>": f"members/{applied.number}",
        "runs/new/": "runs/new/?action=accept",
        "volumes/<number>": "volumes/1",
        "print/<run_id>": f"print/{printing.pk}",
        "<template_id>": str(printing.layout.template_id),
        "<printer_id>": str(printing.printer_id),
        "<sheet_id>": str(printing.sheets.earliest("pk").pk),
        **schooled(season, cast),
        "<batch_id>": str(season.pk),
        "<run_id>": str(run.pk),
        "people/<person>": f"people/{accepted.applicant_id}",
        "cases/<number>": f"cases/{closed.number}",
        "papers/<key>/later": "papers/photo/later",
        "papers/<key>": "papers/form",
        "<record_id>": str(on_record(cast, closed).pk),
        "<check_id>": str(to_check(closed).pk),
        "documents/<number>": f"documents/{certificate.number}",
        "verify/<code>": f"verify/{certificate.verify_code}",
        "files/<key>": f"files/{file.key}",
        "pages/<number>": "pages/1",
        "<review_id>": str(review.pk),
        "<token>": token,
        "<message_id>": str(message.pk),
        "<opinion>": "1",
        "<letter_id>": str(Authorisation.objects.earliest("pk").pk),
        "<absence_id>": str(away(cast).pk),
        "days/<day>": f"days/{set_apart()}",
        "<plan_id>": str(make_ready_plan(LATER.date()).pk),
        "<peak_id>": str(make_peak(LATER.date()).pk),
        "<order_id>": str(ordered(cast, accepted).pk),
        "<list_id>": "999999",  # no list of destruction was proposed
        "<user_id>": str(cast.user("item_manager").pk),
        "<loan_id>": "999999",  # nothing is lent
        "<facility_id>": "999999",  # nothing is checked
        "<defect_id>": "999999",
        "<colleague_id>": str(cast.user("clerk").pk),
        "<proposal_id>": str(lines.make_proposal(ticket.day).pk),
        **stacked(),
        "<sheet>": "citizen",
        "/questions/<key>": f"/questions/{make_asked().key}",
        "<key>": DIPLOMA,
    }


def stacked() -> dict[str, str]:
    """A stack that is read; the first of its pages has its pictures."""
    stack = papers.make_sorted()
    page = stack.pages.get(number=1)
    papers.draw(page)
    return {
        "stacks/training/<name>": "stacks/training/switch",
        "sort/<name>": "sort/drop",
        "stacks/<key>": f"stacks/{stack.key}",
        "files/pages/<key>": f"files/pages/{page.key}",
        "v1/pages/<key>": f"v1/pages/{page.key}",
    }


def schooled(season: Batch, cast: Cast) -> dict[str, str]:
    """A school's folder in the season, with one of its list."""
    folder = SchoolFolder.objects.create(
        hall_id=1,
        batch=season,
        stack=papers.make_sorted("二中2026年春季"),
        school="第二中学",
        brought_by=COLLEAGUE,
        by_name="陈雨",
        brought_at=NOW,
    )
    number = invented_id(77)
    person = FolderPerson.objects.create(
        folder=folder, line=2, name="周大顺", id_number=number, id_hash=number
    )
    letter = StoredFile.objects.create(
        key="f" * 32,
        sha256="e" * 64,
        source_sha256="e" * 64,
        kind="jpeg",
        size=1,
        pages=1,
        width=60,
        height=80,
        original_name="委托书.jpg",
        purpose="mandate",
        about=folder.about,
        uploaded_by=COLLEAGUE,
        uploaded_at=NOW,
    )
    SchoolHanding.objects.create(
        folder=folder,
        entity=make_entity(),
        owner_id=cast.user("citizen").pk,
        agent="林知夏",
        letter=letter,
        until=(NOW + timedelta(days=20)).date(),
        handed_at=NOW,
    )
    return {
        "<folder_id>": str(folder.pk),
        "people/<person_id>": f"people/{person.pk}",
        "<season_id>": str(season.pk),
    }


def together(cast: Cast) -> tuple[Batch, Run, Case]:
    """A season with one application, and a run that the clerk stopped."""
    season = Batch.objects.create(
        hall_id=1,
        item_key=DIPLOMA,
        name="2026年春季高校教师资格认定",
        opens=NOW.date(),
        closes=(NOW + timedelta(days=20)).date(),
        planned_by=COLLEAGUE,
        planned_at=NOW,
    )
    run = Run.objects.create(
        hall_id=1,
        batch=season,
        action="accept",
        user_id=cast.user("clerk").pk,
        by_name="陈雨",
        asked_at=NOW,
        state="stopped",
        total=1,
    )
    applied = make_accepted(cast)
    Case.objects.filter(pk=applied.pk).update(batch=season)
    return season, run, applied


def on_record(cast: Cast, case: Case) -> CreditRecord:
    """Serious discredit of the citizen, as a court published it."""
    by = cast.actor("supervisor")
    return credit.enter(case, fact="失信被执行人", source="法院公布", by=by, at=NOW)


def to_check(case: Case) -> PromiseCheck:
    """A promise of the case that has to be checked."""
    promised = Tolerance.objects.create(
        paper=case.papers.get(key="photo"),
        kind="promise",
        state="agreed",
        requested_by=COLLEAGUE,
        requested_by_name="陈雨",
        requested_at=NOW,
    )
    return PromiseCheck.objects.create(
        tolerance=promised, case=case, hall_id=case.hall_id, due=LATER.date()
    )


def at_home(cast: Cast) -> HomeVisit:
    """A visit at home that somebody has to set out on."""
    return HomeVisit.objects.create(
        hall_id=1,
        person_name="周大顺",
        phone="13900000009",
        address="白石村 3 组",
        reason="elderly",
        item_key=DIPLOMA,
        day=LATER.date(),
        ordered_by=COLLEAGUE,
        ordered_by_name=cast.user("guide").display_name,
        ordered_at=NOW,
    )


def away(cast: Cast) -> Absence:
    """The chief approver is away next week, the approver stands in."""
    return Absence.objects.create(
        holding=PostHolding.objects.earliest("pk"),
        first=(NOW + timedelta(days=7)).date(),
        last=(NOW + timedelta(days=8)).date(),
        reason="培训",
        handover="没有未了的事",
        stands_in=cast.user("approver"),
        made_by=COLLEAGUE,
        made_at=NOW,
    )


def set_apart() -> str:
    """A day on which the hall is closed."""
    day = (NOW + timedelta(days=10)).date()
    HallDay.objects.create(hall_id=1, day=day, open=False, reason="消防演练")
    return day.isoformat()


FORMS: dict[str, dict[str, str]] = {
    "/desk/stacks/<key>/sort/<name>/": {"page": "1"},
    "/desk/stacks/training/<name>/": {"version": "0"},
    "/desk/plan/peaks/": {
        "name": "中考报名",
        "kinds": "A",
        "factor": "2",
        "first": "2026-04-07",
        "last": "2026-04-10",
    },
    "/desk/roster/put/": {"day": LATER.date().isoformat()},
    "/desk/roster/publish/": {"day": LATER.date().isoformat()},
    "/desk/roster/drop/": {"day": LATER.date().isoformat()},
    "/api/v1/plans": {"day": LATER.date().isoformat()},
    "/api/v1/supervision": {"kind": "other", "what": "一句话"},
    "/api/v1/supervision/<order_id>/answer": {"text": "今天办结"},
    "/api/v1/supervision/<order_id>/review": {"sufficient": "true"},
    "/api/v1/ask": {"question": "护照到期了怎么换"},
    "/tablet/show/": {"case": "cases/<number>", "window": "1"},
    "/staff/<user_id>/grant/": {"role": "guide", "hall": ""},
    "/staff/<user_id>/revoke/": {"grant": "item_manager:1:1"},
}


def furnish(cast: Cast) -> World:
    """A hall with everybody in it, and something at every address."""
    for who in CAST - {"stranger"}:
        cast.user(who)
    make_hall()
    make_item()
    browsers = {who: cast.client(who) for who in CAST}
    return World(cast, browsers, places(cast), FORMS)


@pytest.fixture(scope="module")
def hall(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, made once for all tests of a module."""
    with django_db_blocker.unblock(), rolled_back():
        cast = Cast()
        yield furnish(cast)


@pytest.fixture
def world(hall: World, db: None) -> World:
    """The hall as it was made: `db` takes back what a test changes."""
    return hall
