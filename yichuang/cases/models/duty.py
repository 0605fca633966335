"""Who keeps away from a case, and what was sent to the authority that decides it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from yichuang.cases.models.case import Case
from yichuang.cases.rules.authority import (
    RECUSAL_LABELS,
    RECUSAL_STATE_LABELS,
    RecusalState,
)
from yichuang.cases.rules.upward import ABOVE_LABELS, Above


class Recusal(models.Model):
    """Somebody keeps away from a case 回避: by their own word or at a party's request."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=80)
    ground = models.CharField(
        max_length=10,
        choices=[(one.value, says) for one, says in RECUSAL_LABELS.items()],
    )
    relation = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=40)
    asked_by_name = models.CharField(max_length=80)
    by_applicant = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=8,
        default=RecusalState.ASKED,
        choices=[(one.value, says) for one, says in RECUSAL_STATE_LABELS.items()],
    )
    decided_by = models.CharField(max_length=40, blank=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                "user",
                condition=Q(state__in=["asked", "granted"]),
                name="recused_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id} {self.state}"


class FirstReview(models.Model):
    """What was sent up 报送: opinion and all papers (行政许可法 art. 35), the receipt, the
    answer. `papers` is the list as it went: [{key, name, state, files}]."""

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, related_name="first_review"
    )
    body = models.CharField(max_length=100)
    state = models.CharField(
        max_length=8,
        default=Above.SENT,
        choices=[(one.value, says) for one, says in ABOVE_LABELS.items()],
    )
    agrees = models.BooleanField()
    opinion = models.TextField()
    papers = models.JSONField()
    letter_number = models.CharField(max_length=60)
    due = models.DateField(help_text="20 working days after acceptance (art. 43)")
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=40)
    sent_by_name = models.CharField(max_length=80)
    document_number = models.CharField(max_length=80, blank=True)
    receipt_number = models.CharField(max_length=80, blank=True)
    received_on = models.DateField(null=True)
    answer_due = models.DateField(null=True, help_text="as the higher authority told")
    answer_number = models.CharField(max_length=80, blank=True)
    answer_text = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    registered_by = models.CharField(max_length=40, blank=True)
    registered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                "sent_at", name="review_lies_above", condition=Q(registered_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
