"""Numbers that identify people, organisations, items, cases and certificates."""

from yichuang.kernel.identity.case_numbers import (
    CaseNumber,
    case_number,
    check_case_number,
    group_case_number,
    parse_case_number,
)
from yichuang.kernel.identity.certificates import (
    CertificateIdentifier,
    certificate_identifier,
    check_certificate_identifier,
)
from yichuang.kernel.identity.checks import iso7064_mod37_36
from yichuang.kernel.identity.item_codes import (
    LEVELS,
    TASK_TYPES,
    ItemCode,
    check_item_code,
)
from yichuang.kernel.identity.masks import (
    mask_id,
    mask_name,
    mask_organisation,
    mask_phone,
    mask_uscc,
)
from yichuang.kernel.identity.organisations import check_uscc
from yichuang.kernel.identity.persons import (
    age,
    birth_date,
    check_id_number,
    check_mobile,
    sex,
)

__all__ = [
    "LEVELS",
    "TASK_TYPES",
    "CaseNumber",
    "CertificateIdentifier",
    "ItemCode",
    "age",
    "birth_date",
    "case_number",
    "certificate_identifier",
    "check_case_number",
    "check_certificate_identifier",
    "check_id_number",
    "check_item_code",
    "check_mobile",
    "check_uscc",
    "group_case_number",
    "iso7064_mod37_36",
    "mask_id",
    "mask_name",
    "mask_organisation",
    "mask_phone",
    "mask_uscc",
    "parse_case_number",
    "sex",
]
