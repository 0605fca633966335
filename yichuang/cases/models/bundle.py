"""A bundle 一件事 of one applicant: one number, one form, one set of papers, many cases."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yichuang.accounts.models import LegalEntity, Person
from yichuang.accounts.models.fields import EncryptedTextField
from yichuang.cases.models.case import Case, Channel, Delivery
from yichuang.catalogue.models import BundleVersion
from yichuang.materials.models import StoredFile
from yichuang.organisation.models import Department, Hall


class BundleState(models.TextChoices):
    DRAFT = "draft", _("draft")
    OPEN = "open", _("being handled")
    CLOSED = "closed", pgettext_lazy("bundle", "closed")


class BundleCase(models.Model):
    """Several cases applied for as one (行政许可法 art. 26). `version` counts its moves,
    as that of a case does. `department` leads; each child keeps its own office."""

    number = models.CharField(max_length=32, unique=True)
    query_code = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=8, choices=BundleState)
    version = models.PositiveIntegerField(default=1)

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, db_index=False)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, db_index=False)
    bundle_version = models.ForeignKey(
        BundleVersion, on_delete=models.PROTECT, db_index=False
    )
    bundle_key = models.CharField(max_length=60)
    answers = models.JSONField(default=dict, help_text="of the bundle's questions")
    told = models.JSONField(default=dict, help_text="of the questions of its items")
    form = models.JSONField(default=dict, help_text="the one form, cell by cell")
    channel = models.CharField(max_length=8, choices=Channel)
    origin = models.CharField(max_length=64, blank=True, help_text="the form shown")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
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
    needs = models.CharField(max_length=200, blank=True)
    delivery = models.CharField(max_length=8, choices=Delivery, default=Delivery.WINDOW)
    address = EncryptedTextField(blank=True, default="")

    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    received_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True, help_text="its first child was accepted")
    promise_due = models.DateField(null=True)
    statute_due = models.DateField(null=True)
    extended_days = models.PositiveSmallIntegerField(default=0)
    extension_reason = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # A form sent twice is one draft.
            models.UniqueConstraint(
                "owner", "origin", name="bundle_form_once", condition=~Q(origin="")
            )
        ]
        indexes = [
            models.Index(
                "hall",
                "promise_due",
                "id",
                name="bundle_open",
                condition=Q(state="open"),
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def about(self) -> str:
        """How the journal, the files and the documents name the bundle."""
        return f"bundle:{self.number}"


class ChildState(models.TextChoices):
    """Of a part that another authority does; one of ours is told by its case."""

    RUNNING = "running", _("under way")
    RESULT = "result", _("done")
    FAILED = "failed", _("not done")


class BundleChild(models.Model):
    """One part of a running bundle: a case of ours, or a matter of another authority,
    of which is kept what that authority answered."""

    bundle = models.ForeignKey(
        BundleCase, on_delete=models.PROTECT, related_name="children"
    )
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, related_name="bundle_child"
    )
    state = models.CharField(
        max_length=8, choices=ChildState, default=ChildState.RUNNING
    )
    released_at = models.DateTimeField(
        null=True, help_text="when it waited for nobody any more"
    )
    answer = models.CharField(max_length=200, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("bundle", "key", name="bundle_child_once")
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}/{self.key}"


class BundleFile(models.Model):
    """A photo or PDF handed in once for every part that needs the material."""

    bundle = models.ForeignKey(
        BundleCase, on_delete=models.CASCADE, related_name="files"
    )
    material = models.CharField(max_length=110)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "bundle", "material", "file", name="bundle_file_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}/{self.material}"
