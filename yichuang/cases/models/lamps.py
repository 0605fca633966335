"""How the lamp of a case changed: what the sweep found, and what was done about it."""

from django.db import models

from yichuang.cases.models.case import Case
from yichuang.kernel.lamps import Lamp

LAMPS = [(lamp.value, lamp.says) for lamp in Lamp]


class LampChange(models.Model):
    """The end of one lamp and the beginning of the next.

    `since` is when the lamp that ended was lit: a lamp ends once, whoever sweeps. Rows are
    written by set SQL (`services.lamps`); `acted_at` stays empty until the journal has the
    change and the warning or the order is out, `head_told_at` until the head knows.
    """

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="lamp_changes"
    )
    was = models.CharField(max_length=8, choices=LAMPS)
    since = models.DateTimeField()
    lamp = models.CharField(max_length=8, choices=LAMPS)
    at = models.DateTimeField()
    acted_at = models.DateTimeField(null=True)
    head_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "since", name="a_lamp_ends_once")
        ]
        indexes = [
            models.Index(
                "id",
                name="lamp_change_waits",
                condition=models.Q(acted_at=None),
            ),
            models.Index(
                "at",
                name="lamp_warning_stands",
                condition=models.Q(lamp="warn", head_told_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.was} → {self.lamp}"
