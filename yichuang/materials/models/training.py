"""What a hall's confirmations taught: samples, and classifiers trained from them."""

from django.db import models
from django.db.models import Q

from yichuang.organisation.models import Hall


class Sample(models.Model):
    """A confirmed page as the classifier sees it: counts of hashed features, no words.

    `page_key` is the page it came from, which may be gone by now.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, db_index=False)
    page_key = models.CharField(max_length=32, unique=True)
    stack_key = models.CharField(max_length=32, help_text="kept apart as one for tests")
    kind = models.CharField(max_length=20, help_text="a PageClass")
    features = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("hall", "id", name="sample_of_hall")]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_key}"


class Classifier(models.Model):
    """A hall's own classifier. `measured` is how it did on pages kept apart, beside the
    one in use then; at most one of a hall is on, and without one the built-in judges."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, db_index=False)
    version = models.PositiveIntegerField()
    weights = models.JSONField()
    measured = models.JSONField()
    samples = models.PositiveIntegerField()
    trained_at = models.DateTimeField()
    trained_by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=80)
    on = models.BooleanField(default=False)
    switched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "version", name="classifier_version_once"),
            models.UniqueConstraint(
                "hall", condition=Q(on=True), name="classifier_one_on"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"
