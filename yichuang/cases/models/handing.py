"""A school's folder that came over the portal: who handed it in, with which mandate."""

from django.db import models

from yichuang.accounts.models import LegalEntity
from yichuang.cases.models.filing import SchoolFolder
from yichuang.cases.rules.folders import Handing
from yichuang.materials.models import StoredFile


class SchoolHanding(models.Model):
    """The school (by its unified social credit code), the agent's account, and the
    written mandate with its last day (民法典 art. 165). A clerk compares the mandate and
    takes the folder over, or gives it back with a `reason` the agent reads."""

    folder = models.OneToOneField(
        SchoolFolder, on_delete=models.CASCADE, related_name="handing"
    )
    entity = models.ForeignKey(
        LegalEntity, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    owner_id = models.BigIntegerField(db_index=True, help_text="the agent's account")
    agent = models.CharField(max_length=100)
    letter = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    until = models.DateField(help_text="last day of the mandate")
    state = models.CharField(
        max_length=6,
        choices=[(state.value, state.value) for state in Handing],
        default=Handing.HANDED_IN,
    )
    reason = models.CharField(max_length=200, blank=True)
    handed_at = models.DateTimeField()
    ended_by = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.folder_id} {self.state}"
