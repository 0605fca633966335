"""What a move changes on the case is in the database, also who and where it points to."""

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
