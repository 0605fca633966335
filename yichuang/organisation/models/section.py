"""Sections 处室 of a department: the approval function lies in one of them."""

from django.db import models
from django.db.models import Q

from yichuang.organisation.models.hall import Department


class Section(models.Model):
    """A section of a department. `approves` marks the one to which the department has
    moved its approving 审批职能集中到处室; there is at most one."""

    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="sections"
    )
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    approves = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("department", "key", name="section_once"),
            models.UniqueConstraint(
                "department",
                condition=Q(approves=True),
                name="one_approving_section",
            ),
        ]

    def __str__(self) -> str:
        return self.name
