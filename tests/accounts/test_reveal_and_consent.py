"""A full number is shown for a reason and on record; consent is as easy to withdraw as to give."""

import pytest

from tests.accounts.conftest import Announced
from tests.cast import Cast
from tests.factories.accounts import NOW, invented_id, make_person
from yichuang.accounts import queries
from yichuang.accounts.services import consents
from yichuang.accounts.services.reveals import Field, reveal
from yichuang.kernel.refusals import Refusal

ID = invented_id(3)


def test_a_reveal_gives_the_number_and_is_announced(
    announced: Announced, cast: Cast
) -> None:
    person = make_person(id_number=ID)
    clerk = cast.actor("clerk")
    shown = reveal(person.pk, Field.ID_NUMBER, reason="核对证件", by=clerk, at=NOW)
    assert shown == ID
    said = announced.last("person.revealed")
    assert (said["about"], said["by"]) == (f"person:{person.pk}", clerk.ref)
    assert (said["field"], said["reason"]) == ("id_number", "核对证件")
    assert ID not in str(said)


def test_no_reason_no_number(announced: Announced, cast: Cast) -> None:
    person = make_person(id_number=ID)
    with pytest.raises(Refusal) as caught:
        reveal(person.pk, Field.PHONE, reason=" ", by=cast.actor("clerk"), at=NOW)
    assert (caught.value.code, caught.value.field) == ("reveal.no-reason", "reason")
    assert "person.revealed" not in announced.codes()


@pytest.mark.parametrize(
    "who", ["stranger", "citizen", "guide", "supervisor", "administrator", "auditor"]
)
def test_who_does_not_need_it_sees_no_number(cast: Cast, who: str) -> None:
    person = make_person(id_number=ID)
    with pytest.raises(Refusal) as caught:
        reveal(person.pk, Field.PHONE, reason="看看", by=cast.actor(who), at=NOW)
    assert caught.value.code == "permission.denied"


def test_people_see_their_own_and_it_is_announced(
    announced: Announced, cast: Cast
) -> None:
    own = cast.person("citizen")
    lin = cast.actor("citizen")
    assert reveal(own.pk, Field.PHONE, reason="", by=lin, at=NOW) == own.phone
    assert announced.last("person.revealed")["by"] == lin.ref


def test_the_account_page_masks_until_asked(cast: Cast) -> None:
    own, client = cast.person("citizen"), cast.client("citizen")
    masked = client.get("/account/").content.decode()
    assert own.id_number not in masked
    assert own.phone not in masked
    shown = client.post("/account/reveal/").content.decode()
    assert own.id_number in shown
    assert client.get("/account/reveal/").status_code == 405


def test_consent_stands_once_and_ends_when_withdrawn(cast: Cast) -> None:
    own, lin = cast.person("citizen"), cast.actor("citizen")
    first = consents.give(own.pk, "share-data", "1", by=lin, at=NOW)
    assert consents.give(own.pk, "share-data", "1", by=lin, at=NOW).pk == first.pk
    newer = consents.give(own.pk, "share-data", "2", by=lin, at=NOW)
    assert newer.pk != first.pk
    assert consents.withdraw(own.pk, "share-data", by=lin, at=NOW)
    assert not consents.withdraw(own.pk, "share-data", by=lin, at=NOW)
    assert all(row.withdrawn_at for row in queries.consents_of(own.pk))


def test_nobody_consents_for_a_stranger(cast: Cast) -> None:
    other = cast.person("other_citizen")
    with pytest.raises(Refusal) as caught:
        consents.give(other.pk, "share-data", "1", by=cast.actor("citizen"), at=NOW)
    assert caught.value.code == "person.not-found"


def test_consent_is_withdrawn_on_the_page(cast: Cast) -> None:
    own, lin = cast.person("citizen"), cast.actor("citizen")
    consents.give(own.pk, "share-data", "1", by=lin, at=NOW)
    client = cast.client("citizen")
    assert "share-data" in client.get("/account/").content.decode()
    client.post("/account/consents/withdraw/", {"purpose": "share-data"})
    assert queries.consents_of(own.pk)[0].withdrawn_at
