"""Things the hall lends without a deposit, and who has one now."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yichuang.accounts.models.fields import EncryptedTextField
from yichuang.organisation.models import Hall


class Thing(models.Model):
    """A kind of thing to lend, `count` of them, `out` lent now; lost ones are counted
    off. Both are written together (compare-and-set), so that no more is lent than there
    is."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=60, blank=True, help_text="where to ask")
    place_en = models.CharField(max_length=80, blank=True)
    count = models.PositiveIntegerField()
    out = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, help_text="lent no more since then")

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "key", name="assistance_thing_once"),
            models.CheckConstraint(
                condition=Q(out__lte=F("count")),
                name="assistance_no_more_than_there_is",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LoanState(models.TextChoices):
    OUT = "out", _("lent")
    BACK = "back", _("returned")
    LOST = "lost", _("lost")


class Loan(models.Model):
    """A thing lent for the day, by the number of a ticket or a phone."""

    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="loans")
    ticket = models.CharField(max_length=8, blank=True)
    phone = EncryptedTextField(default="", blank=True)
    state = models.CharField(max_length=4, choices=LoanState, default=LoanState.OUT)
    key = models.CharField(max_length=64, help_text="of the press that lent it")
    lent_at = models.DateTimeField()
    lent_by = models.CharField(max_length=40)
    due_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("thing", "key", name="assistance_lent_once"),
        ]
        indexes = [
            models.Index("due_on", name="assistance_loan_due", condition=Q(state="out"))
        ]

    def __str__(self) -> str:
        return f"{self.thing_id} {self.ticket} {self.state}"
