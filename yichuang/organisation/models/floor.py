"""The map of a hall's floor."""

from django.db import models

from yichuang.organisation.models.hall import Hall


class FloorMap(models.Model):
    """Where the windows of a hall stand: `places` holds [column, row] by the window's
    number. The journal keeps who moved what."""

    hall = models.OneToOneField(Hall, on_delete=models.PROTECT)
    version = models.PositiveIntegerField(default=0)
    places = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.hall_id}:{self.version}"
