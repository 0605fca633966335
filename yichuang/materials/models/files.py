"""Files that people handed in; the bytes lie on disk under their random key."""

from django.db import models
from django.db.models import Q

from yichuang.materials.rules import FileKind


class FileState(models.TextChoices):
    OK = "ok"
    REMOVED = "removed"


class StoredFile(models.Model):
    """One file as kept: typed by content, bounded, images drawn anew.

    `source_sha256` is of what was sent, `sha256` of what is kept (images lose their
    metadata on the way). `pages` is 1 for images; `width` and `height` are pixels of an
    image and 0 for a PDF. `purpose` is the key of the paper it serves.
    """

    key = models.CharField(max_length=32, unique=True)
    sha256 = models.CharField(max_length=64)
    source_sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=6, choices=[kind.choice for kind in FileKind])
    size = models.PositiveIntegerField(help_text="bytes as kept")
    pages = models.PositiveSmallIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    original_name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=80)
    uploaded_by = models.CharField(max_length=40)
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=FileState, default=FileState.OK)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("about", "id", name="file_about")]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "source_sha256"],
                condition=Q(state="ok"),
                name="file_once_about_a_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.key
