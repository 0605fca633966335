"""Terms a hall sets for its own work: numbered, dated versions that are never edited."""

from django.db import models

from yichuang.cases.rules.joint import JointPolicy
from yichuang.cases.rules.supervision import Policy
from yichuang.organisation.models import Hall


class HallTerms(models.Model):
    """A version from a day on. In force is the latest that has begun; of two that begin
    on the same day, the later one. Before the first, the stated default holds."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    valid_from = models.DateField()
    note = models.CharField(max_length=200, blank=True, help_text="why it changes")
    made_by = models.CharField(max_length=40)
    made_by_name = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.hall_id} v{self.version} {self.valid_from}"


class JointTerms(HallTerms):
    """The hall's terms of joint work, in working days (rules.joint.JointPolicy)."""

    answer_days = models.PositiveSmallIntegerField()
    remind_before = models.PositiveSmallIntegerField()
    return_days = models.PositiveSmallIntegerField()
    wrong_lead_days = models.PositiveSmallIntegerField()
    site_check_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "version", name="joint_terms_version")
        ]

    @property
    def policy(self) -> JointPolicy:
        """The terms as the rules take them."""
        return JointPolicy(
            answer_days=self.answer_days,
            remind_before=self.remind_before,
            return_days=self.return_days,
            wrong_lead_days=self.wrong_lead_days,
            site_check_days=self.site_check_days,
        )


class SupervisionTerms(HallTerms):
    """The hall's terms of supervision (rules.supervision.Policy)."""

    blue_days = models.PositiveSmallIntegerField()
    orange_days = models.PositiveSmallIntegerField()
    red_days = models.PositiveSmallIntegerField()
    head_after_hours = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "version", name="supervision_terms_version")
        ]

    @property
    def policy(self) -> Policy:
        """The terms as the rules take them."""
        return Policy(
            blue_days=self.blue_days,
            orange_days=self.orange_days,
            red_days=self.red_days,
            head_after_hours=self.head_after_hours,
        )
