"""Each public event is told once to the applicant and to the agent, in plain words."""

import pytest

from tests.factories.accounts import make_entity
from tests.factories.cases import AGENT, NOW, Counter
from yichuang.accounts.models import Message
from yichuang.cases.services import handling, notices
from yichuang.cases.services.intake import Party
from yichuang.config.wiring import SUBSCRIPTIONS
from yichuang.journal.models import Delivery
from yichuang.journal.worker import deliver


def texts() -> list[str]:
    return [message.text for message in Message.objects.order_by("id")]


def test_accepted_with_the_promised_day(counter: Counter) -> None:
    case = counter.accepted()
    deliver(at=NOW)
    received, accepted = texts()
    assert case.number in received
    assert case.query_code in received
    assert "2026-03-31" in accepted
    assert "%(" not in received + accepted


def test_both_the_daughter_and_the_mother(counter: Counter) -> None:
    party = Party(
        applicant=counter.cast.person("citizen"), agent=counter.cast.person("agent")
    )
    counter.received(answers=AGENT, party=party)
    deliver(at=NOW)
    told = set(Message.objects.values_list("person_id", flat=True))
    assert told == {party.applicant.pk, party.agent.pk}  # type: ignore[union-attr]


def test_for_an_organisation_its_representative(counter: Counter) -> None:
    entity = make_entity()
    entity.representative = counter.cast.person("citizen")
    entity.save()
    counter.received(party=Party(entity=entity))
    deliver(at=NOW)
    assert Message.objects.get().person_id == entity.representative.pk


def test_a_delivery_that_is_repeated_tells_nothing_twice(counter: Counter) -> None:
    counter.received()
    row = Delivery.objects.get(listener__endswith="tell_applicant")
    deliver(at=NOW)
    Delivery.objects.create(entry_id=row.entry_id, listener=row.listener, next_at=NOW)
    deliver(at=NOW)
    assert Message.objects.count() == 1


def test_what_is_missing_until_when(counter: Counter) -> None:
    case = counter.checked(but=["photo"])
    notices.notify(case, by=counter.clerk, at=NOW)
    deliver(at=NOW)
    assert "一寸免冠照片" in texts()[-1]
    assert "2026-03-31" in texts()[-1]


@pytest.mark.parametrize("code", sorted(SUBSCRIPTIONS))
def test_every_listener_can_be_loaded(code: str) -> None:
    from yichuang.journal.events import REGISTER, load

    assert code in REGISTER
    for listener in SUBSCRIPTIONS[code]:
        assert callable(load(listener))


def test_a_stopped_clock_names_its_ground(counter: Counter) -> None:
    case = counter.accepted()
    handling.suspend(case, "expert", 5, by=counter.approver, at=NOW)
    deliver(at=NOW)
    assert "5" in texts()[-1]
    assert "%(" not in texts()[-1]
