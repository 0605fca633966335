"""Rosters: who sits at which window in each half-hour of a day, and what people learned."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yichuang.organisation.models import Hall, Window
from yichuang.queueing.models.kinds import BusinessKind


class StaffSkill(models.Model):
    """Somebody was trained for a kind of business."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    kind = models.ForeignKey(BusinessKind, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "kind", name="queueing_trained_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind_id}"


class RosterState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    REPLACED = "replaced", _("replaced")


class Roster(models.Model):
    """The roster of one day: a draft that is worked on, or what was published.

    `version` counts changes (compare-and-set); `source` says what it began from
    ("plan:7", "roster:3" or "").
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    day = models.DateField()
    state = models.CharField(
        max_length=9, choices=RosterState, default=RosterState.DRAFT
    )
    version = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "hall", "day", condition=Q(state="draft"), name="queueing_one_draft"
            ),
            models.UniqueConstraint(
                "hall",
                "day",
                condition=Q(state="published"),
                name="queueing_one_roster_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.day} {self.state}"


class RosterPlace(models.Model):
    """A window staffed for a half-hour (`slot` from midnight); nobody found yet: None."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="places")
    slot = models.PositiveSmallIntegerField()
    window = models.ForeignKey(Window, on_delete=models.PROTECT)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "roster", "slot", "window", name="queueing_one_at_a_place"
            ),
            models.UniqueConstraint(
                "roster", "slot", "user", name="queueing_one_place_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roster_id}: {self.slot} {self.window_id}"
