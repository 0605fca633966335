"""Kinds of business people draw tickets for, which windows serve them, and the policy."""

from django.conf import settings
from django.db import models

from yichuang.organisation.models import Department, Hall, Window


class BusinessKind(models.Model):
    """A line people draw a ticket for, named by a letter; covers items of the catalogue.

    `items` are keys of items, empty for a kind that takes any. `usual_minutes` is what
    the first estimates rest on, before the hall has measured its own.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    code = models.CharField(max_length=2, help_text="capital letters: A, B, ZX")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True)
    items = models.JSONField(default=list, blank=True)
    usual_minutes = models.PositiveSmallIntegerField(default=10)
    remote = models.BooleanField(default=True, help_text="may be drawn by phone")
    daily_limit = models.PositiveIntegerField(null=True)
    open = models.BooleanField(default=True)
    place = models.PositiveSmallIntegerField(default=0, help_text="order on the kiosk")

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "code", name="queueing_kind_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class WindowSkill(models.Model):
    """A window serves a kind; with `helps` only while nobody waits in its own lines."""

    window = models.ForeignKey(Window, on_delete=models.PROTECT)
    kind = models.ForeignKey(
        BusinessKind, on_delete=models.PROTECT, related_name="skills"
    )
    helps = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("window", "kind", name="queueing_skill_once")
        ]

    def __str__(self) -> str:
        return f"{self.window_id}: {self.kind_id}"


class PolicyVersion(models.Model):
    """The order as published: from a day on, until a later version; never edited."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    terms = models.JSONField(help_text="the fields of rules.policy.Policy")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "version", name="queueing_policy_once")
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} v{self.version}"
