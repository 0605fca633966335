"""Posts 岗位, who holds them as A or B, and who may decide what until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yichuang.organisation.models.hall import Department
from yichuang.organisation.models.section import Section
from yichuang.organisation.rules.letters import (
    REASON_LABELS,
    SCOPE_LABELS,
    ChangeReason,
    Scope,
)


class PostKind(models.TextChoices):
    WINDOW = "window", _("window")
    REVIEW = "review", pgettext_lazy("kind of post", "review")
    DECISION = "decision", _("decision")
    ISSUE = "issue", _("issuing")


class Post(models.Model):
    """A post in a department: work is routed to posts, not to persons."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT)
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, choices=PostKind)
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, related_name="posts"
    )

    class Meta:
        constraints = [models.UniqueConstraint("department", "key", name="post_once")]

    def __str__(self) -> str:
        return self.name


class Cover(models.TextChoices):
    A = "A", _("A: holds the post")
    B = "B", _("B: stands in when A is away")


class PostHolding(models.Model):
    """Who holds a post from when to when (half-open), as A or as B."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    cover = models.CharField(max_length=1, choices=Cover, default=Cover.A)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    away = models.BooleanField(default=False, help_text="A is away: B acts")

    class Meta:
        constraints = [
            models.UniqueConstraint("post", "user", "valid_from", name="holding_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="holding_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}/{self.user_id} {self.cover}"


class Authorisation(models.Model):
    """A sealed letter that lets one person decide one item at one post 授权.

    `scope` says how far it reaches, `reason` why it was written, `seal_holder` who keeps
    the approval seal 审批专用章; `supersedes` is the letter it renews.

    Valid on every day from `valid_from` to `valid_to` inclusive. `item_key` names an
    item of the catalogue, or is `*` for every item of the department.
    """

    item_key = models.CharField(max_length=60)
    post = models.ForeignKey(Post, on_delete=models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    letter_number = models.CharField(max_length=60)
    sealed_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    revoked_on = models.DateField(null=True)
    revoked_reason = models.CharField(max_length=200, blank=True)
    scope = models.CharField(
        max_length=12,
        default=Scope.DECIDE,
        choices=[(one.value, says) for one, says in SCOPE_LABELS.items()],
    )
    reason = models.CharField(
        max_length=12,
        default=ChangeReason.NEW_ENTRY,
        choices=[(one.value, says) for one, says in REASON_LABELS.items()],
    )
    seal_holder = models.CharField(max_length=80, blank=True)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="renewals"
    )
    warned_at = models.DateTimeField(null=True, help_text="told that it runs out")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "letter_number", "item_key", "post", "user", name="authorisation_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="authorisation_begins_before_it_ends",
            ),
        ]
        indexes = [models.Index("user", "item_key", name="authorisation_who_what")]

    def __str__(self) -> str:
        return f"{self.letter_number}: {self.item_key}"
