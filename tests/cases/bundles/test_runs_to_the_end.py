"""Each of the four bundles runs from one form to its last certificate."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.factories import bundles as make
from tests.factories.accounts import NOW
from yichuang.accounts.models import Message
from yichuang.cases.models import BundleCase, BundleState
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.rules.bundles import Standing
from yichuang.cases.services.bundles import ending
from yichuang.catalogue.rules.graph import waves
from yichuang.documents import services as document_services
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db

WHOLE = {
    "biz-start": {"staff": "yes", "bank": "yes"},
    "open-restaurant": make.FRESH,
    "open-convenience": {"licence": "no", "tobacco": "yes"},
    "open-homestay": {
        "licence": "no",
        "area": "large",
        "building": "yes",
        "meals": "yes",
    },
}


@pytest.mark.parametrize("key", list(WHOLE))
def test_every_bundle_runs_to_its_end(cast: Cast, key: str) -> None:
    make.make_offices(key)
    make.authorise_everywhere(cast)
    bundle = make.make_submitted(cast, bundle_key=key, answers=WHOLE[key])
    plan = bundle_queries.plan_of(bundle, NOW.date())
    for part in plan.parts:
        if part.item_key:
            make.accept(cast, bundle, part.key)
    make.listeners()
    at = NOW
    for wave in waves(plan.waits):
        at += timedelta(hours=1)
        for one in wave:
            decide(cast, bundle, plan.part(one).item_key, one, at)
        make.listeners(at)
    bundle.refresh_from_db()
    found = bundle_queries.detail(bundle, today=NOW.date())
    assert {row.standing for row in found.children} == {Standing.RESULT}
    assert bundle.state == BundleState.CLOSED
    assert (found.done, found.granted) == (len(plan.parts),) * 2
    texts = Message.objects.filter(about=bundle.about).values_list("text", flat=True)
    assert len(texts) == 2  # that it is in, and that it is over
    assert Message.objects.filter(about__startswith="case:").count() == 0


def decide(cast: Cast, bundle: BundleCase, item: str, key: str, at: object) -> None:
    """Grant a part of ours, or write down what the other authority did."""
    if item:
        make.grant(cast, bundle, key, at)  # type: ignore[arg-type]
        return
    bundle.refresh_from_db()
    ending.answer(
        bundle,
        key,
        done=True,
        words="3月12日开户，文庙路支行",
        by=cast.actor("clerk"),
        at=at,  # type: ignore[arg-type]
    )


def test_accepted_early_decided_late(cast: Cast) -> None:
    """部门间相互容缺 (domain.md 4.5): the food licence is accepted while the business
    licence is being made, and decided only after."""
    make.make_offices()
    make.authorise_everywhere(cast)
    bundle = make.make_submitted(cast)
    make.accept(cast, bundle, "food")
    for act in (make.grant, make.refuse):
        with pytest.raises(Refusal) as told:
            act(cast, bundle, "food")
        assert told.value.code == "bundle.waits"
        assert "设立登记" in str(told.value)
    make.accept(cast, bundle, "register")
    make.grant(cast, bundle, "register")
    make.listeners()
    assert make.keys_in(bundle, released=False) == set()
    paper = make.case_of(bundle, "food").papers.get(key="business-licence")
    assert paper.state == "shared"
    assert "同一申请" in paper.source
    make.grant(cast, bundle, "food")


def test_a_failure_takes_only_those_along_that_need_it(cast: Cast) -> None:
    make.make_offices()
    make.authorise_everywhere(cast)
    bundle = make.make_submitted(cast)
    for key in ("register", "food", "fire", "sign"):
        make.accept(cast, bundle, key)
    make.refuse(cast, bundle, "register")
    make.listeners()
    states = {
        row.key: row.case.outcome for row in bundle.children.select_related("case")
    }
    assert states == {
        "register": "refused",
        "food": "terminated",
        "tobacco": "terminated",
        "sign": "",
        "fire": "",
    }
    ended = make.case_of(bundle, "food")
    assert "失去办理前提" in ended.reason
    assert make.keys_in(bundle, released=True) >= {"sign", "fire"}
    from yichuang.documents import queries as documents

    assert "termination" in {row.kind for row in documents.about(ended.about)}
    bundle.refresh_from_db()
    assert bundle.state == BundleState.OPEN
    make.grant(cast, bundle, "fire")
    make.grant(cast, bundle, "sign")
    make.listeners()
    bundle.refresh_from_db()
    assert bundle.state == BundleState.CLOSED


def test_told_twice_it_changes_nothing(cast: Cast) -> None:
    make.make_offices()
    make.authorise_everywhere(cast)
    bundle = make.make_submitted(cast)
    make.accept(cast, bundle, "register")
    make.grant(cast, bundle, "register")
    make.listeners()
    before = [make.case_of(bundle, key).version for key in ("food", "sign", "fire")]
    from yichuang.cases.services.bundles.going_on import settle

    for _ in range(3):
        settle(bundle.number, at=NOW)
    after = [make.case_of(bundle, key).version for key in ("food", "sign", "fire")]
    assert before == after


def test_certificates_are_handed_out_as_they_come(cast: Cast) -> None:
    make.make_offices()
    make.authorise_everywhere(cast)
    bundle = make.make_submitted(cast)
    make.accept(cast, bundle, "register")
    make.grant(cast, bundle, "register")
    make.issue(cast, bundle, "register")
    make.listeners()
    bundle.refresh_from_db()
    found = bundle_queries.detail(bundle, today=NOW.date())
    assert (found.done, len(found.children)) == (1, 5)
    assert bundle.state == BundleState.OPEN


def test_the_joint_limit_runs_from_the_first_acceptance(cast: Cast) -> None:
    """行政许可法 art. 42(2): 45 working days together, 15 more by the government's head."""
    make.make_offices()
    bundle = make.make_submitted(cast)
    assert bundle.statute_due is None
    make.accept(cast, bundle, "fire")
    make.listeners()
    bundle.refresh_from_db()
    assert bundle.accepted_on == NOW.date()
    assert bundle.statute_due is not None
    assert bundle.statute_due.isoformat() == "2026-05-12"
    head = cast.actor("department_head")
    ending.extend(
        bundle, 15, head="县长 李明", reason="消防整改工期长", by=head, at=NOW
    )
    assert bundle.statute_due.isoformat() == "2026-06-02"
    with pytest.raises(Refusal) as told:
        ending.extend(bundle, 1, head="县长", reason="再延", by=head, at=NOW)
    assert told.value.code == "extension.once"
    (notice,) = Document.objects.filter(about=bundle.about, kind=DocumentKind.EXTENSION)
    assert notice.addressee == "林知夏"
    assert (notice.facts["due"], notice.facts["reasons"]) == (
        "2026-06-02",
        ["消防整改工期长"],
    )
    assert notice.facts["basis"] == ["《中华人民共和国行政许可法》第四十二条第二款"]
    assert notice.facts["approved_by"] == "县长 李明"
    assert notice.facts["case_number"] == bundle.number
    assert document_services.render(notice).startswith(b"%PDF-")
