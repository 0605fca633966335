"""Opinions of posts, and originals that changed hands."""

from django.db import models

from yichuang.cases.models.case import Case
from yichuang.cases.models.joint import Consultation
from yichuang.cases.rules.joint import ASKED_LABELS, WEIGHT_LABELS, Asked, Weight
from yichuang.organisation.models import Post


class Opinion(models.Model):
    """A post was asked; `agrees` stays empty until it answers.

    `due` is its own last day; `ended_*` tell how a question ended without an answer:
    given back as misrouted, withdrawn by the lead, or passed over with a reason.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opinions")
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, related_name="questions"
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10,
        default=Asked.WAITING,
        choices=[(one.value, says) for one, says in ASKED_LABELS.items()],
    )
    weight = models.CharField(
        max_length=10,
        default=Weight.NEEDED,
        choices=[(one.value, says) for one, says in WEIGHT_LABELS.items()],
    )
    due = models.DateField(null=True)
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    agrees = models.BooleanField(null=True)
    text = models.TextField(blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    answered_by_name = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                "post",
                condition=models.Q(state="waiting"),
                name="one_waiting_question_a_post",
            )
        ]
        indexes = [
            # What is asked of a post, and what is owed: small, whatever the history.
            models.Index(
                "post",
                "due",
                name="opinion_waits",
                condition=models.Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}@{self.post_id}"


class Handover(models.Model):
    """An original paper taken in or given back, by receipt."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    paper_key = models.CharField(max_length=60)
    originals = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40)
    receipt_number = models.CharField(max_length=80, blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.CharField(max_length=40, blank=True)
    returned_to = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.case_id}/{self.paper_key}"
