"""Pages of a stack: what was read on each, what it is, whose it is, and its words."""

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yichuang.accounts.models import EncryptedTextField
from yichuang.materials.models.stacks import Stack, StackFile
from yichuang.materials.rules.reading import PageText


class PageState(models.TextChoices):
    """How far a page is; only a person confirms."""

    WAITING = "waiting", _("Not read yet")
    READ = "read", _("Proposed")
    ABSTAINED = "abstained", _("Not sure")
    UNREADABLE = "unreadable", _("Cannot be read")
    CONFIRMED = "confirmed", _("Confirmed")
    DROPPED = "dropped", _("Left out")


class PaperApplicant(models.Model):
    """Somebody whose papers lie in a stack. The number is unique by its keyed hash."""

    stack = models.ForeignKey(
        Stack, on_delete=models.CASCADE, related_name="applicants", db_index=False
    )
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=100, blank=True)
    id_number = EncryptedTextField(default="", blank=True)
    id_hash = models.CharField(max_length=43, default="", blank=True)
    folder = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("stack", "order", name="stack_applicant_order"),
            models.UniqueConstraint(
                "stack",
                "id_hash",
                condition=~Q(id_hash=""),
                name="stack_applicant_number_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.order}"


class StackPage(models.Model):
    """One page: its picture set upright, what was read on it, what it is held for.

    `text_kept` and `found_kept` are JSON, encrypted: a page of papers is full of names,
    numbers and addresses. `document` numbers the documents of an applicant; `kind` ""
    means that the robot does not know. `turned_by` is a quarter a person set, degrees
    clockwise. `twin_of` is an earlier page that says the same.
    """

    key = models.CharField(max_length=32, unique=True)
    stack = models.ForeignKey(
        Stack, on_delete=models.CASCADE, related_name="pages", db_index=False
    )
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StackFile, on_delete=models.CASCADE, related_name="pages")
    page_in_file = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=PageState, default=PageState.WAITING
    )
    blank = models.BooleanField(default=False)
    turned = models.PositiveSmallIntegerField(default=0)
    turned_by = models.PositiveSmallIntegerField(null=True)
    text_kept = EncryptedTextField(default="", blank=True)
    found_kept = EncryptedTextField(default="", blank=True)
    doubtful = models.BooleanField(default=False, help_text="a field is in doubt")
    kind = models.CharField(max_length=20, blank=True, help_text="a PageClass")
    sure = models.FloatField(default=0)
    runners = models.JSONField(default=list, help_text="[[kind, sure], …]")
    why = models.JSONField(default=dict, help_text="why it abstains or cannot be read")
    judged_by = models.PositiveIntegerField(
        default=0, help_text="version of the hall's classifier, 0 for the built-in one"
    )
    applicant = models.ForeignKey(
        PaperApplicant, on_delete=models.SET_NULL, null=True, related_name="pages"
    )
    document = models.PositiveIntegerField(null=True)
    twin_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    says_hash = models.CharField(max_length=43, blank=True)
    version = models.PositiveIntegerField(default=1)
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("stack", "number", name="stack_page_once"),
            models.UniqueConstraint("file", "page_in_file", name="stack_page_in_file"),
        ]
        indexes = [
            models.Index(
                "stack",
                "number",
                name="stack_page_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(
                "stack",
                "says_hash",
                name="stack_page_says",
                condition=~Q(says_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stack_id}/{self.number}"

    @property
    def text(self) -> PageText | None:
        """What was read, None before."""
        if not self.text_kept:
            return None
        return PageText.from_json(json.loads(self.text_kept))

    @property
    def found(self) -> dict[str, Any]:
        """{"fields": [FieldFound as JSON…], "doubts": [refusal as JSON…]}."""
        found: dict[str, Any] = json.loads(self.found_kept or "{}")
        return {"fields": [], "doubts": []} | found


class PageWords(models.Model):
    """The blind words of a page for finding it: keyed hashes, letters a to p only.

    The database keeps a search index over `words` (migration 0003).
    """

    page = models.OneToOneField(
        StackPage, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    words = models.TextField()

    def __str__(self) -> str:
        return str(self.page_id)
