"""Users who sign in or hold a token, the roles they hold, and tokens for machines."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from yichuang.accounts.models.fields import EncryptedTextField
from yichuang.accounts.models.people import Person
from yichuang.accounts.rules import ROLE_LABELS, ActorKind, Grant, Role


class UserManager(BaseUserManager["User"]):
    """Finds users; they are made by services only."""


class User(AbstractBaseUser):
    """Somebody who can sign in (citizen by phone, staff by password) or call the API."""

    class Kind(models.TextChoices):
        CITIZEN = ActorKind.CITIZEN.value, _("Citizen")
        STAFF = ActorKind.STAFF.value, _("Staff")
        MACHINE = ActorKind.MACHINE.value, _("Machine")

    USERNAME_FIELD = "login"

    kind = models.CharField(max_length=10, choices=Kind)
    login = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(max_length=100, default="", blank=True)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="user"
    )
    phone = EncryptedTextField(default="", blank=True)
    # Null and not "", because a unique column may hold many nulls.
    phone_hash = models.CharField(max_length=43, null=True, blank=True, unique=True)
    # A number and not a foreign key: halls live in a room above this one.
    hall_id = models.PositiveBigIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    # Of the last sign-in, for messages sent later; "" where nobody has said.
    language = models.CharField(max_length=10, default="", blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()

    # Filled by the authentication backend, which reads user and roles in one query.
    loaded_grants: tuple[Grant, ...] | None = None

    def __str__(self) -> str:
        return self.display_name or self.login

    @property
    def ref(self) -> str:
        """How the journal names the user: "staff:12"."""
        return f"{self.kind}:{self.pk}"


class RoleGrant(models.Model):
    """A role somebody holds: everywhere, or in one hall or department only."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(
        max_length=20, choices=[(r.value, ROLE_LABELS[r]) for r in Role]
    )
    hall_id = models.PositiveBigIntegerField(null=True, blank=True)
    department_id = models.PositiveBigIntegerField(null=True, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "user",
                "role",
                Coalesce("hall_id", 0),
                Coalesce("department_id", 0),
                name="accounts_rolegrant_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class ApiToken(models.Model):
    """A bearer token of a machine; only its SHA-256 is kept, it has 256 random bits."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=8)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    rate_per_minute = models.PositiveIntegerField(default=600)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=40)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.prefix}…"


class PhoneCode(models.Model):
    """A one-time code sent to a phone; only keyed hashes of code, phone and address are kept."""

    phone_hash = models.CharField(max_length=43)
    address_hash = models.CharField(max_length=43)
    code_hash = models.CharField(max_length=43)
    sent_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Also what makes two requests at once send one code.
            models.UniqueConstraint(
                fields=["phone_hash"],
                condition=models.Q(closed_at=None),
                name="accounts_code_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["phone_hash", "sent_at"], name="accounts_code_phone"),
            models.Index(
                fields=["address_hash", "sent_at"], name="accounts_code_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d %H:%M}"
