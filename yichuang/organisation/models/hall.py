"""The hall, the departments in it, its windows and the hours it is open."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Division(models.Model):
    """An administrative division by GB/T 2260 (six digits)."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True)

    def __str__(self) -> str:
        return self.name


class Hall(models.Model):
    """A government service hall 政务服务大厅."""

    code = models.CharField(max_length=4, help_text="unit part of case numbers")
    division = models.ForeignKey(Division, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    short_name = models.CharField(max_length=10, help_text="in document numbers")
    address = models.CharField(max_length=120, blank=True)
    address_en = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    complaint_phone = models.CharField(max_length=20, default="12345")
    time_zone = models.CharField(max_length=40, default="Asia/Shanghai")
    online_cutoff = models.BooleanField(
        default=True,
        help_text="filed online after closing counts from the next working day",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("division", "code", name="hall_code_once")
        ]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A department stationed in the hall; `key` is how the catalogue names it."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    short_name = models.CharField(max_length=10)
    uscc = models.CharField(max_length=18)
    phone = models.CharField(max_length=20, blank=True)
    review_body = models.CharField(max_length=80, blank=True)
    court = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "key", name="department_key_once")
        ]

    def __str__(self) -> str:
        return self.name


class WindowState(models.TextChoices):
    STANDING = "standing", _("standing")
    SPARE = "spare", _("spare")
    MOBILE = "mobile", pgettext_lazy("window", "mobile")
    PAUSED = "paused", _("paused")


class Window(models.Model):
    """A counter; `department` is empty for a comprehensive window 综合窗口."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True)
    state = models.CharField(
        max_length=10, choices=WindowState, default=WindowState.STANDING
    )
    receives = models.BooleanField(
        default=True, help_text="accepts applications; not a guide or issuing desk"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "number", name="window_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class OpeningHours(models.Model):
    """Open from `opens` to `closes` on one weekday (0 = Monday), in a season.

    A season is month-day to month-day inclusive; 01-01 to 12-31 is the whole year.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    season_from = models.CharField(max_length=5, default="01-01")
    season_to = models.CharField(max_length=5, default="12-31")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="opens_before_it_closes"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_0_to_6"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}—{self.closes:%H:%M}"


class HallDay(models.Model):
    """A day on which this hall is closed or open against its habit.

    It changes when people can come, not how the law counts days.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    day = models.DateField()
    open = models.BooleanField()
    reason = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint("hall", "day", name="hall_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {'open' if self.open else 'closed'}"
