"""The state's calendar: one row per year that was published, one per special day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yichuang.organisation.models.hall import Hall


class CalendarYear(models.Model):
    """A year whose plan is known; a year without a row is an error, never a guess.

    `hall` is empty for the state's plan; a hall's own plan replaces days of it.
    """

    year = models.PositiveSmallIntegerField()
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, null=True)
    source = models.CharField(max_length=160, help_text="notice that published it")
    provisional = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("year", "hall", name="calendar_hall_year_once"),
            models.UniqueConstraint(
                "year", condition=Q(hall=None), name="calendar_state_year_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", _("holiday")
    WORKDAY = "workday", _("make-up workday")


class CalendarDay(models.Model):
    """A weekday that is a holiday, or a weekend day that is worked 调休."""

    year = models.ForeignKey(
        CalendarYear, on_delete=models.CASCADE, related_name="days"
    )
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=DayKind)
    name = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("year", "day", name="calendar_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
