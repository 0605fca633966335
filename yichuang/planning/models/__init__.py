"""What was counted, the peaks that are known, and the plans that were made."""

from yichuang.planning.models.past import DayCount
from yichuang.planning.models.peak import KnownPeak
from yichuang.planning.models.plan import Plan, PlanState

__all__ = ["DayCount", "KnownPeak", "Plan", "PlanState"]
