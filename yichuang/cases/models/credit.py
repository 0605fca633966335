"""Undertakings of applicants, later checks of promises, credit records and their repair."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from yichuang.cases.models.case import Case
from yichuang.cases.rules.credit import RecordKind, RepairState
from yichuang.cases.rules.promise import CheckState, Method
from yichuang.cases.rules.tolerance import Consequence, SignedAs, SignedHow
from yichuang.materials.models import StoredFile
from yichuang.organisation.models import Hall


class ToleranceList(models.Model):
    """A hall's published list 容缺受理清单: what is kept out, how much is allowed.

    Versioned and dated; in force is the latest whose `valid_from` has come. Before the
    first one the stated default holds (rules.tolerance.DEFAULT_POLICY).
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    excluded = models.JSONField(default=dict, help_text="{item key: sphere}")
    most_open = models.PositiveSmallIntegerField()
    remind_before = models.PositiveSmallIntegerField(help_text="working days")
    check_within = models.PositiveSmallIntegerField(help_text="working days")
    repair_wait = models.PositiveSmallIntegerField(help_text="natural days")
    on_breach = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in Consequence]
    )
    on_breach_of = models.JSONField(default=dict, help_text="{item key: consequence}")
    note = models.CharField(max_length=200, blank=True)
    published_by = models.CharField(max_length=40)
    published_by_name = models.CharField(max_length=80)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "version", name="tolerance_list_version")
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} v{self.version}"


class CreditRecord(models.Model):
    """A promise that was not kept, by `subject` ("person:5", "entity:3"); it blocks
    tolerance and promise in every hall until it is repaired."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    subject_name = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=14, choices=[(kind.value, kind.label) for kind in RecordKind]
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="credit_records"
    )
    paper_key = models.CharField(max_length=60, blank=True)
    fact = models.TextField(help_text="what happened, in a sentence")
    source = models.CharField(max_length=120, blank=True)
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    recorded_by_name = models.CharField(max_length=80)
    repaired_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                "paper_key",
                "kind",
                condition=~Q(case=None),
                name="credit_recorded_once",
            )
        ]
        indexes = [
            models.Index(
                "subject", name="credit_standing", condition=Q(repaired_at=None)
            ),
            models.Index("hall", "id", name="credit_register"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind}"

    @property
    def about(self) -> str:
        """How the journal names the record."""
        return f"credit:{self.pk}"


class CreditRepair(models.Model):
    """A request that a record be lifted, and the word of somebody else on it."""

    record = models.ForeignKey(
        CreditRecord, on_delete=models.PROTECT, related_name="repairs"
    )
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in RepairState],
        default=RepairState.ASKED,
    )
    grounds = models.TextField()
    asked_by = models.CharField(max_length=40)
    asked_by_name = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "record", condition=Q(state="asked"), name="one_repair_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.state}"


class Undertaking(models.Model):
    """What the applicant signed: to hand papers in later 容缺承诺, or that something is
    so 告知承诺. `keys` are the papers it covers; the document is its wording."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="undertakings"
    )
    kind = models.CharField(max_length=10, help_text="later or promise")
    keys = models.JSONField(default=list)
    signer = models.CharField(max_length=100)
    signed_as = models.CharField(
        max_length=14, choices=[(one.value, one.label) for one in SignedAs]
    )
    signed_how = models.CharField(
        max_length=8, choices=[(one.value, one.label) for one in SignedHow]
    )
    signature = models.TextField(blank=True, help_text="strokes of the pen")
    mandate = models.CharField(max_length=120, blank=True)
    scan = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    document_number = models.CharField(max_length=80, blank=True)
    signed_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class PromiseCheck(models.Model):
    """The later check of a promise 事后核查: by when, how, what was found, what followed."""

    tolerance = models.OneToOneField(
        "cases.Tolerance", on_delete=models.PROTECT, related_name="later_check"
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="promise_checks"
    )
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.label) for state in CheckState],
        default=CheckState.OPEN,
    )
    method = models.CharField(
        max_length=8,
        choices=[(method.value, method.label) for method in Method],
        blank=True,
    )
    inspectors = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    mend_by = models.DateField(null=True)
    document_number = models.CharField(max_length=80, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    checked_by_name = models.CharField(max_length=80, blank=True)
    checked_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(
                "hall",
                "due",
                name="promise_to_check",
                condition=Q(state__in=["open", "mending"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.tolerance_id} {self.state}"
