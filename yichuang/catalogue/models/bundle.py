"""A bundle 一件事 and its versions: the parts, and who waits for whom."""

from django.db import models
from django.db.models import F, Q

from yichuang.catalogue.models.item import Dated, Item
from yichuang.organisation.models import Department


class Bundle(models.Model):
    """Several items a person needs for one purpose; `department` leads."""

    key = models.SlugField(max_length=60, unique=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return self.key


class BundleVersion(Dated):
    """What a bundle says from one day to another."""

    bundle = models.ForeignKey(
        Bundle, on_delete=models.PROTECT, related_name="versions"
    )
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    summary = models.CharField(max_length=400, blank=True)
    summary_en = models.CharField(max_length=600, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    aliases_en = models.JSONField(default=list, blank=True)
    promise_n = models.PositiveIntegerField()
    promise_unit = models.CharField(max_length=1)
    promise_note = models.TextField(blank=True)
    promise_note_en = models.TextField(blank=True)
    pattern = models.TextField(blank=True)
    pattern_en = models.TextField(blank=True)
    themes = models.JSONField(default=list, blank=True)
    facts = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("bundle", "number", name="bundle_version_once"),
            models.UniqueConstraint(
                "bundle", condition=Q(state="draft"), name="bundle_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="bundle_version_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"


class BundleItem(models.Model):
    """One part. `item` is empty for a matter of an authority outside the catalogue."""

    version = models.ForeignKey(
        BundleVersion, on_delete=models.CASCADE, related_name="parts"
    )
    order = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True)
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    department = models.CharField(max_length=80, blank=True)
    department_en = models.CharField(max_length=120, blank=True)
    limit_n = models.PositiveIntegerField(null=True)
    limit_unit = models.CharField(max_length=1, blank=True)
    limit_note = models.CharField(max_length=200, blank=True)
    limit_note_en = models.CharField(max_length=300, blank=True)
    produces = models.CharField(max_length=200, blank=True)
    produces_en = models.CharField(max_length=300, blank=True)
    needs = models.JSONField(default=list, blank=True, help_text="keys of other parts")
    follows = models.JSONField(default=list, blank=True)
    optional = models.BooleanField(default=False)
    alternative = models.SlugField(max_length=40, blank=True, db_index=False)
    form = models.JSONField(default=list, blank=True)
    fills = models.JSONField(default=list, blank=True)
    takes = models.JSONField(default=list, blank=True)
    shares = models.JSONField(default=list, blank=True)
    answers = models.JSONField(default=list, blank=True)
    when = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("version", "key", name="bundle_part_once")
        ]

    def __str__(self) -> str:
        return self.name


class BundleField(models.Model):
    """A cell of the one form 一张表单 of a bundle."""

    version = models.ForeignKey(
        BundleVersion, on_delete=models.CASCADE, related_name="fields"
    )
    order = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=100)
    label_en = models.CharField(max_length=160, blank=True)
    hint = models.CharField(max_length=200, blank=True)
    hint_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, default="line")
    most = models.PositiveSmallIntegerField(default=100)
    optional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("version", "key", name="bundle_field_once")
        ]

    def __str__(self) -> str:
        return self.label
