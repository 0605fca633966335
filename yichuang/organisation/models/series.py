"""Running numbers, taken in blocks so that nobody waits for somebody else's commit."""

from django.db import models


class Series(models.Model):
    """The next number of a series that no process has reserved yet."""

    name = models.CharField(max_length=80, primary_key=True)
    next = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.name}: {self.next}"
