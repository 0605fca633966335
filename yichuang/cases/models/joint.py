"""Joint work: a round of questions, where a case was sent and came back from; and who
checks on site."""

from django.db import models
from django.db.models import Q

from yichuang.cases.models.case import Case
from yichuang.organisation.models import Post


class Consultation(models.Model):
    """A round 并联: several posts asked at once. `waiting` counts the needed answers that
    are still owed; whoever brings it to 0 closes the round and the case is with its
    lead again."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="consultations"
    )
    lead_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_by = models.CharField(max_length=40)
    asked_by_name = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    answer_by = models.DateField(help_text="the one day all answers are due")
    waiting = models.PositiveSmallIntegerField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case", condition=Q(closed_at=None), name="one_open_round_a_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_at}"


class Routing(models.Model):
    """A case sent to a post; one that was not theirs came back with a reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="routings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    from_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, related_name="+"
    )
    routed_by = models.CharField(max_length=40)
    routed_by_name = models.CharField(max_length=80)
    routed_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    returned_by_name = models.CharField(max_length=80, blank=True)
    return_reason = models.CharField(max_length=300, blank=True)
    settled = models.BooleanField(
        default=False, help_text="sent on since it came back, or decided"
    )

    class Meta:
        indexes = [
            models.Index(
                "routed_by",
                name="routing_came_back",
                condition=Q(returned_at__isnull=False, settled=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} -> {self.post_id}"


class SiteCheck(models.Model):
    """A check of the facts on site 现场核查, by two or more (行政许可法 art. 34), assigned
    within 5 days of acceptance (art. 55). It does not stop the clock (art. 45)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="site_checks")
    place = models.CharField(max_length=160)
    inspectors = models.JSONField(help_text="[{user, name}]")
    planned_on = models.DateField()
    assign_by = models.DateField()
    assigned_at = models.DateTimeField()
    assigned_by = models.CharField(max_length=40)
    assigned_late = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    meets = models.BooleanField(null=True)
    findings = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case", condition=Q(done_at=None), name="one_site_check_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.planned_on}"
