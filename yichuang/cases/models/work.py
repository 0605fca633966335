"""Opinions of posts, and originals that changed hands."""

from django.db import models

from yichuang.cases.models.case import Case
from yichuang.organisation.models import Post


class Opinion(models.Model):
    """A post was asked; `agrees` stays empty until it answers."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opinions")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=200, blank=True)
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    agrees = models.BooleanField(null=True)
    text = models.TextField(blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    answered_by_name = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                "post",
                condition=models.Q(answered_at=None),
                name="one_open_question_a_post",
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
