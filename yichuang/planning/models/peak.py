"""Seasons the hall knows of beforehand: school enrolment, exams, certification."""

from django.db import models
from django.db.models import F, Q

from yichuang.organisation.models import Hall


class KnownPeak(models.Model):
    """A peak 高峰 from `first` to `last` inclusive. Rows of one name are years of one
    season: what one brought teaches what the next will. `factor` is how many times as
    many of these kinds the manager expects, until there is a past."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    name = models.CharField(max_length=40)
    kinds = models.JSONField(help_text="codes of business kinds")
    factor = models.FloatField()
    first = models.DateField()
    last = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lte=F("last")), name="planning_peak_forward"
            ),
            models.CheckConstraint(
                condition=Q(factor__gt=0), name="planning_peak_factor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first}"
