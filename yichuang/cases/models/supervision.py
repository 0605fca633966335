"""Supervision orders 督办单 and what was answered to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from yichuang.cases.models.case import Case
from yichuang.cases.rules.supervision import Level, OrderKind, OrderState
from yichuang.organisation.models import Department, Hall


class SupervisionOrder(models.Model):
    """Somebody has to explain and put right, until a day; unanswered it goes up a level.

    Opened by the sweep, once for a case and kind, or by a supervisor, also where no case
    came to be because the application was turned away. `version` counts its moves.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="orders"
    )
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.label) for kind in OrderKind]
    )
    by_itself = models.BooleanField(default=False, help_text="opened by a lamp")
    level = models.CharField(
        max_length=8, choices=[(level.value, level.label) for level in Level]
    )
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.label) for state in OrderState],
        default=OrderState.OPEN.value,
    )
    version = models.PositiveIntegerField(default=1)
    what = models.TextField(help_text="what is held against whom")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="who answers at the blue level",
    )
    due = models.DateField()
    document_number = models.CharField(max_length=80, blank=True)
    opened_by = models.CharField(max_length=40)
    opened_by_name = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                "kind",
                condition=Q(by_itself=True),
                name="one_card_a_case_and_kind",
            )
        ]
        indexes = [
            models.Index(
                "due", name="order_waits", condition=~Q(state=OrderState.CLOSED.value)
            ),
            models.Index("department", "state", name="order_of_department"),
        ]

    def __str__(self) -> str:
        return f"{self.document_number or self.pk} {self.kind}"

    @property
    def about(self) -> str:
        """How the journal and the documents name the order."""
        return f"order:{self.pk}"


class SupervisionAnswer(models.Model):
    """One answer to an order and what the supervisor found of it."""

    order = models.ForeignKey(
        SupervisionOrder, on_delete=models.PROTECT, related_name="answers"
    )
    level = models.CharField(max_length=8)
    text = models.TextField()
    answered_by = models.CharField(max_length=40)
    answered_by_name = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    sufficient = models.BooleanField(null=True)
    found = models.CharField(max_length=300, blank=True)
    reviewed_by = models.CharField(max_length=40, blank=True)
    reviewed_by_name = models.CharField(max_length=80, blank=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "order",
                condition=Q(reviewed_at=None),
                name="one_answer_to_review",
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.answered_at:%Y-%m-%d}"
