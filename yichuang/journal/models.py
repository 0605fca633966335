"""Entries, the heads of their chains, and what still has to be delivered."""

from typing import Any, Never

from django.db import models
from django.db.models import Q


class AppendOnly(models.QuerySet["Entry"]):
    """Entries are written once: there is no way here to change or remove one."""

    def update(self, **_: Any) -> Never:
        raise TypeError("journal entries are never changed")

    def delete(self) -> Never:
        raise TypeError("journal entries are never removed")

    def bulk_create(self, *_: Any, **__: Any) -> Never:
        raise TypeError("journal entries are recorded by journal.services.record")


class Lane(models.Model):
    """The head of one chain: how many entries it has and the hash of the last."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    length = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"lane {self.number}: {self.length}"


class Entry(models.Model):
    """One thing that happened: audit trail, outbox and source of figures at once."""

    lane = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()
    code = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    hall_id = models.IntegerField(null=True)
    actor = models.CharField(max_length=40)
    actor_name = models.CharField(max_length=80)
    at = models.DateTimeField()
    facts = models.TextField(help_text="canonical JSON")
    hash = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("lane", "position", name="journal_place_once")
        ]
        indexes = [
            models.Index("about", "id", name="journal_about"),
            models.Index("code", "at", name="journal_code_at"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.about}"

    def save(self, *_: Any, **__: Any) -> Never:
        raise TypeError("journal entries are recorded by journal.services.record")

    def delete(self, *_: Any, **__: Any) -> Never:
        raise TypeError("journal entries are never removed")


class DeliveryState(models.TextChoices):
    WAITING = "waiting"
    GAVE_UP = "gave_up"


class Delivery(models.Model):
    """An entry on its way to one listener; the row goes when the listener is done."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    listener = models.CharField(max_length=120)
    state = models.CharField(
        max_length=10, choices=DeliveryState, default=DeliveryState.WAITING
    )
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("entry", "listener", name="journal_deliver_once")
        ]
        indexes = [
            models.Index(
                "next_at",
                name="journal_due",
                condition=Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} → {self.listener}"
