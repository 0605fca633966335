"""Stacks of papers 材料堆 that the robot reads and people sort."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yichuang.materials.models.files import StoredFile
from yichuang.organisation.models import Hall


class StackState(models.TextChoices):
    """How far a stack is: its pages are read, then people sort, then it is done with."""

    READING = "reading", _("Being read")
    READY = "ready", _("Ready to sort")
    DONE = "done", _("Sorted")
    REMOVED = "removed", _("Removed")


class StackFileState(models.TextChoices):
    """What became of one file of a stack."""

    WAITING = "waiting", _("Waiting")
    LAID = "laid", _("Laid out")
    TWICE = "twice", _("The same as another")
    REFUSED = "refused", _("Not taken")


class Stack(models.Model):
    """Scans of many papers, often of many people, brought at once.

    `item_key` is the item the papers are for ("" when not known) and `about` a subject
    they belong to ("season:4", a case number; "" for none). `pages_done` counts pages
    that need no reading any more, in the transaction that kept what was read.
    """

    key = models.CharField(max_length=32, unique=True)
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, db_index=False)
    title = models.CharField(max_length=80)
    item_key = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=80, blank=True)
    state = models.CharField(
        max_length=8, choices=StackState, default=StackState.READING
    )
    uploaded_by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=80)
    uploaded_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, help_text="the first page was read")
    ready_at = models.DateTimeField(null=True)
    pages_total = models.PositiveIntegerField(default=0)
    pages_done = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["hall", "-id"], name="stack_of_hall"),
            models.Index("id", name="stack_to_read", condition=Q(state="reading")),
            models.Index("about", "id", name="stack_about", condition=~Q(about="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How files and the journal name the stack: "stack:5f0c…"."""
        return f"stack:{self.key}"


class StackFile(models.Model):
    """One file of a stack, alone or out of an archive, in the order it came.

    `folder` is where it lay in the archive, shown and never used as a path. `kept` is
    the storage key of an archive or a picture that still has to be unpacked; `said` is
    why it was not taken, as a refusal in plain JSON. `tries` and `taken_until` let
    workers share the files and give back what one died over.
    """

    stack = models.ForeignKey(
        Stack, on_delete=models.CASCADE, related_name="files", db_index=False
    )
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    folder = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of what was sent")
    kept = models.CharField(max_length=32, blank=True)
    member = models.PositiveIntegerField(null=True, help_text="place in its archive")
    stored = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(
        max_length=8, choices=StackFileState, default=StackFileState.WAITING
    )
    twin_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    said = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("stack", "position", name="stack_file_place_once")
        ]
        indexes = [
            models.Index(
                "stack",
                "position",
                name="stack_file_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index("sha256", name="stack_file_sha"),
        ]

    def __str__(self) -> str:
        return self.name


class SortingAct(models.Model):
    """Something a person did to a page while sorting, so that it can be undone.

    Pages changed by one key press share `group`. `before` is the page as it was;
    `version` the page's version after the act: undone only while that still stands.
    """

    stack = models.ForeignKey(
        Stack, on_delete=models.CASCADE, related_name="acts", db_index=False
    )
    page_id = models.BigIntegerField()
    group = models.CharField(max_length=16)
    what = models.CharField(max_length=12)
    before = models.JSONField()
    version = models.PositiveIntegerField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    undone = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["stack", "by", "-id"], name="sorting_last_act")]

    def __str__(self) -> str:
        return f"{self.what} {self.page_id}"
