"""The papers of a case, the files in them, and what is tolerated in their place."""

from django.db import models

from yichuang.cases.models.case import Case
from yichuang.cases.rules.papers import PaperState, ToleranceKind, ToleranceState
from yichuang.materials.models import StoredFile


class CasePaper(models.Model):
    """One paper this case needs; name and rules stand in the item version by `key`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    required = models.BooleanField(default=True)
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.label) for state in PaperState],
        default=PaperState.MISSING,
    )
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True)
    mend = models.CharField(max_length=200, blank=True)
    source = models.CharField(
        max_length=120, blank=True, help_text="where a fetched paper came from"
    )
    checked_by = models.CharField(max_length=40, blank=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("case", "key", name="case_paper_once")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.key}"


class CasePaperFile(models.Model):
    """A photo or PDF of a paper."""

    paper = models.ForeignKey(CasePaper, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("paper", "file", name="case_file_once")]

    def __str__(self) -> str:
        return f"{self.paper_id}/{self.position}"


class Tolerance(models.Model):
    """A paper tolerated 容缺: what stands in its place, who asked, who agreed.

    Evidence names who was asked, when, by which way, and what they answered.
    """

    paper = models.ForeignKey(
        CasePaper, on_delete=models.PROTECT, related_name="tolerances"
    )
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in ToleranceKind]
    )
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ToleranceState],
        default=ToleranceState.ASKED,
    )
    asked_whom = models.CharField(max_length=120, blank=True)
    asked_how = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    due = models.DateField(null=True, help_text="until when a later paper must come")
    undertaking = models.ForeignKey(
        "cases.Undertaking",
        on_delete=models.PROTECT,
        null=True,
        related_name="tolerances",
    )
    notice_number = models.CharField(max_length=80, blank=True)
    came_on = models.DateField(null=True, help_text="the day of arrival counts")
    came_how = models.CharField(max_length=8, blank=True)
    longer_reason = models.CharField(
        max_length=200, blank=True, help_text="force majeure, once"
    )
    longer_by = models.CharField(max_length=40, blank=True)
    reminded_at = models.DateTimeField(null=True)
    requested_by = models.CharField(max_length=40)
    requested_by_name = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "paper",
                condition=models.Q(state__in=["asked", "agreed"]),
                name="one_standing_tolerance",
            )
        ]
        indexes = [
            models.Index(
                "due",
                name="tolerance_due",
                condition=models.Q(kind="later", state="agreed"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.kind} {self.state}"
