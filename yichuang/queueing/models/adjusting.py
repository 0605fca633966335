"""When the hall is to be re-arranged during the day, and what was proposed and done."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yichuang.organisation.models import Hall
from yichuang.queueing.models.day import QueueDay
from yichuang.queueing.rules.adjusting import Action

ACTIONS = [(action.value, action.says) for action in Action]


class ThresholdVersion(models.Model):
    """From a day on the hall is re-arranged when these are passed; never edited."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    terms = models.JSONField(help_text="the fields of rules.adjusting.Thresholds")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "version", name="queueing_threshold_once")
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} v{self.version}"


class ProposalState(models.TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("expired")


class Proposal(models.Model):
    """One thing the manager could do now for a line; "" is the whole hall.

    `cause` is what was measured, `before` and `after` the minutes somebody coming now
    would wait without and with it, `effect` what was measured half an hour later.
    """

    day = models.ForeignKey(
        QueueDay, on_delete=models.PROTECT, related_name="proposals"
    )
    line = models.CharField(max_length=8, blank=True)
    action = models.CharField(max_length=10, choices=ACTIONS)
    window = models.PositiveSmallIntegerField(null=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )
    cause = models.JSONField(default=dict)
    before = models.FloatField(null=True)
    after = models.FloatField(null=True)
    state = models.CharField(
        max_length=8, choices=ProposalState, default=ProposalState.OPEN
    )
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    effect = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "day",
                "line",
                condition=Q(state="open"),
                name="queueing_one_proposal_a_line",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day_id} {self.action} {self.line}"
