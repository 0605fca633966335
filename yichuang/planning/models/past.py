"""Days that were, counted once, so that a forecast never reads the tickets again."""

from django.db import models

from yichuang.organisation.models import Hall


class DayCount(models.Model):
    """One kind of business on one day that is over. `counts` are arrivals in its 48
    half-hours; `minutes` and `squares` add up what the windows spent on `served` tickets;
    `gone` left or fell after waiting `waited` minutes, those of all called included."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, db_index=False)
    day = models.DateField()
    kind = models.CharField(max_length=2)
    counts = models.JSONField()
    served = models.PositiveIntegerField(default=0)
    minutes = models.FloatField(default=0)
    squares = models.FloatField(default=0)
    gone = models.PositiveIntegerField(default=0)
    waited = models.FloatField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "day", "kind", name="planning_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.day} {self.kind}"
