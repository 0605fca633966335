"""Cases, their papers, and what is recorded around them."""

from yichuang.cases.models.archive import (
    Archived,
    ArchiveHold,
    Destruction,
    DestructionRow,
    Dossier,
    RetentionRule,
)
from yichuang.cases.models.batch import Finding, Run, RunRow
from yichuang.cases.models.bundle import (
    BundleCase,
    BundleChild,
    BundleFile,
    BundleState,
    ChildState,
)
from yichuang.cases.models.case import Case, Channel, Delivery
from yichuang.cases.models.credit import (
    CreditRecord,
    CreditRepair,
    PromiseCheck,
    ToleranceList,
    Undertaking,
)
from yichuang.cases.models.duty import FirstReview, Recusal
from yichuang.cases.models.filing import FiledPage, FolderPerson, SchoolFolder
from yichuang.cases.models.handing import SchoolHanding
from yichuang.cases.models.hearing import Hearing, HearingChallenge, HearingParty
from yichuang.cases.models.joint import (
    Consultation,
    Routing,
    SiteCheck,
)
from yichuang.cases.models.lamps import LampChange
from yichuang.cases.models.modes import (
    FollowUp,
    GreenChannel,
    HomeVisit,
    Transfer,
    TransferLeg,
)
from yichuang.cases.models.notice import Correction, Stop
from yichuang.cases.models.paper import CasePaper, CasePaperFile, Tolerance
from yichuang.cases.models.season import Batch
from yichuang.cases.models.supervision import SupervisionAnswer, SupervisionOrder
from yichuang.cases.models.terms import HallTerms, JointTerms, SupervisionTerms
from yichuang.cases.models.work import Handover, Opinion

__all__ = [
    "ArchiveHold",
    "Archived",
    "Batch",
    "BundleCase",
    "BundleChild",
    "BundleFile",
    "BundleState",
    "Case",
    "CasePaper",
    "CasePaperFile",
    "Channel",
    "ChildState",
    "Consultation",
    "Correction",
    "CreditRecord",
    "CreditRepair",
    "Delivery",
    "Destruction",
    "DestructionRow",
    "Dossier",
    "FiledPage",
    "Finding",
    "FirstReview",
    "FolderPerson",
    "FollowUp",
    "GreenChannel",
    "HallTerms",
    "Handover",
    "Hearing",
    "HearingChallenge",
    "HearingParty",
    "HomeVisit",
    "JointTerms",
    "LampChange",
    "Opinion",
    "PromiseCheck",
    "Recusal",
    "RetentionRule",
    "Routing",
    "Run",
    "RunRow",
    "SchoolFolder",
    "SchoolHanding",
    "SiteCheck",
    "Stop",
    "SupervisionAnswer",
    "SupervisionOrder",
    "SupervisionTerms",
    "Tolerance",
    "ToleranceList",
    "Transfer",
    "TransferLeg",
    "Undertaking",
]
