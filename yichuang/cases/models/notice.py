"""The one complete notice, and the lawful stops of the clock."""

from django.db import models

from yichuang.cases.models.case import Case


class Correction(models.Model):
    """What is missing, told once and completely 一次性告知 (行政许可法 art. 32(4)).

    `round` 1 is the notice. A second, different list is refused; where a supervisor
    overrides that, the next round is kept as a recorded breach.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    round = models.PositiveSmallIntegerField(default=1)
    items = models.JSONField(help_text="[{key, name, fault, mend}]")
    due = models.DateField()
    document_number = models.CharField(max_length=80, blank=True)
    breach_reason = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "round", name="one_notice_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.round}"


class Stop(models.Model):
    """Days that do not count on a legal ground (art. 45), told in writing."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stops")
    ground = models.CharField(max_length=12)
    starts = models.DateField()
    planned_days = models.PositiveSmallIntegerField(help_text="working days")
    ended = models.DateField(null=True, help_text="last day that did not count")
    document_number = models.CharField(max_length=80, blank=True)
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                condition=models.Q(ended=None),
                name="one_stop_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.ground}"
