"""Plans of a day: asked for, worked out by the worker, adopted by the manager."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yichuang.organisation.models import Hall


class PlanState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("plan", "asked for")
    RUNNING = "running", _("being worked out")
    READY = "ready", _("ready")
    FAILED = "failed", _("not possible")
    ADOPTED = "adopted", _("adopted")
    REPLACED = "replaced", _("replaced")


class Plan(models.Model):
    """Which windows are open when on a day, and what it rests on; never changed once it
    is ready. `version` counts its moves (compare-and-set).

    `basis`: {"means": {kind: 48 numbers}, "spread", "slot_spread", "default": bool};
    `duties`: [{"window": 3, "slots": [18, …]}]; `capacity`: {kind: 48 seats to book};
    `lacks`: [{"slot", "line", "windows"}]; `late`: {slot: minutes}.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    day = models.DateField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=PlanState, default=PlanState.ASKED)
    version = models.PositiveIntegerField(default=1)
    goal = models.FloatField(help_text="nine in ten wait at most so many minutes")
    most_windows = models.PositiveSmallIntegerField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    done = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    refusal = models.JSONField(default=dict, help_text="why it failed")

    basis = models.JSONField(default=dict)
    duties = models.JSONField(default=list)
    capacity = models.JSONField(default=dict)
    lacks = models.JSONField(default=list)
    late = models.JSONField(default=dict)
    hours = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    p90 = models.FloatField(null=True)
    good = models.BooleanField(null=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "hall", "day", "number", name="planning_plan_number_once"
            ),
            models.UniqueConstraint(
                "hall",
                "day",
                condition=Q(state="adopted"),
                name="planning_one_adopted_a_day",
            ),
        ]
        indexes = [
            models.Index(
                "id",
                name="planning_plan_due",
                condition=Q(state__in=["asked", "running"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} #{self.number}"

    @property
    def about(self) -> str:
        """How the journal names the plan."""
        return f"plan:{self.pk}"
