"""What the API kit keeps: which POST has been answered how."""

from django.db import models


class IdempotencyKey(models.Model):
    """A caller's key, what was asked under it, and the answer that was given.

    Written in the transaction of the work itself, so a row stands for work that is
    durable; a request that was refused leaves none and may be tried again.
    """

    actor = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(default="", blank=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="web_one_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.key}"
