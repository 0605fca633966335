"""Pages of a sorted stack that lie in a case now, and a school's folder of teachers."""

from django.db import models
from django.db.models import Q

from yichuang.accounts.models.fields import EncryptedTextField
from yichuang.cases.models.case import Case
from yichuang.cases.models.paper import CasePaper, CasePaperFile
from yichuang.cases.models.season import Batch
from yichuang.cases.rules.folders import MakingState
from yichuang.materials.models import PaperApplicant, Stack
from yichuang.organisation.models import Hall


class FiledPage(models.Model):
    """A page of a stack that was filed into a paper of a case, once.

    `page_key` is the page's, which may be removed with its stack; the file stays.
    """

    paper = models.ForeignKey(
        CasePaper, on_delete=models.CASCADE, related_name="filed", db_index=False
    )
    page_key = models.CharField(max_length=32)
    link = models.ForeignKey(CasePaperFile, on_delete=models.CASCADE, related_name="+")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("paper", "page_key", name="page_filed_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}/{self.page_key}"


class SchoolFolder(models.Model):
    """What one school brought for a season: a list of people, and a stack of their
    papers. `answers` are those of all of them to the questions of the guide."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="folders")
    stack = models.OneToOneField(Stack, on_delete=models.PROTECT, related_name="+")
    school = models.CharField(max_length=80)
    answers = models.JSONField(default=dict)
    brought_by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=80)
    brought_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.school

    @property
    def about(self) -> str:
        """How the journal names the folder."""
        return f"folder:{self.pk}"


class FolderPerson(models.Model):
    """Somebody in a school's list: a row of it, and what became of the person.

    `at_hand` are keys of papers the list says lie here on paper; `judged` says of each
    doubt (by its id) whether a person compared it and found it right ("right") or lets
    it stand in the notice ("fault"). `said` is what stood in the way of the
    application, as it is told. `taken_until` lets workers share the work.
    """

    folder = models.ForeignKey(
        SchoolFolder, on_delete=models.CASCADE, related_name="people", db_index=False
    )
    line = models.PositiveIntegerField(help_text="row of the list as it counts them")
    name = models.CharField(max_length=100)
    id_number = EncryptedTextField()
    id_hash = models.CharField(max_length=43)
    phone = EncryptedTextField(blank=True, default="")
    subject = models.CharField(max_length=60, blank=True)
    at_hand = models.JSONField(default=list)
    applicant = models.ForeignKey(
        PaperApplicant, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    judged = models.JSONField(default=dict)
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in MakingState],
        default=MakingState.LISTED,
    )
    tells = models.BooleanField(default=False, help_text="the notice is sent as well")
    user_id = models.BigIntegerField(null=True, help_text="in whose name it is made")
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, related_name="+"
    )
    code = models.CharField(max_length=60, blank=True)
    said = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("folder", "line", name="folder_line_once"),
            models.UniqueConstraint("folder", "id_hash", name="folder_person_once"),
        ]
        indexes = [
            models.Index("id", name="folder_to_make", condition=Q(state="asked")),
        ]

    def __str__(self) -> str:
        return f"{self.folder_id}/{self.line}"
