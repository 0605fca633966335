"""Seasons 批次 whose applications are handled together, and runs over many cases."""

from django.db import models

from yichuang.cases.models.case import Case
from yichuang.cases.models.season import Batch
from yichuang.cases.rules.batches import Action, RowState, RunState
from yichuang.organisation.models import Hall


class Finding(models.Model):
    """What the review of a season found about a case; the decision follows it."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="findings")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="finding")
    agrees = models.BooleanField()
    reason = models.TextField(blank=True, help_text="why not")
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id}: {self.agrees}"


class Run(models.Model):
    """One action on many cases, done by the worker in the name of who asked for it.

    `holder` is the worker that has it until `held_until`; a worker that dies gives it
    back then. What is done is counted in the transaction that does it.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, db_index=False)
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, related_name="runs"
    )
    action = models.CharField(
        max_length=8, choices=[(action.value, action.label) for action in Action]
    )
    options = models.JSONField(default=dict, help_text="reason, post or kind")
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.label) for state in RunState],
        default=RunState.RUNNING,
    )
    user_id = models.BigIntegerField(help_text="in whose name it is done")
    by_name = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True, help_text="it was stopped")
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    holder = models.CharField(max_length=32, blank=True)
    held_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                "id", name="batch_run_open", condition=models.Q(state="running")
            ),
            models.Index(fields=["hall", "-id"], name="batch_run_of_hall"),
        ]

    def __str__(self) -> str:
        return f"{self.action} × {self.total}"

    @property
    def about(self) -> str:
        """How the journal names the run."""
        return f"run:{self.pk}"


class RunRow(models.Model):
    """One case of a run. `seen` is the version at which it was chosen; what stood in
    the way is kept as it is told: code, sentence, remedy and their facts."""

    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="rows", db_index=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    seen = models.PositiveIntegerField()
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in RowState],
        default=RowState.WAITING,
    )
    code = models.CharField(max_length=60, blank=True)
    says = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint("run", "case", name="run_case_once"),
            models.UniqueConstraint("run", "position", name="run_place_once"),
        ]
        indexes = [
            models.Index(
                "run",
                "position",
                name="run_waiting",
                condition=models.Q(state="waiting"),
            ),
            models.Index(
                "run",
                "position",
                name="run_left_out",
                condition=models.Q(state="left_out"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.position}"
