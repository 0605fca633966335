"""Names and kinds for anything that can be thought of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.materials import rules
from yichuang.materials.rules import FileKind, kind_of, refusal
from yichuang.materials.rules.refusals import SAYS


@given(st.text(max_size=300), st.sampled_from(FileKind))
def test_a_cleaned_name_is_a_name_and_nothing_else(
    given_name: str, kind: FileKind
) -> None:
    name = rules.clean_name(given_name, kind)
    assert name.endswith(rules.KINDS[kind].suffix)
    assert 5 <= len(name) <= 85
    assert not set(name) & set('/\\\0\r\n"<>|')
    assert not name.startswith(".")


@given(st.binary(max_size=200))
def test_every_beginning_is_a_kind_or_has_a_reason(head: bytes) -> None:
    found = kind_of(head)
    assert isinstance(found, FileKind) or found in SAYS


@given(
    st.sampled_from([b"%PDF-1.7", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]), st.binary()
)
def test_only_the_very_beginning_counts(mark: bytes, before: bytes) -> None:
    assert isinstance(kind_of(mark), FileKind)
    if before and not isinstance(kind_of(before), FileKind):
        assert kind_of(before + mark) not in (FileKind.PDF, FileKind.PNG) or (
            before + mark
        ).startswith((b"%PDF-", b"\x89PNG"))


@pytest.mark.parametrize("why", SAYS)
def test_every_reason_has_a_remedy(why: str) -> None:
    refused = refusal(why)
    assert refused.code == f"materials.{why}"
    assert refused.field == "file"
    assert refused.remedy
