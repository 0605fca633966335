"""A day of a hall's lines, and who sits at which window."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yichuang.organisation.models import Hall, Window


class QueueDay(models.Model):
    """One day of a hall's lines. Whatever changes an order takes the next `step` of its
    day first, so that every decision sees the same past as a replay will.

    `clock` is the latest second of the day (since midnight) any step was made at: it
    never runs backwards. `lines` keeps what each line remembers, by its name:
    {"A": {"n": numbers given, "calls": …, "streak": …}}.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    day = models.DateField()
    step = models.BigIntegerField(default=0)
    clock = models.IntegerField(default=0)
    lines = models.JSONField(default=dict)
    terms = models.JSONField(help_text="the policy the day runs under")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("hall", "day", name="queueing_day_once")]
        indexes = [
            models.Index(
                "day", name="queueing_day_open", condition=Q(closed_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.day}"


class SeatMode(models.TextChoices):
    STANDING = "standing", _("standing")
    SPARE = "spare", _("spare")
    MOBILE = "mobile", _("mobile")
    SPECIAL = "special", _("special")


class SeatState(models.TextChoices):
    OPEN = "open", _("open")
    PAUSED = "paused", _("paused")
    CLOSED = "closed", pgettext_lazy("queue day", "closed")


class WindowSeat(models.Model):
    """Somebody sits at a window for a while of one day; one at a window, one per person.

    `own` and `helps` are the lines served, as they stood when the seat was taken or the
    manager changed them.
    """

    day = models.ForeignKey(QueueDay, on_delete=models.PROTECT, related_name="seats")
    window = models.ForeignKey(Window, on_delete=models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    mode = models.CharField(max_length=10, choices=SeatMode, default=SeatMode.STANDING)
    state = models.CharField(max_length=10, choices=SeatState, default=SeatState.OPEN)
    pause_reason = models.CharField(max_length=60, blank=True)
    back_at = models.DateTimeField(null=True)
    own = models.JSONField(default=list)
    helps = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "window",
                condition=Q(closed_at__isnull=True),
                name="queueing_one_at_a_window",
            ),
            models.UniqueConstraint(
                "user",
                condition=Q(closed_at__isnull=True),
                name="queueing_one_window_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window_id}: {self.user_id}"
