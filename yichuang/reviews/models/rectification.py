"""What was done about a bad review."""

from django.db import models
from django.db.models import Q

from yichuang.reviews.models.review import Review
from yichuang.reviews.rules.rectification import Ending


class Rectification(models.Model):
    """A bad review on its way to an answer; `version` counts what was done to it."""

    review = models.OneToOneField(
        Review, on_delete=models.PROTECT, related_name="rectification"
    )
    hall_id = models.IntegerField()
    contact_due = models.DateField()
    fix_due = models.DateField()
    version = models.PositiveIntegerField(default=1)
    contacted_at = models.DateTimeField(null=True)
    contacted_by = models.CharField(max_length=40, blank=True)
    contacted_by_name = models.CharField(max_length=80, blank=True)
    contact_note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=40, blank=True)
    closed_by_name = models.CharField(max_length=80, blank=True)
    ending = models.CharField(
        max_length=10,
        blank=True,
        choices=[(ending.value, ending.label) for ending in Ending],
    )
    finding = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                "hall_id",
                "fix_due",
                name="rectification_open",
                condition=Q(closed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"review {self.review_id}"
