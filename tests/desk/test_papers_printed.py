"""Every document of a case comes out of the press, from the first notice to the certificate."""

import pytest

from tests.cast import Cast
from tests.factories import counter as make
from yichuang.documents.models import Document
from yichuang.documents.services import render
from yichuang.organisation.models import Hall


@pytest.mark.parametrize("state", ["correction", "accepted", "refused", "closed"])
def test_what_was_issued_can_be_printed(hall: Hall, cast: Cast, state: str) -> None:
    case = make.make_case(cast, state)
    documents = list(Document.objects.filter(about=f"case:{case.number}"))
    assert documents
    for document in documents:
        assert render(document).startswith(b"%PDF-"), document.kind


def test_a_certificate_is_opened_from_the_case(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast, "approved")
    number = Document.objects.get(about=f"case:{case.number}", kind="certificate")
    answer = cast.client("issuer").get(f"/documents/{number.number}.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
