"""A hearing on a case, who was heard, and challenges of its chair (art. 46 to 48)."""

from django.db import models

from yichuang.cases.models.case import Case
from yichuang.cases.rules.hearing import (
    STANDING,
    HearingGround,
    HearingState,
    PartyRole,
)


class Hearing(models.Model):
    """One hearing 听证. `version` counts its moves; every move is a compare-and-set.

    `chair` is named as the journal names people ("staff:12"). `minutes` are rows of
    who and text. A hearing by duty (art. 46) begins as asked for.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    state = models.CharField(
        max_length=10, choices=[(state.value, state.label) for state in HearingState]
    )
    ground = models.CharField(
        max_length=10, choices=[(row.value, row.label) for row in HearingGround]
    )
    version = models.PositiveIntegerField(default=1)
    reason = models.TextField(help_text="what is going to be decided, and why")
    told_on = models.DateField()
    told_by = models.CharField(max_length=40)
    told_by_name = models.CharField(max_length=80)
    apply_due = models.DateField(null=True)
    told_document = models.CharField(max_length=80, blank=True)

    applied_on = models.DateField(null=True)
    applied_by_name = models.CharField(max_length=120, blank=True)
    wish = models.TextField(blank=True, help_text="why a hearing is wanted")
    organise_due = models.DateField(null=True)

    notified_on = models.DateField(null=True)
    held_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    public = models.BooleanField(default=True)
    secret_reason = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=40, blank=True)
    chair_name = models.CharField(max_length=80, blank=True)
    recorder_name = models.CharField(max_length=80, blank=True)
    notice_document = models.CharField(max_length=80, blank=True)

    minutes = models.JSONField(default=list)
    opinion = models.TextField(blank=True, help_text="of the chair")
    ended_at = models.DateTimeField(null=True)
    minutes_document = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                condition=models.Q(state__in=[state.value for state in STANDING]),
                name="one_standing_hearing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"


class HearingParty(models.Model):
    """Somebody who is told, heard, and signs the minutes or says why not."""

    hearing = models.ForeignKey(
        Hearing, on_delete=models.PROTECT, related_name="parties"
    )
    name = models.CharField(max_length=120)
    role = models.CharField(
        max_length=10, choices=[(role.value, role.label) for role in PartyRole]
    )
    signature = models.TextField(blank=True)
    refused = models.CharField(max_length=200, blank=True, help_text="why not signed")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("hearing", "name", name="heard_once_by_name")
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.role}"


class HearingChallenge(models.Model):
    """A party thinks the chair has a direct interest (art. 48(1)(3)); `upheld` stays
    empty until somebody other than the chair decides."""

    hearing = models.ForeignKey(
        Hearing, on_delete=models.PROTECT, related_name="challenges"
    )
    by_name = models.CharField(max_length=120)
    chair = models.CharField(max_length=40)
    chair_name = models.CharField(max_length=80)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    upheld = models.BooleanField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "hearing",
                condition=models.Q(upheld=None),
                name="one_open_challenge",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.upheld}"
