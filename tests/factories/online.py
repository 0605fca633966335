"""Cases filed online for tests, brought to where a test wants them by the services."""

import io
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.catalogue import DIPLOMA
from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import decision, intake, issuing, notices, papers
from yichuang.cases.services.intake import Application, Party
from yichuang.documents.rules import DeliveryWay
from yichuang.organisation.models import Cover, Hall, Post
from yichuang.organisation.services import authority

ANSWERS = {"year": "after", "who": "self"}
HOUR = timedelta(hours=1)
SIGNATURE = "M10 10" + "".join(f"L{10 * n} {7 * n}" for n in range(2, 20))


def photo(name: str = "photo.jpg", colour: str = "white") -> SimpleUploadedFile:
    """A picture as a phone sends it."""
    data = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def make_draft(cast: Cast, who: str = "citizen", **over: Any) -> Case:
    """A draft of the diploma by a citizen for themselves."""
    given: dict[str, Any] = {
        "item_key": DIPLOMA,
        "answers": ANSWERS,
        "party": Party(applicant=cast.person(who)),
    }
    return intake.begin(
        Application(**(given | over)), hall_id=_hall(), by=cast.actor(who), at=NOW
    )


def make_submitted(cast: Cast, who: str = "citizen", **over: Any) -> Case:
    """An application submitted online with a photo of each paper that must be there."""
    case = make_draft(cast, who, **over)
    by = cast.actor(who)
    for paper in case.papers.filter(key__in=["form", "mandate"]):
        papers.attach(case, paper.key, photo(), by=by, at=NOW)
    return intake.submit(case, by=by, at=NOW)


def make_received(cast: Cast, who: str = "citizen", **over: Any) -> Case:
    """What a clerk has taken in hand."""
    case = make_submitted(cast, who, **over)
    return intake.take_in(case, by=cast.actor("clerk"), at=NOW + HOUR)


def make_correction(cast: Cast, who: str = "citizen", key: str = "form") -> Case:
    """A case in which one paper is faulty, and the citizen has been told."""
    case = make_received(cast, who)
    by = cast.actor("clerk")
    settle(case, by, NOW + HOUR, but=key)
    fault = papers.Finding(
        PaperState.DEFECTIVE, fault="没有签名", mend="请签好名，拍一张清楚的照片"
    )
    papers.check(case, key, fault, by=by, at=NOW + HOUR)
    notices.notify(case, by=by, at=NOW + HOUR)
    return case


def settle(case: Case, by: Actor, at: datetime, but: str = "") -> None:
    """Every paper checked or fetched."""
    for paper in case.papers.exclude(key=but):
        shared = paper.key == "id-card"
        state = PaperState.SHARED if shared else PaperState.VERIFIED
        found = papers.Finding(state, source="公安人口库，一致" if shared else "")
        papers.check(case, paper.key, found, by=by, at=at)


def make_accepted(cast: Cast, who: str = "citizen", **over: Any) -> Case:
    """A case whose clock runs."""
    case = make_received(cast, who, **over)
    settle(case, cast.actor("clerk"), NOW + HOUR)
    return notices.accept(case, by=cast.actor("clerk"), at=NOW + HOUR)


def authorise(cast: Cast, who: str = "chief_approver") -> None:
    """Let somebody decide the diploma during 2026, by a letter."""
    by, user = cast.actor("administrator"), cast.user(who)
    post = Post.objects.filter(department__key="education", kind="decision").get()
    if post.holdings.filter(user=user).exists():
        return
    day = NOW.date().replace(month=1, day=1)
    authority.take_post(
        post,
        user.pk,
        cover=Cover.A,
        valid_from=day,
        person_name=user.display_name,
        by=by,
        at=NOW,
    )
    letter = authority.Letter(
        number="青教授字〔2026〕1 号",
        item_key=DIPLOMA,
        valid_from=day,
        valid_to=day.replace(month=12, day=31),
    )
    authority.authorise(
        post, user.pk, letter, person_name=user.display_name, by=by, at=NOW
    )


def make_approved(cast: Cast, who: str = "citizen", **over: Any) -> Case:
    """A case that was granted; the certificate waits to be handed over."""
    case = make_accepted(cast, who, **over)
    authorise(cast)
    return decision.approve(case, by=cast.actor("chief_approver"), at=NOW + 2 * HOUR)


def make_closed(cast: Cast, who: str = "citizen", **over: Any) -> Case:
    """A case from the first to the last step."""
    case = make_approved(cast, who, **over)
    return issuing.issue(
        case,
        how=DeliveryWay.WINDOW,
        receiver=case.applicant_name,
        signature=SIGNATURE,
        by=cast.actor("issuer"),
        at=NOW + 3 * HOUR,
    )


def again(case: Case, who: Actor) -> Case:
    """The case as it stands now."""
    return find(who, case.number)


def state_of(case: Case) -> CaseState:
    """The state in the database."""
    return CaseState(Case.objects.values_list("state", flat=True).get(pk=case.pk))


def _hall() -> int:
    return Hall.objects.values_list("pk", flat=True).earliest("pk")
