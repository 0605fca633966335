"""Goods that are handed out: masks, medicine, stationery; their stock never lies."""

from django.db import models
from django.db.models import F, Q

from yichuang.organisation.models import Hall


class Consumable(models.Model):
    """Goods handed out; at `reorder_at` or fewer they are to be bought."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT)
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    stock = models.PositiveIntegerField(default=0)
    reorder_at = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "key", name="assistance_goods_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def low(self) -> bool:
        """Whether it is to be bought."""
        return self.stock <= self.reorder_at


class StockMove(models.Model):
    """So many came (above 0) or went (below 0), and what is left after it."""

    consumable = models.ForeignKey(
        Consumable, on_delete=models.PROTECT, related_name="moves"
    )
    change = models.IntegerField()
    left = models.PositiveIntegerField()
    note = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(change=0) & Q(left__gte=F("change")),
                name="assistance_stock_adds_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.consumable_id} {self.change:+}"
