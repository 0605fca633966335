"""Days on which a holder A is away and B acts 外出授权."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yichuang.organisation.models.post import PostHolding


class Absence(models.Model):
    """A is away from `first` to `last`, both included; B was handed over to.

    `ended_on` is the first day A is back, when that was earlier than planned.
    """

    holding = models.ForeignKey(
        PostHolding, on_delete=models.PROTECT, related_name="absences"
    )
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=120)
    handover = models.TextField(help_text="what B has to know and to finish")
    stands_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="absence_begins_before_it_ends"
            ),
            # The same press twice makes one absence.
            models.UniqueConstraint(
                "holding",
                "first",
                condition=Q(ended_on=None),
                name="absence_once",
            ),
        ]
        indexes = [models.Index("holding", "last", name="absence_of_holding")]

    def __str__(self) -> str:
        return f"{self.holding_id} {self.first}—{self.last}"
