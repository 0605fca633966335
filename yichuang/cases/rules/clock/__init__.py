"""The clock of a case: which limits run, from which day, with which stops and lamps."""

from yichuang.cases.rules.clock.dues import (
    DELIVERY_LIMIT,
    NOTICE_LIMIT,
    ClockFacts,
    Limits,
    StartEvent,
    explain,
    extended,
    promise_due,
    receipt_day,
    start_day,
    statute_due,
)
from yichuang.cases.rules.clock.extension import (
    JOINT_EXTENSION,
    JOINT_LIMIT,
    REVIEW_EXTENSION,
    extension_limit,
    joint_limits,
    require_extendable,
)
from yichuang.cases.rules.clock.lamps import (
    case_lamp,
    decided_lamp,
    delivery_lamp,
)
from yichuang.cases.rules.clock.stops import (
    GROUND_LABELS,
    StopGround,
    StopTold,
    require_ground,
    stop_told,
)

__all__ = [
    "DELIVERY_LIMIT",
    "GROUND_LABELS",
    "JOINT_EXTENSION",
    "JOINT_LIMIT",
    "NOTICE_LIMIT",
    "REVIEW_EXTENSION",
    "ClockFacts",
    "Limits",
    "StartEvent",
    "StopGround",
    "StopTold",
    "case_lamp",
    "decided_lamp",
    "delivery_lamp",
    "explain",
    "extended",
    "extension_limit",
    "joint_limits",
    "promise_due",
    "receipt_day",
    "require_extendable",
    "require_ground",
    "start_day",
    "statute_due",
    "stop_told",
]
