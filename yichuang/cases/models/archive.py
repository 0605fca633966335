"""Dossiers 案卷 of closed cases, how long they are kept, and lists of what is destroyed."""

from django.db import models

from yichuang.cases.models.case import Case
from yichuang.cases.rules.archive import DestructionState, Term
from yichuang.organisation.models import Hall

TERMS = [(term.value, term.label) for term in Term]


class RetentionRule(models.Model):
    """The retention class a hall published for an item, from a day on; the newest one
    that is in force on the day of closing counts, and without one the default."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    item_key = models.CharField(max_length=60)
    term = models.CharField(max_length=10, choices=TERMS)
    since = models.DateField()
    basis = models.CharField(max_length=200)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "hall", "item_key", "since", name="one_retention_rule_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_key} {self.term}"


class Archived(models.Model):
    """A closed case that was filed 归档: its class, and until when it is kept."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="archived")
    hall = models.ForeignKey(
        Hall, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    term = models.CharField(max_length=10, choices=TERMS)
    closed_on = models.DateField()
    keep_until = models.DateField(null=True, help_text="last day; empty: for ever")
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=40)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("hall", "keep_until", name="archived_until")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.term}"


class Dossier(models.Model):
    """One PDF of everything: the bytes lie on the shelf under `sha256`.

    `content` is the hash over what it was made of; when that changes (a proof of
    delivery came later) the next edition is made, and earlier ones stay verifiable.
    `parts` are rows of title, number, day, first, last, sha256. While it is being made
    `sha256` is empty and `done` of `total` parts are drawn.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="dossiers")
    edition = models.PositiveSmallIntegerField()
    content = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="bytes")
    pages = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=list)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    taken_at = models.DateTimeField(null=True, help_text="by the worker")
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "edition", name="dossier_edition")
        ]
        indexes = [
            models.Index("sha256", name="dossier_by_hash"),
            models.Index(
                "id", name="dossier_asked", condition=models.Q(made_at=None, trouble="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.edition}"


class ArchiveHold(models.Model):
    """Why a dossier must not be destroyed although its time is over (a lawsuit, an
    audit), until somebody lifts it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()
    lifted_by = models.CharField(max_length=40, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case", condition=models.Q(lifted_at=None), name="one_standing_hold"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.reason}"


class Destruction(models.Model):
    """A list of dossiers proposed for destruction 销毁清册; a supervisor who did not
    propose it confirms or drops it. The list stays for ever."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.label) for state in DestructionState],
    )
    proposed_by = models.CharField(max_length=40)
    proposed_by_name = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "hall",
                condition=models.Q(state="proposed"),
                name="one_proposed_list_a_hall",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.state}"


class DestructionRow(models.Model):
    """A case on the list, as it stood then; `outcome` says what became of it."""

    destruction = models.ForeignKey(
        Destruction, on_delete=models.PROTECT, related_name="rows"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=200)
    term = models.CharField(max_length=10, choices=TERMS)
    keep_until = models.DateField()
    sha256 = models.CharField(max_length=64, help_text="of the last dossier")
    outcome = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("destruction", "case", name="listed_once")
        ]

    def __str__(self) -> str:
        return f"{self.destruction_id}/{self.case_id}"
