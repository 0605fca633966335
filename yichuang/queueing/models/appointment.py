"""Seats to book by half-hour, who booked them, groups of busy days, published terms."""

from django.db import models
from django.db.models import F, Q

from yichuang.accounts.models import Person
from yichuang.accounts.models.fields import EncryptedTextField
from yichuang.organisation.models import Hall, Window
from yichuang.queueing.models.kinds import BusinessKind
from yichuang.queueing.models.ticket import Ticket
from yichuang.queueing.rules.appointments.lifecycle import (
    LIVE,
    STANDING,
    AppointmentState,
)
from yichuang.queueing.rules.appointments.slots import Grouping, Mode

APPOINTMENT_STATES = [(state.value, state.label) for state in AppointmentState]


class AppointmentTerms(models.Model):
    """The terms as published: from a day on, until a later version; never edited."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    terms = models.JSONField(help_text="the fields of rules.appointments.terms.Terms")
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "version", name="queueing_terms_once")
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} v{self.version}"


class BookingGroup(models.Model):
    """Some of the people of a kind on busy days: surnames A to F, a school, a village.
    While a day has groups, its seats of that kind are booked by group only."""

    kind = models.ForeignKey(BusinessKind, on_delete=models.PROTECT)
    day = models.DateField()
    grouping = models.CharField(
        max_length=8, choices=[(row.value, row.says) for row in Grouping]
    )
    label = models.CharField(max_length=60, help_text="A–F, or which school")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "day", "label", name="queueing_group_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.day} {self.label}"


class Slot(models.Model):
    """A half-hour of a kind on a day: seats to book. `taken` counts the appointments
    that sit in it; taking one is an UPDATE that asks for `taken < seats`."""

    kind = models.ForeignKey(
        BusinessKind, on_delete=models.PROTECT, related_name="slots", db_index=False
    )
    day = models.DateField()
    slot = models.PositiveSmallIntegerField(help_text="half-hours since midnight")
    group = models.ForeignKey(BookingGroup, on_delete=models.PROTECT, null=True)
    seats = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    mode = models.CharField(
        max_length=8,
        choices=[(row.value, row.says) for row in Mode],
        default=Mode.WINDOW,
    )
    window = models.ForeignKey(Window, on_delete=models.PROTECT, null=True)
    served_by = models.CharField(
        max_length=80, blank=True, help_text="who is there for one-to-one"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "kind",
                "day",
                "slot",
                condition=Q(group__isnull=True),
                name="queueing_slot_once",
            ),
            models.UniqueConstraint(
                "kind",
                "day",
                "slot",
                "group",
                condition=Q(group__isnull=False),
                name="queueing_group_slot_once",
            ),
            models.CheckConstraint(condition=Q(slot__lt=48), name="queueing_half_hour"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats")), name="queueing_seat_sold_once"
            ),
        ]
        indexes = [models.Index("day", "kind", name="queueing_slot_day")]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.day} {self.slot}"


class Appointment(models.Model):
    """Somebody comes at a half-hour. `person` is who comes, under their own name; who
    comes for somebody else says for whom. `day` is that of the slot, to keep to one."""

    code = models.CharField(max_length=10, unique=True)
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, db_index=False)
    kind = models.ForeignKey(BusinessKind, on_delete=models.PROTECT, db_index=False)
    slot = models.ForeignKey(
        Slot, on_delete=models.PROTECT, related_name="appointments"
    )
    day = models.DateField()
    starts_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    on_behalf = EncryptedTextField(default="", blank=True)
    state = models.CharField(max_length=10, choices=APPOINTMENT_STATES)
    version = models.PositiveIntegerField(default=1)
    item_key = models.CharField(max_length=60, blank=True)
    case_ref = models.CharField(max_length=40, blank=True)
    ticket = models.OneToOneField(
        Ticket, on_delete=models.PROTECT, null=True, related_name="booking"
    )
    held_until = models.DateTimeField(null=True)
    offers = models.JSONField(default=list, help_text="slots offered instead")
    booked_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    forgiven_at = models.DateTimeField(null=True)
    told_day_at = models.DateTimeField(null=True)
    told_hours_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person",
                "kind",
                "day",
                condition=Q(state__in=[one.value for one in LIVE]),
                name="queueing_one_seat_each",
            ),
            models.UniqueConstraint(
                "person", condition=Q(state="held"), name="queueing_one_hold_each"
            ),
        ]
        indexes = [
            models.Index("hall", "day", "starts_at", name="queueing_booked_day"),
            models.Index("held_until", name="queueing_held", condition=Q(state="held")),
            models.Index(
                "starts_at",
                name="queueing_standing",
                condition=Q(state__in=[one.value for one in STANDING]),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def about(self) -> str:
        """How the journal names the appointment."""
        return f"appointment:{self.pk}"
