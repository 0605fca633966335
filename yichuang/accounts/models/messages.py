"""The outbox: every SMS, e-mail and page message, before and after it was sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yichuang.accounts.models.fields import EncryptedTextField
from yichuang.accounts.models.people import Person


class Message(models.Model):
    """One message to one person. Address and text are encrypted: texts carry codes and names."""

    class Channel(models.TextChoices):
        SMS = "sms", _("SMS")
        EMAIL = "email", _("E-mail")
        PAGE = "page", _("On the website")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed, will be tried again")
        GAVE_UP = "gave_up", _("Given up")

    channel = models.CharField(max_length=10, choices=Channel)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="messages"
    )
    to = EncryptedTextField()
    to_masked = models.CharField(max_length=120)
    to_hash = models.CharField(max_length=43, db_index=True)
    subject = models.CharField(max_length=200, default="", blank=True)
    text = EncryptedTextField()
    # A one-time code: whoever reads it can be that citizen, so the outbox does not show it.
    confidential = models.BooleanField(default=False)
    about = models.CharField(max_length=80, default="", blank=True, db_index=True)
    # Names what the message says, so that a listener who is called twice sends once.
    once = models.CharField(max_length=120, null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    # After this nobody wants it any more (a one-time code); null: worth sending at any time.
    good_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, default="", blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"],
                name="accounts_message_due",
                condition=models.Q(state__in=["queued", "failed"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.to_masked}"
