"""A season 批次: a window in which one matter is applied for and then decided together."""

from django.db import models

from yichuang.organisation.models import Hall


class Batch(models.Model):
    """Applications of one matter from `opens` to `closes`, both included. The limits
    that start with the closing of the batch start on `closes` (教师资格条例 art. 16);
    `closed_on` says that it is over and nobody joins it any more."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    item_key = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    opens = models.DateField()
    closes = models.DateField()
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    planned_by = models.CharField(max_length=40)
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "name", name="season_name_once"),
            models.CheckConstraint(
                condition=models.Q(closes__gte=models.F("opens")),
                name="season_opens_first",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        """How the journal names the season."""
        return f"batch:{self.pk}"
