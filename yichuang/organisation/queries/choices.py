"""What a column of the hall can hold, for rooms above that name it."""

from yichuang.organisation.models import WindowState

__all__ = ["WindowState"]
