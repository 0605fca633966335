"""A document is made only of complete, readable facts without bare identity numbers."""

import pytest

from tests.factories.documents import NOTICES, facts_for, full_identity
from yichuang.documents import rules
from yichuang.documents.rules import KINDS, DocumentKind
from yichuang.kernel.refusals import Refusal


def test_every_kind_but_the_certificate_has_a_specimen() -> None:
    assert set(NOTICES) == set(DocumentKind) - {DocumentKind.CERTIFICATE}


@pytest.mark.parametrize("kind", NOTICES)
def test_each_kind_names_what_it_cannot_do_without(kind: DocumentKind) -> None:
    whole = facts_for(kind)
    assert rules.check_facts(kind, whole) == whole
    for name in KINDS[kind].needs:
        with pytest.raises(Refusal) as refused:
            rules.check_facts(kind, {**whole, name: ""})
        assert (refused.value.code, refused.value.field) == (
            "documents.fact-missing",
            name,
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("due", "17 March"),
        ("accepted_on", "2026-02-30"),
        ("reasons", "one sentence"),
        ("notes", object()),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name(name: str, value: object) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_facts(
            DocumentKind.ACCEPTANCE,
            facts_for(DocumentKind.ACCEPTANCE, **{name: value}),
        )
    assert refused.value.code == "documents.fact-bad"
    assert refused.value.field == name


def test_a_full_identity_number_is_refused_wherever_it_stands() -> None:
    papers = [{"name": "身份证", "note": f"号码 {full_identity()}"}]
    with pytest.raises(Refusal) as refused:
        rules.check_facts(
            DocumentKind.RECEIPT, facts_for(DocumentKind.RECEIPT, papers=papers)
        )
    assert refused.value.code == "documents.identity-bare"


def test_other_long_numbers_are_let_be() -> None:
    facts = facts_for(
        DocumentKind.WITHDRAWAL, notes=["毕业证书编号 654301992112003181"]
    )
    assert rules.check_facts(DocumentKind.WITHDRAWAL, facts) == facts


def test_the_fingerprint_does_not_depend_on_the_order_of_facts() -> None:
    assert rules.fingerprint({"a": 1, "b": "汉"}) == rules.fingerprint(
        {"b": "汉", "a": 1}
    )
    assert rules.fingerprint({"a": 1}) != rules.fingerprint({"a": 2})


@pytest.mark.parametrize(
    "path",
    [
        "",
        "M1 1",
        'M0 0L10 10"/><script>alert(1)</script>',
        "M0 0L9999 10L1 2L3 4L5 6L7 8L9 10L11 12L13 14",
        "m0 0l1 1l2 2l3 3l4 4l5 5l6 6l7 7l8 8",
        "M1 1" * 20_000,
    ],
)
def test_a_signature_is_nothing_but_strokes_in_its_box(path: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_signature(path)
    assert refused.value.field == "signature"
    assert ("missing" in str(refused.value)) == (path == "")
