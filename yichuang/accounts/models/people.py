"""People and legal entities: whom the hall serves."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yichuang.accounts.models.fields import EncryptedTextField


class Person(models.Model):
    """A human being the hall has met. The identity number is unique by its keyed hash."""

    class IdKind(models.TextChoices):
        RESIDENT = "resident", _("Resident identity card")
        PASSPORT = "passport", _("Passport")
        HK_MACAU = "hk_macau", _("Mainland travel permit, Hong Kong and Macau")
        TAIWAN = "taiwan", _("Mainland travel permit, Taiwan")
        FOREIGN_RESIDENT = "foreign_resident", _("Foreign permanent resident card")

    name = models.CharField(max_length=100)
    id_kind = models.CharField(max_length=20, choices=IdKind, default=IdKind.RESIDENT)
    id_number = EncryptedTextField(default="", blank=True)
    id_hash = models.CharField(max_length=43, default="", blank=True)
    phone = EncryptedTextField(default="", blank=True)
    phone_hash = models.CharField(max_length=43, default="", blank=True, db_index=True)
    email = EncryptedTextField(default="", blank=True)
    address = EncryptedTextField(default="", blank=True)
    birth_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "id_hash",
                condition=~Q(id_hash=""),
                name="accounts_person_one_per_id_number",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How the journal names the person: "person:31"."""
        return f"person:{self.pk}"


class LegalEntity(models.Model):
    """A company, institution or association, known by its unified social credit code."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("Company")
        SOLE_TRADER = "sole_trader", _("Sole trader")
        INSTITUTION = "institution", _("Public institution")
        ASSOCIATION = "association", _("Association or foundation")
        AUTHORITY = "authority", _("Government authority")
        OTHER = "other", _("Other organisation")

    name = models.CharField(max_length=200)
    uscc = models.CharField(max_length=18, unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COMPANY)
    representative = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="represents",
    )
    phone = EncryptedTextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How the journal names the entity: "entity:5"."""
        return f"entity:{self.pk}"


class Consent(models.Model):
    """A person's consent to one purpose in one version of its text (PIPL art. 14, 15)."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="consents"
    )
    purpose = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="accounts_consent_one_standing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"
