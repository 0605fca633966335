"""Documents as issued, word for word what was known then, and the proofs of delivery."""

from django.db import models
from django.db.models import Q

from yichuang.documents.rules import DeliveryResult, DeliveryWay, kind_choices


class Document(models.Model):
    """A numbered notice or certificate; the PDF is drawn from this row, always the same.

    `facts` and `template_version` are frozen at issue: a document given out is never
    reworded. `identifier` is the GB/T 36904 identifier of a certificate.
    """

    kind = models.CharField(max_length=20, choices=kind_choices)
    number = models.CharField(max_length=60, unique=True)
    identifier = models.CharField(max_length=120, unique=True, null=True)
    about = models.CharField(max_length=80)
    hall = models.ForeignKey("organisation.Hall", on_delete=models.PROTECT)
    addressee = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    facts = models.JSONField()
    template_version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64, help_text="of the canonical facts")
    verify_code = models.CharField(max_length=16, unique=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True, help_text="last day; empty: no end")
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=40)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index("about", "id", name="document_about")]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason=""),
                name="document_revoked_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class DeliveryReceipt(models.Model):
    """Proof that a document reached somebody 送达回证.

    `signature` is the drawing of the signing pen as an SVG path in a box of
    1000 × 400; `tracking_number` is the courier's. `received_at` stays empty while a
    parcel is under way; `witness` and `note` say before whom and where it was left;
    `proof_number` is the 送达回证 made of this row.
    """

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="deliveries"
    )
    how = models.CharField(max_length=10, choices=[way.choice for way in DeliveryWay])
    receiver = models.CharField(max_length=120)
    relation = models.CharField(max_length=40, blank=True)
    signature = models.TextField(blank=True)
    tracking_number = models.CharField(max_length=40, blank=True)
    result = models.CharField(
        max_length=8,
        choices=[result.choice for result in DeliveryResult],
        default=DeliveryResult.SIGNED,
    )
    witness = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(null=True)
    proof_number = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "how", "tracking_number"],
                name="delivered_once_a_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.how}"
