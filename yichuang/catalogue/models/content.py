"""What hangs on a version: papers, questions, steps, grounds, fees, frequent questions."""

from django.db import models
from django.db.models import Q

from yichuang.catalogue.models.bundle import BundleVersion
from yichuang.catalogue.models.item import ItemVersion


class Paper(models.Model):
    """A paper 材料: table 4 nos. 56-64. A cancelled one stays, with the reason (R045)."""

    version = models.ForeignKey(
        ItemVersion, on_delete=models.CASCADE, related_name="papers"
    )
    order = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=1)
    need = models.CharField(max_length=14)
    source = models.CharField(max_length=2)
    form = models.CharField(max_length=1)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    size = models.CharField(max_length=40, blank=True)
    issuer = models.CharField(max_length=100, blank=True)
    issuer_en = models.CharField(max_length=160, blank=True)
    issue_time = models.CharField(max_length=150, blank=True)
    issue_time_en = models.CharField(max_length=200, blank=True)
    handling = models.CharField(max_length=500, blank=True)
    handling_en = models.CharField(max_length=700, blank=True)
    handling_place = models.CharField(max_length=400, blank=True)
    handling_place_en = models.CharField(max_length=500, blank=True)
    usage = models.CharField(max_length=500, blank=True)
    usage_en = models.CharField(max_length=700, blank=True)
    guidance = models.CharField(max_length=500, blank=True)
    guidance_en = models.CharField(max_length=700, blank=True)
    accept_standard = models.CharField(max_length=500, blank=True)
    accept_standard_en = models.CharField(max_length=700, blank=True)
    tolerance = models.CharField(max_length=10, default="none")
    share_source = models.CharField(max_length=200, blank=True)
    share_source_en = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    when = models.JSONField(null=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    cancelled_reason_en = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("version", "key", name="paper_once")]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """One question 情形引导 of an item's or a bundle's version."""

    version = models.ForeignKey(
        ItemVersion, on_delete=models.CASCADE, related_name="questions", null=True
    )
    bundle_version = models.ForeignKey(
        BundleVersion, on_delete=models.CASCADE, related_name="questions", null=True
    )
    order = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    text = models.CharField(max_length=200)
    text_en = models.CharField(max_length=300, blank=True)
    help = models.CharField(max_length=300, blank=True)
    help_en = models.CharField(max_length=400, blank=True)
    when = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("version", "key", name="question_once"),
            models.UniqueConstraint(
                "bundle_version", "key", name="bundle_question_once"
            ),
            models.CheckConstraint(
                condition=Q(version=None, bundle_version__isnull=False)
                | Q(version__isnull=False, bundle_version=None),
                name="question_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Option(models.Model):
    """An answer; one with `ends` says the item is not what the person needs."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="options"
    )
    order = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=200)
    label_en = models.CharField(max_length=300, blank=True)
    hint = models.CharField(max_length=300, blank=True)
    hint_en = models.CharField(max_length=400, blank=True)
    ends = models.CharField(max_length=300, blank=True)
    ends_en = models.CharField(max_length=400, blank=True)
    instead = models.SlugField(max_length=60, blank=True, help_text="item to go to")

    class Meta:
        constraints = [models.UniqueConstraint("question", "key", name="option_once")]

    def __str__(self) -> str:
        return self.label


class Step(models.Model):
    """A step of 办理流程 (no. 22) with its own limit."""

    version = models.ForeignKey(
        ItemVersion, on_delete=models.CASCADE, related_name="steps"
    )
    order = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    actor = models.CharField(max_length=80, blank=True)
    actor_en = models.CharField(max_length=120, blank=True)
    limit_n = models.PositiveIntegerField(null=True)
    limit_unit = models.CharField(max_length=1, blank=True)
    group = models.CharField(max_length=24, blank=True)
    standard = models.CharField(max_length=500, blank=True)
    standard_en = models.CharField(max_length=700, blank=True)
    stops_clock = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("version", "key", name="step_once")]

    def __str__(self) -> str:
        return self.name


class Citation(models.Model):
    """A legal ground 设定依据 (no. 6), with what is known about its source."""

    version = models.ForeignKey(
        ItemVersion, on_delete=models.CASCADE, related_name="citations", null=True
    )
    bundle_version = models.ForeignKey(
        BundleVersion, on_delete=models.CASCADE, related_name="citations", null=True
    )
    order = models.PositiveSmallIntegerField()
    law = models.CharField(max_length=120)
    law_en = models.CharField(max_length=200, blank=True)
    article = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=1000, blank=True)
    text_en = models.CharField(max_length=1400, blank=True)
    about = models.CharField(
        max_length=20, blank=True, help_text="limit, fee, silence or empty"
    )
    confidence = models.CharField(max_length=1, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(version=None, bundle_version__isnull=False)
                | Q(version__isnull=False, bundle_version=None),
                name="citation_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.article}"


class FeeLine(models.Model):
    """One fee in yuan with the rule it rests on (no. 32; 行政许可法 58)."""

    version = models.ForeignKey(
        ItemVersion, on_delete=models.CASCADE, related_name="fees"
    )
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    basis = models.CharField(max_length=300, blank=True)
    basis_en = models.CharField(max_length=400, blank=True)
    when = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"


class Faq(models.Model):
    """A question people ask (no. 55) and the answer."""

    version = models.ForeignKey(
        ItemVersion, on_delete=models.CASCADE, related_name="faqs"
    )
    order = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=200)
    question_en = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=800, blank=True)
    answer_en = models.CharField(max_length=1200, blank=True)

    def __str__(self) -> str:
        return self.question
