"""Versions in time: what is in force when, and a form half filled when one is withdrawn."""

from dataclasses import replace
from datetime import date

import pytest

from tests.catalogue.conftest import PUBLISHED, sheet_named
from tests.factories.accounts import NOW
from yichuang.accounts.policies import STRANGER, SYSTEM
from yichuang.catalogue import queries
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules.versions import carry, changes, check_in_force
from yichuang.catalogue.services import (
    ImportReport,
    draft,
    publish_item,
    withdraw_item,
)
from yichuang.journal.models import Entry
from yichuang.kernel.limits import Limit
from yichuang.kernel.refusals import Refusal, Refusals

KEY = "edu-selfexam-diploma"
DIPLOMA = sheet_named(KEY)
SHORTER = replace(DIPLOMA, promise=Limit.parse("10W"))
MAY = date(2026, 5, 1)


def follow(sheet: object = SHORTER, valid_from: date = MAY) -> ItemVersion:
    version = draft(sheet, by=SYSTEM, at=NOW)  # type: ignore[arg-type]
    return publish_item(version.pk, by=SYSTEM, at=NOW, valid_from=valid_from)


@pytest.mark.django_db
class TestInTime:
    def test_the_new_one_begins_where_the_old_one_ends(
        self, some: ImportReport
    ) -> None:
        old = queries.current_version_id(KEY, PUBLISHED)
        new = follow()
        assert queries.current_version_id(KEY, date(2026, 4, 30)) == old
        assert queries.current_version_id(KEY, MAY) == new.pk

    def test_what_is_published_never_changes(self, some: ImportReport) -> None:
        before = queries.current_guide(KEY, PUBLISHED)
        follow()
        queries.forget()
        assert queries.guide(before.version_id) == before

    def test_a_guide_once_read_costs_no_query(
        self, some: ImportReport, django_assert_num_queries: object
    ) -> None:
        version = queries.current_version_id(KEY, PUBLISHED)
        queries.guide(version)
        with django_assert_num_queries(0):  # type: ignore[operator]
            queries.guide(version)

    def test_one_replaced_on_its_first_day_gives_way(self, some: ImportReport) -> None:
        new = follow(valid_from=PUBLISHED)
        assert queries.current_version_id(KEY, PUBLISHED) == new.pk

    def test_a_day_before_the_one_in_force_is_refused(self, some: ImportReport) -> None:
        with pytest.raises(Refusal) as refused:
            follow(valid_from=date(2025, 12, 1))
        assert refused.value.code == "version.out-of-order"
        assert refused.value.field == "valid_from"

    def test_a_draft_is_not_in_force_and_cannot_be_published_twice(
        self, some: ImportReport
    ) -> None:
        version = draft(SHORTER, by=SYSTEM, at=NOW)
        assert queries.current_version_id(KEY, MAY) != version.pk
        publish_item(version.pk, by=SYSTEM, at=NOW, valid_from=MAY)
        with pytest.raises(Refusal) as refused:
            publish_item(version.pk, by=SYSTEM, at=NOW, valid_from=date(2026, 6, 1))
        assert refused.value.code == "version.not-a-draft"

    def test_what_is_unfit_is_not_published_and_all_reasons_are_told(
        self, some: ImportReport
    ) -> None:
        version = draft(replace(DIPLOMA, steps=(), citations=()), by=SYSTEM, at=NOW)
        with pytest.raises(Refusals) as refused:
            publish_item(version.pk, by=SYSTEM, at=NOW, valid_from=MAY)
        assert {r.field for r in refused.value.items} == {"steps", "citations"}
        assert ItemVersion.objects.get(pk=version.pk).state == "draft"

    def test_every_move_is_in_the_journal(self, some: ImportReport) -> None:
        version = follow()
        withdraw_item(version.pk, by=SYSTEM, at=NOW, reason="材料改了")
        codes = Entry.objects.filter(about=f"item:{KEY}").order_by("pk")
        assert list(codes.values_list("code", flat=True)) == [
            "item.drafted",
            "item.published",
            "item.drafted",
            "item.published",
            "item.withdrawn",
        ]

    def test_two_who_draft_at_once_do_not_make_two_drafts(
        self, some: ImportReport, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The second began before the first was there: the constraint answers."""
        draft(SHORTER, by=SYSTEM, at=NOW)
        monkeypatch.setattr(
            "yichuang.catalogue.services.versions._open_draft",
            lambda shelf, owner, last, values: shelf.versions.create(
                item=owner, number=last.number + 1, **values
            ),
        )
        other = replace(DIPLOMA, promise=Limit.parse("9W"))
        with pytest.raises(Refusal) as refused:
            draft(other, by=SYSTEM, at=NOW)
        assert refused.value.code == "version.drafted-meanwhile"
        assert ItemVersion.objects.filter(state="draft").count() == 1

    def test_strangers_change_nothing(self, some: ImportReport) -> None:
        version = queries.current_version_id(KEY, PUBLISHED)
        for move in (
            lambda: draft(SHORTER, by=STRANGER, at=NOW),
            lambda: publish_item(version, by=STRANGER, at=NOW, valid_from=MAY),
            lambda: withdraw_item(version, by=STRANGER, at=NOW, reason="x"),
        ):
            with pytest.raises(Refusal, match="not allowed"):
                move()


@pytest.mark.django_db
def test_a_form_half_filled_under_a_withdrawn_version_is_told_so(
    some: ImportReport,
) -> None:
    version = queries.current_version_id(KEY, PUBLISHED)
    queries.check_open(version, PUBLISHED)
    withdraw_item(version, by=SYSTEM, at=NOW, reason="登记表不再需要")
    with pytest.raises(Refusal) as refused:
        queries.check_open(version, PUBLISHED)
    assert refused.value.code == "item.version-withdrawn"
    assert "nothing you entered is lost" in refused.value.text()
    with pytest.raises(Refusal) as none:
        queries.current_guide(KEY, PUBLISHED)
    assert none.value.code == "item.not-published"
    assert (
        queries.guide(version).version_id == version
    )  # a running case keeps its guide


def test_its_answers_move_to_the_next_version() -> None:
    register, *others = (q for q in DIPLOMA.questions if q.key == "register")
    assert not others
    new = replace(
        DIPLOMA,
        questions=tuple(q for q in DIPLOMA.questions if q != register),
        papers=tuple(p for p in DIPLOMA.papers if p.key != "archive-note"),
    )
    answers = {"who": "agent", "year": "since-2006", "register": "no"}
    moved = carry(DIPLOMA, new, answers)
    assert moved.answers == {"who": "agent", "year": "since-2006"}
    assert moved.lost_answers == ("register",)
    assert moved.dropped_papers == ("archive-note",)
    assert moved.new_papers == ()


@pytest.mark.parametrize(
    ("state", "begins", "ends", "fits"),
    [
        ("published", date(2026, 1, 1), None, True),
        ("published", date(2026, 3, 10), date(2026, 3, 10), True),
        ("published", date(2026, 3, 11), None, False),
        ("published", date(2026, 1, 1), date(2026, 3, 9), False),
        ("withdrawn", date(2026, 1, 1), None, False),
        ("draft", None, None, False),
    ],
)
def test_in_force_counts_both_its_first_and_its_last_day(
    state: str, begins: date | None, ends: date | None, *, fits: bool
) -> None:
    on = date(2026, 3, 10)
    if fits:
        check_in_force(state, begins, ends, on)
    else:
        with pytest.raises(Refusal):
            check_in_force(state, begins, ends, on)


def test_what_changed_between_two_versions_is_told() -> None:
    papers = tuple(p for p in DIPLOMA.papers if p.key != "photo")
    told = changes(DIPLOMA, replace(SHORTER, papers=papers))
    assert [(c.what, c.before, c.after) for c in told] == [
        ("promise", "15W", "10W"),
        ("photo", "近期免冠照片", ""),
    ]
