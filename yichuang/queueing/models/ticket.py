"""A ticket: a place in a line, by number; the person behind it stays unknown to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yichuang.accounts.models.fields import EncryptedTextField
from yichuang.queueing.models.day import QueueDay, WindowSeat
from yichuang.queueing.models.kinds import BusinessKind
from yichuang.queueing.rules.lifecycle import AT_A_WINDOW, LIVE, TicketState
from yichuang.queueing.rules.policy import Standing

STATES = [(state.value, state.label) for state in TicketState]
STANDINGS = [(standing.value, standing.says) for standing in Standing]


class Channel(models.TextChoices):
    KIOSK = "kiosk", _("kiosk")
    DESK = "desk", _("guide's desk")
    PHONE = "phone", _("phone")
    APPOINTMENT = "appointment", _("appointment")


class Ticket(models.Model):
    """One matter of one visit. `line` is the code of its kind or "@7" for window 7.

    `since` and `arrived` are seconds from the midnight that began the day, on the day's
    own clock; `weight` is what a minute of waiting counts (rules.order). The person is
    known by keyed hashes only, to keep limits; a phone number only for messages.
    """

    # Both lead an index below.
    day = models.ForeignKey(
        QueueDay, on_delete=models.PROTECT, related_name="tickets", db_index=False
    )
    kind = models.ForeignKey(BusinessKind, on_delete=models.PROTECT, db_index=False)
    number = models.CharField(max_length=8)
    token = models.CharField(max_length=22, unique=True)
    key = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=STATES)
    version = models.PositiveIntegerField(default=1)

    line = models.CharField(max_length=8)
    standing = models.CharField(max_length=10, choices=STANDINGS)
    weight = models.PositiveSmallIntegerField()
    since = models.IntegerField()
    arrived = models.IntegerField()
    appointment = models.IntegerField(null=True, help_text="seconds since midnight")
    returned_after = models.PositiveIntegerField(null=True)

    channel = models.CharField(max_length=12, choices=Channel)
    visit = models.CharField(max_length=22, db_index=True)
    case_ref = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=14, blank=True)
    person_hash = models.CharField(max_length=43, blank=True)
    phone = EncryptedTextField(default="", blank=True)
    phone_hash = models.CharField(max_length=43, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    needs = models.JSONField(default=list, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)

    seat = models.ForeignKey(
        WindowSeat, on_delete=models.PROTECT, null=True, related_name="tickets"
    )
    call_key = models.CharField(max_length=64, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    misses = models.PositiveSmallIntegerField(default=0)

    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    ahead_then = models.PositiveIntegerField(default=0)
    foreseen = models.PositiveSmallIntegerField(null=True, help_text="minutes")
    wait_low = models.PositiveSmallIntegerField(null=True)
    wait_high = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("day", "number", name="queueing_number_once"),
            models.UniqueConstraint(
                "day", "key", condition=~Q(key=""), name="queueing_taken_once"
            ),
            models.UniqueConstraint(
                "seat",
                condition=Q(state__in=AT_A_WINDOW),
                name="queueing_one_ticket_at_a_window",
            ),
            models.UniqueConstraint(
                "seat",
                "call_key",
                condition=~Q(call_key=""),
                name="queueing_called_once",
            ),
            models.UniqueConstraint(
                "day",
                "phone_hash",
                condition=Q(channel="phone", state__in=sorted(LIVE))
                & ~Q(phone_hash=""),
                name="queueing_one_remote_per_phone",
            ),
            models.UniqueConstraint(
                "day",
                "kind",
                "person_hash",
                condition=Q(state__in=sorted(LIVE)) & ~Q(person_hash=""),
                name="queueing_one_per_person_and_kind",
            ),
        ]
        indexes = [
            models.Index(
                "day",
                "line",
                "weight",
                "since",
                "arrived",
                "id",
                name="queueing_line",
                condition=Q(state="waiting"),
            ),
            models.Index("day", "state", name="queueing_day_state"),
            models.Index("kind", "ended_at", name="queueing_kind_ended"),
            models.Index("day", "called_at", name="queueing_day_called"),
            models.Index(
                "day", "phone_hash", name="queueing_phone", condition=~Q(phone_hash="")
            ),
            models.Index(
                "expires_at",
                name="queueing_expires",
                condition=Q(state="coming"),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def about(self) -> str:
        """How the journal names the ticket."""
        return f"ticket:{self.pk}"
