"""Precedence, what a case follows on, papers on their way between halls, visits at home."""

from django.db import models
from django.db.models import Q

from yichuang.accounts.models.fields import EncryptedTextField
from yichuang.cases.models.case import Case
from yichuang.cases.rules.elsewhere import Direction, TransferState, Way
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.rules.modes import GreenReason, GreenState
from yichuang.cases.rules.visits import VisitReason, VisitState
from yichuang.documents.models import Document
from yichuang.organisation.models import Hall


class GreenChannel(models.Model):
    """A request for precedence 绿色通道; what it rests on is shown only to staff."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="greens")
    reason = models.CharField(
        max_length=12, choices=[(row.value, row.label) for row in GreenReason]
    )
    evidence = EncryptedTextField(help_text="disability and health are sensitive")
    state = models.CharField(
        max_length=8,
        choices=[(row.value, row.label) for row in GreenState],
        default=GreenState.ASKED,
    )
    minutes = models.PositiveSmallIntegerField(
        null=True, help_text="own target, office minutes from the consent"
    )
    target_at = models.DateTimeField(null=True)
    asked_by = models.CharField(max_length=40)
    asked_by_name = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                condition=Q(state__in=["asked", "granted"]),
                name="one_standing_green_channel",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.reason} {self.state}"


class FollowUp(models.Model):
    """A case about a certificate that exists: change, renewal or re-issue.

    `renews_by_silence` is the day after which the law grants the renewal (行政许可法
    art. 50(2)); empty where silence grants nothing.
    """

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, related_name="follow_up"
    )
    kind = models.CharField(
        max_length=8, choices=[(row.value, row.label) for row in FollowKind]
    )
    earlier = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    wish = models.TextField(blank=True, help_text="what changes, or how it was lost")
    new_name = models.CharField(
        max_length=200, blank=True, help_text="of the holder, on the next certificate"
    )
    renews_by_silence = models.DateField(null=True)
    successor = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(
                "renews_by_silence",
                name="follow_up_waiting",
                condition=Q(successor=None, renews_by_silence__isnull=False),
            ),
            models.Index("earlier", name="follow_up_of"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Transfer(models.Model):
    """Papers collected in one hall for the hall that decides 异地代收代办."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="transfer")
    way = models.CharField(
        max_length=10, choices=[(row.value, row.label) for row in Way]
    )
    state = models.CharField(
        max_length=8,
        choices=[(row.value, row.label) for row in TransferState],
        default=TransferState.SENT,
    )
    from_hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    to_hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    identity = models.CharField(max_length=200, help_text="how it was checked")
    sent_by = models.CharField(max_length=40)
    sent_by_name = models.CharField(max_length=80)
    sent_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40, blank=True)
    taken_by_name = models.CharField(max_length=80, blank=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("from_hall", "state", name="transfer_from"),
            models.Index("to_hall", "state", name="transfer_to"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.from_hall_id}>{self.to_hall_id}"


class TransferLeg(models.Model):
    """One parcel on its way, there or back, with the receipt at either end."""

    transfer = models.ForeignKey(
        Transfer, on_delete=models.PROTECT, related_name="legs"
    )
    direction = models.CharField(
        max_length=6, choices=[(row.value, row.value) for row in Direction]
    )
    what = models.CharField(max_length=200)
    tracking = models.CharField(max_length=40, blank=True)
    sent_by_name = models.CharField(max_length=80)
    sent_at = models.DateTimeField()
    signature = models.TextField(blank=True, help_text="of who takes it by hand")
    arrived_by_name = models.CharField(max_length=80, blank=True)
    arrived_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.direction} {self.tracking}"


class HomeVisit(models.Model):
    """The window comes to the door 上门办: ordered, gone to by two, and what came of it."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10,
        choices=[(row.value, row.label) for row in VisitState],
        default=VisitState.ORDERED,
    )
    person_name = models.CharField(max_length=80)
    phone = EncryptedTextField()
    address = EncryptedTextField()
    reason = models.CharField(
        max_length=10, choices=[(row.value, row.label) for row in VisitReason]
    )
    item_key = models.CharField(max_length=60)
    day = models.DateField()
    hour = models.TimeField(null=True)
    wish = models.CharField(max_length=200, blank=True)
    ordered_by = models.CharField(max_length=40)
    ordered_by_name = models.CharField(max_length=80)
    ordered_at = models.DateTimeField()
    visitor = models.CharField(max_length=80, blank=True)
    companion = models.CharField(max_length=80, blank=True)
    set_out_at = models.DateTimeField(null=True)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="home_visits"
    )
    signature = models.TextField(blank=True)
    result = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                "hall",
                "day",
                name="visit_open",
                condition=Q(state__in=["ordered", "under_way"]),
            ),
            models.Index(fields=["hall", "-day"], name="visit_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.item_key} {self.state}"
