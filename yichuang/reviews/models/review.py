"""Being asked, and what was said. A review names its case, never the person who gave it."""

from django.db import models
from django.db.models import Q

from yichuang.cases.models import Case
from yichuang.organisation.models import Window
from yichuang.reviews.rules.levels import Channel, Kind, Level, Stage


class Invitation(models.Model):
    """Somebody may review a case at a stage; whoever holds the token does so.

    `window` and `shown_until`: the tablet at that window shows it until then.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(
        max_length=10,
        choices=[(stage.value, stage.value) for stage in Stage],
        default=Stage.HANDLING,
    )
    token = models.CharField(max_length=40, unique=True)
    hall_id = models.IntegerField()
    item_key = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, help_text="by a person, freely")
    skipped_at = models.DateTimeField(null=True)
    window = models.ForeignKey(
        Window, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    shown_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "stage", name="invited_once_a_stage")
        ]
        indexes = [
            models.Index("hall_id", "created_at", name="review_invited"),
            models.Index(
                "window",
                "shown_until",
                name="review_on_tablet",
                condition=Q(shown_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_key} {self.stage}"


class Review(models.Model):
    """What was said about a case at a stage, once by each kind of maker."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    stage = models.CharField(
        max_length=10,
        choices=[(stage.value, stage.value) for stage in Stage],
        default=Stage.HANDLING,
    )
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in Kind]
    )
    level = models.PositiveSmallIntegerField(
        choices=[(level.value, level.label) for level in Level]
    )
    tags = models.JSONField(default=list, help_text="national tag codes")
    text = models.TextField(blank=True)
    channel = models.CharField(
        max_length=10, choices=[(channel.value, channel.value) for channel in Channel]
    )
    hall_id = models.IntegerField()
    department_id = models.IntegerField()
    item_key = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case", "stage", "kind", name="reviewed_once_a_stage"
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5), name="review_level_1_to_5"
            ),
        ]
        indexes = [
            models.Index(
                "hall_id",
                "at",
                "item_key",
                "level",
                name="review_counted",
                condition=Q(kind="voluntary"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_key} {self.level}"

    @property
    def about(self) -> str:
        """How the journal names the review: not by its case, whose staff read on."""
        return f"review:{self.pk}"
