"""Forms of the portal: they carry what was typed; the services decide what is right."""

from yichuang.portal.forms.applying import (
    CertificateForm,
    DeliveryForm,
    FollowForm,
    HearingForm,
    LaterForm,
    OneForm,
    PromiseForm,
    RepairForm,
    TimeForm,
    WhoForm,
    WithdrawForm,
    WithdrawPartsForm,
    relation_key,
    relation_words,
)
from yichuang.portal.forms.schools import AgainForm, ScansForm, SchoolForm

__all__ = [
    "AgainForm",
    "CertificateForm",
    "DeliveryForm",
    "FollowForm",
    "HearingForm",
    "LaterForm",
    "OneForm",
    "PromiseForm",
    "RepairForm",
    "ScansForm",
    "SchoolForm",
    "TimeForm",
    "WhoForm",
    "WithdrawForm",
    "WithdrawPartsForm",
    "relation_key",
    "relation_words",
]
