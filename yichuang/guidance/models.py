"""What was asked, counted by day: the questions the guides do not answer yet."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yichuang.organisation.models import Hall


class Outcome(models.TextChoices):
    ANSWERED = "answered", _("answered")
    ASKED_BACK = "asked_back", _("asked back")
    POINTED = "pointed", _("pointed elsewhere in the hall")
    ELSEWHERE = "elsewhere", _("another authority's")
    UNKNOWN = "unknown", _("not found")


class Settled(models.TextChoices):
    ALIAS = "alias", _("now a name of the matter")
    FAQ = "faq", _("now a question of the guide")
    NONE = "none", _("nothing to do")


class Asked(models.Model):
    """A question of a day, however often it was asked; who asked is kept nowhere.

    Long numbers are cut out before it is kept, and it is forgotten with time.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    day = models.DateField()
    key = models.CharField(max_length=24, help_text="the same for the same words")
    question = models.CharField(max_length=200)
    outcome = models.CharField(max_length=10, choices=Outcome)
    item_key = models.CharField(max_length=60, blank=True)
    route = models.CharField(max_length=20, blank=True)
    times = models.PositiveIntegerField(default=1)
    helped = models.PositiveIntegerField(default=0)
    not_helped = models.PositiveIntegerField(default=0)
    settled = models.CharField(max_length=5, choices=Settled, blank=True)
    settled_by = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "day", "key", name="guidance_asked_once"),
            models.CheckConstraint(
                condition=Q(settled="") | Q(settled_at__isnull=False),
                name="guidance_settled_when",
            ),
        ]
        indexes = [models.Index("hall", "key", name="guidance_asked_key")]

    def __str__(self) -> str:
        return self.question
