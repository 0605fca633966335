"""Entries are written once: the code has no way to change or remove one."""

from collections.abc import Callable

import pytest
from django.db import transaction

from yichuang.journal.models import Entry
from yichuang.journal.services import Recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(happens: Callable[..., Recorded]) -> Entry:
    return Entry.objects.get(pk=happens().id)


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: Entry.objects.filter(pk=entry.pk).update(code="x"),
        lambda entry: Entry.objects.filter(pk=entry.pk).delete(),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["code"]),
        lambda entry: Entry.objects.bulk_create([Entry(lane=0, position=9)]),
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.create(lane=0, position=9),
    ],
    ids=[
        "update",
        "delete",
        "delete-all",
        "bulk-update",
        "bulk-create",
        "save",
        "delete-one",
        "create",
    ],
)
def test_there_is_no_way(entry: Entry, change: Callable[[Entry], object]) -> None:
    entry.code = "test.changed"
    with pytest.raises(TypeError), transaction.atomic():
        change(entry)
    assert [row.code for row in Entry.objects.all()] == ["test.happened"]


def test_what_is_undone_was_never_recorded(happens: Callable[..., Recorded]) -> None:
    """The entry belongs to the transaction of what happened."""
    with transaction.atomic():
        happens("case:7")
        transaction.set_rollback(True)
    assert not Entry.objects.filter(about="case:7").exists()
    assert happens("case:7").position == 1
