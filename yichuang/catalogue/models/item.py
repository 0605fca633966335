"""An item 事项 and its versions; the columns are the data items of GB/T 39046 table 4."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yichuang.organisation.models import Department


class VersionState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", pgettext_lazy("item", "withdrawn")


class Item(models.Model):
    """A matter people apply for; `department` 承办机构 is the counter that handles it."""

    key = models.SlugField(max_length=60, unique=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return self.key


class Dated(models.Model):
    """Something published from a day to a day; what is published never changes."""

    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=VersionState, default=VersionState.DRAFT
    )
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True, help_text="last day, inclusive")
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, help_text="of everything it says")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class ItemVersion(Dated):
    """What an item says from one day to another. A case keeps the version it began with."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")

    # Names and codes: table 4 nos. 1-5.
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    summary = models.CharField(max_length=400, blank=True)
    summary_en = models.CharField(max_length=600, blank=True)
    aliases = models.JSONField(default=list, blank=True, help_text="日常用语")
    aliases_en = models.JSONField(default=list, blank=True)
    base_code = models.CharField(max_length=12, blank=True, help_text="基本编码")
    task_code = models.CharField(max_length=31, blank=True, help_text="实施编码")
    handling_code = models.CharField(max_length=33, blank=True)
    local_code = models.CharField(max_length=40, blank=True)
    kind_code = models.CharField(max_length=2, help_text="A.1 事项类型代码")

    # Authority: nos. 7-14, 23-26, 42-43.
    level_code = models.CharField(max_length=1, help_text="A.2 行使层级代码")
    power_division = models.TextField(blank=True)
    power_division_en = models.TextField(blank=True)
    exercise_content = models.TextField(blank=True)
    exercise_content_en = models.TextField(blank=True)
    authority_name = models.CharField(max_length=100, blank=True)
    authority_name_en = models.CharField(max_length=160, blank=True)
    authority_code = models.CharField(max_length=18, blank=True)
    authority_nature_code = models.CharField(max_length=1, default="1")
    joint_bodies = models.JSONField(default=list, blank=True)
    joint_body_codes = models.JSONField(default=list, blank=True)
    jurisdiction_name = models.CharField(max_length=60, blank=True)
    jurisdiction_name_en = models.CharField(max_length=100, blank=True)
    jurisdiction_code = models.CharField(max_length=12, blank=True)

    # Time: nos. 15-20 and 41.
    project_kind = models.CharField(max_length=10)
    promise_n = models.PositiveIntegerField()
    promise_unit = models.CharField(max_length=1)
    promise_from = models.CharField(max_length=20, default="accept")
    promise_note = models.TextField(blank=True)
    promise_note_en = models.TextField(blank=True)
    statutory_n = models.PositiveIntegerField(null=True)
    statutory_unit = models.CharField(max_length=1, blank=True)
    statutory_from = models.CharField(max_length=20, default="accept")
    statutory_note = models.TextField(blank=True)
    statutory_note_en = models.TextField(blank=True)
    extension_n = models.PositiveIntegerField(null=True)
    extension_unit = models.CharField(max_length=1, blank=True)
    extension_by = models.CharField(max_length=60, blank=True)
    extension_by_en = models.CharField(max_length=100, blank=True)
    special_procedures = models.JSONField(default=list, blank=True)
    silence_approves = models.BooleanField(
        default=False, help_text="超时默认: not decided in the statutory limit, granted"
    )

    # Conditions and people: nos. 21, 27, 28, 33-38.
    conditions = models.JSONField(default=list, blank=True)
    scope_in = models.JSONField(default=list, blank=True)
    scope_out = models.JSONField(default=list, blank=True)
    quantity_limit = models.CharField(max_length=200, blank=True)
    quantity_limit_en = models.CharField(max_length=300, blank=True)
    intermediary = models.TextField(blank=True, help_text="中介服务")
    intermediary_en = models.TextField(blank=True)
    reach_code = models.CharField(max_length=1, blank=True, help_text="通办范围")
    audience_codes = models.JSONField(default=list, blank=True, help_text="A.4")
    person_themes = models.JSONField(default=list, blank=True)
    legal_themes = models.JSONField(default=list, blank=True)
    personal_only = models.BooleanField(default=False)
    agent_allowed = models.BooleanField(default=True)
    promise_allowed = models.BooleanField(default=False, help_text="告知承诺")

    # Result and fee: nos. 29-32.
    result_name = models.CharField(max_length=100, blank=True)
    result_name_en = models.CharField(max_length=160, blank=True)
    result_type = models.CharField(max_length=2, default="10")
    result_validity = models.CharField(max_length=200, blank=True)
    result_validity_en = models.CharField(max_length=300, blank=True)
    result_months = models.PositiveSmallIntegerField(
        default=0, help_text="months a certificate holds; 0: no end"
    )
    result_sample = models.BinaryField(
        null=True, help_text="结果样本, a PDF or picture"
    )
    fee_charged = models.BooleanField(default=False)
    fee_basis = models.TextField(blank=True)
    fee_basis_en = models.TextField(blank=True)

    # Ways to do it: nos. 39-40 and 44-54.
    channel_codes = models.JSONField(default=list, blank=True, help_text="A.5")
    bookable = models.BooleanField(default=False)
    online_payment = models.BooleanField(default=False)
    courier = models.BooleanField(default=False)
    online = models.BooleanField(default=False)
    online_depth = models.CharField(max_length=3, blank=True)
    online_address = models.CharField(max_length=200, blank=True)
    system_level = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)
    place_en = models.CharField(max_length=300, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    hours_en = models.CharField(max_length=300, blank=True)
    consult_way = models.CharField(max_length=100, blank=True)
    consult_way_en = models.CharField(max_length=160, blank=True)
    consult_phone = models.CharField(max_length=40, blank=True)
    complaint_phone = models.CharField(max_length=40, blank=True)
    visits = models.PositiveSmallIntegerField(default=1)
    visits_reason = models.CharField(max_length=200, blank=True)
    visits_reason_en = models.CharField(max_length=300, blank=True)
    upper_body = models.CharField(
        max_length=100, blank=True, help_text="decides after our first review 初审"
    )
    upper_body_en = models.CharField(max_length=160, blank=True)
    batch = models.CharField(max_length=300, blank=True)
    batch_en = models.CharField(max_length=400, blank=True)
    peak = models.CharField(max_length=200, blank=True)
    peak_en = models.CharField(max_length=300, blank=True)

    facts = models.JSONField(default=list, blank=True, help_text="where each came from")

    class Meta:
        constraints = [
            models.UniqueConstraint("item", "number", name="item_version_once"),
            models.UniqueConstraint(
                "item", condition=Q(state="draft"), name="item_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="item_version_dates",
            ),
        ]
        indexes = [models.Index("state", "valid_from", name="item_version_open")]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"
