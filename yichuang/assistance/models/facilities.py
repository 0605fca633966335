"""Facilities that have to be safe, the checks made of them, and what was found wrong."""

from django.db import models
from django.db.models import Q

from yichuang.organisation.models import Hall


class Facility(models.Model):
    """A ramp, a rail, a room, a lift; checked every `period_days` point by point."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=60, blank=True)
    checklist = models.JSONField(default=list)
    period_days = models.PositiveSmallIntegerField(default=30)
    since = models.DateField()
    due_on = models.DateField()
    retired_at = models.DateTimeField(null=True, help_text="not checked since then")

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "key", name="assistance_facility_once"),
            models.CheckConstraint(
                condition=Q(period_days__gte=1), name="assistance_checked_sometimes"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FacilityCheck(models.Model):
    """Somebody looked; `failed` are the points found wrong."""

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="checks"
    )
    day = models.DateField()
    failed = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("facility", "day", name="assistance_checked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.day}"


class Defect(models.Model):
    """A point found wrong, until it is mended; one open for each point."""

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="defects"
    )
    point = models.CharField(max_length=80)
    found_at = models.DateTimeField()
    fixed_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "facility",
                "point",
                condition=Q(fixed_at=None),
                name="assistance_one_open_defect",
            )
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.point}"
