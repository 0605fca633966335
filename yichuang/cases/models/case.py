"""One matter of one applicant 办件, from the first draft to the end."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from yichuang.accounts.models import LegalEntity, Person
from yichuang.accounts.models.fields import EncryptedTextField
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.catalogue.models import ItemVersion
from yichuang.kernel.lamps import Lamp
from yichuang.organisation.models import Department, Hall, Post


class Channel(models.TextChoices):
    ONLINE = "online", _("online")
    WINDOW = "window", _("at the window")
    MACHINE = "machine", _("by another system")


class Delivery(models.TextChoices):
    WINDOW = "window", _("collect at the window")
    POST = "post", _("by post")
    DOWNLOAD = "download", _("download")


class Case(models.Model):
    """A case. It keeps the item version it was begun under; `version` counts its moves,
    and every move is a compare-and-set on it, so that two clerks never both succeed."""

    number = models.CharField(max_length=32, unique=True)
    query_code = models.CharField(max_length=12, unique=True)
    state = models.CharField(
        max_length=12, choices=[(state.value, state.label) for state in CaseState]
    )
    outcome = models.CharField(
        max_length=16,
        blank=True,
        choices=[(outcome.value, outcome.label) for outcome in Outcome],
    )
    version = models.PositiveIntegerField(default=1)

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, db_index=False)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, db_index=False)
    item_version = models.ForeignKey(
        ItemVersion, on_delete=models.PROTECT, db_index=False
    )
    item_key = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)
    channel = models.CharField(max_length=8, choices=Channel)
    origin = models.CharField(max_length=40, blank=True, help_text="ticket or call")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="the account that may follow the case online",
    )
    applicant = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entity = models.ForeignKey(
        LegalEntity, on_delete=models.PROTECT, null=True, related_name="+"
    )
    agent = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    agent_relation = models.CharField(max_length=40, blank=True)
    applicant_name = models.CharField(max_length=200, blank=True)
    needs = models.CharField(max_length=200, blank=True, help_text="care needed")
    delivery = models.CharField(max_length=8, choices=Delivery, default=Delivery.WINDOW)
    address = EncryptedTextField(blank=True, default="")

    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    received_on = models.DateField(
        null=True, help_text="the day that counts as receipt (after hours: the next)"
    )
    complete_on = models.DateField(
        null=True, help_text="the day the last missing paper came"
    )
    accepted_on = models.DateField(
        null=True,
        help_text="the day acceptance counts from; may lie before accepted_at",
    )
    notice_due = models.DateField(null=True)
    promise_due = models.DateField(null=True)
    statute_due = models.DateField(null=True)
    deliver_due = models.DateField(null=True)
    extended_days = models.PositiveSmallIntegerField(default=0)
    stopped = models.BooleanField(default=False)
    step = models.CharField(
        max_length=40, blank=True, help_text="key of the guide's step it is in"
    )
    step_at = models.DateTimeField(null=True, help_text="when the step began")
    step_due_at = models.DateTimeField(null=True)
    # As the last sweep found it (services.lamps); pages show the lamp of now.
    lamp = models.CharField(
        max_length=8,
        choices=[(lamp.value, lamp.says) for lamp in Lamp],
        default=Lamp.OK.value,
    )
    lamp_since = models.DateTimeField(null=True)
    on_time = models.BooleanField(null=True)
    reason = models.TextField(blank=True, help_text="of a refusal or a decline")
    batch = models.ForeignKey(
        "cases.Batch",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="members",
        help_text="the season it was applied for in",
    )

    green = models.BooleanField(default=False, help_text="goes before the others")
    visits = models.PositiveSmallIntegerField(
        default=0, help_text="days on which the person came to a window"
    )
    visited_on = models.DateField(null=True)
    collecting_hall = models.ForeignKey(
        Hall,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="where it was collected for the hall that decides",
    )

    class Meta:
        indexes = [
            # Work in hand: small, whatever the history.
            models.Index(
                "hall",
                F("green").desc(),
                Coalesce("promise_due", "notice_due"),
                "id",
                name="case_open_first",
                condition=~Q(state__in=["draft", "closed"]),
            ),
            models.Index(
                "post",
                "promise_due",
                name="case_at_post",
                condition=Q(state__in=["accepted", "suspended"]),
            ),
            models.Index(
                "notice_due",
                name="case_unanswered",
                condition=Q(state__in=["submitted", "received"]),
            ),
            models.Index(
                "batch", "id", name="case_of_batch", condition=Q(batch__isnull=False)
            ),
            models.Index("applicant_name", name="case_by_name"),
            models.Index("item_key", "closed_at", name="case_item_closed"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def about(self) -> str:
        """How the journal and the documents name the case."""
        return f"case:{self.number}"
