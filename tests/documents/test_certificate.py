"""Certificates: number, identifier of GB/T 36904, term of validity."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories.documents import TERMS, make_certificate
from yichuang.documents import queries
from yichuang.kernel.identity import check_certificate_identifier
from yichuang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_number_and_identifier_belong_together() -> None:
    certificate = make_certificate()
    read = check_certificate_identifier(certificate.identifier or "")
    assert certificate.number.startswith("430999-2026-000001-")
    assert read.serial == certificate.number.replace("-", "")
    assert (read.kind, read.issuer) == (TERMS.type_code, TERMS.issuer)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 3, 9), "not-yet"),
        (date(2026, 3, 10), "valid"),
        (date(2027, 3, 9), "valid"),
        (date(2027, 3, 10), "expired"),
    ],
)
def test_it_is_valid_from_its_first_day_through_its_last(on: date, state: str) -> None:
    terms = replace(TERMS, valid_from=date(2026, 3, 10), valid_until=date(2027, 3, 9))
    certificate = make_certificate(terms=terms)
    found = queries.verify(certificate.verify_code, on=on)
    assert found is not None
    assert found.state == state


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    terms = replace(TERMS, valid_from=date(2026, 3, 10), valid_until=date(2026, 3, 9))
    with pytest.raises(Refusal) as refused:
        make_certificate(terms=terms)
    assert refused.value.field == "valid_until"
