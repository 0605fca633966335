"""What a move changes on the case is in the database, also who and where it points to."""

from django.db import connection

from tests.factories.accounts import make_person
from tests.factories.cases import Counter
from yichuang.cases.models import Case
from yichuang.cases.services.moving import change


def test_people_are_written_by_their_key(counter: Counter) -> None:
    case = counter.received()
    person = make_person(name="周兰英")
    change(case, agent=person, agent_relation="daughter")
    row = Case.objects.get(pk=case.pk)
    assert row.agent_id == person.pk == case.agent_id
    assert row.agent_relation == "daughter"
    assert row.version == case.version


def test_an_encrypted_column_is_never_written_in_clear(counter: Counter) -> None:
    case = counter.received()
    change(case, address="人民路 1 号", answers={"who": "self"}, green=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM cases_case WHERE id = %s", [case.pk])
        (kept,) = cursor.fetchone()
    assert kept
    assert "人民路" not in kept
    row = Case.objects.get(pk=case.pk)
    assert (row.address, row.answers, row.green) == (
        "人民路 1 号",
        {"who": "self"},
        True,
    )
