"""Whoever handled a case learns neither who reviewed it nor which case a review is of."""

import json

from django.urls import reverse

from tests.cast import Cast
from tests.factories import reviews as make
from yichuang.journal import queries as journal
from yichuang.journal.models import Entry
from yichuang.organisation.models import Hall

HANDLERS = ("clerk", "chief_approver", "issuer")


def test_the_journal_of_the_case_says_nothing_of_its_review(
    hall: Hall, cast: Cast
) -> None:
    review = make.make_review(cast, 1, text="别让他们知道是我")
    told = journal.timeline(review.case.about)
    assert not [entry for entry in told if entry.code.startswith("review.")]


def test_the_journal_of_the_review_names_no_case_and_no_person(
    hall: Hall, cast: Cast
) -> None:
    review = make.make_review(cast, 1, text="别让他们知道是我")
    (entry,) = Entry.objects.filter(code="review.given")
    said = f"{entry.about} {entry.actor} {entry.actor_name} {entry.facts}"
    assert entry.actor == "stranger"
    for secret in (review.case.number, "林知夏", "别让他们"):
        assert secret not in said
    assert set(json.loads(entry.facts)) == {"item", "level", "channel"}


def test_those_who_handled_it_find_no_page(hall: Hall, cast: Cast) -> None:
    row = make.make_bad(cast)
    address = reverse("reviews:bad-review", args=[row.review_id])
    for who in (*HANDLERS, "citizen", "agent", "approver", "guide"):
        assert cast.client(who).get(address).status_code == 404, who


def test_an_officer_sees_the_case_but_no_name(hall: Hall, cast: Cast) -> None:
    row = make.make_bad(cast)
    address = reverse("reviews:bad-review", args=[row.review_id])
    page = cast.client("review_officer").get(address).content.decode()
    assert row.review.case.number in page
    assert "说话很冲" in page
    person = cast.person("citizen")
    for secret in (person.name, person.phone, person.id_number):
        assert secret not in page


def test_who_may_only_read_does_not_see_the_case(hall: Hall, cast: Cast) -> None:
    row = make.make_bad(cast)
    address = reverse("reviews:bad-review", args=[row.review_id])
    page = cast.client("auditor").get(address).content.decode()
    assert row.review.case.number not in page
