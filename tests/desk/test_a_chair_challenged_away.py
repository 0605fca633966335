"""A party challenged the chair (行政许可法 art. 48(1)(3)): the day that was told is off,
nobody writes minutes, and the hearing is called anew under somebody else."""

from tests.cast import Cast
from tests.desk.browse import do, look, text
from tests.factories import counter as make
from yichuang.organisation.models import Hall


def test_a_hearing_whose_chair_was_replaced_is_called_anew(
    hall: Hall, cast: Cast
) -> None:
    case = make.make_case(cast, "accepted")
    approver, citizen = cast.client("approver"), cast.client("citizen")
    page, mine = f"/desk/cases/{case.number}/hearing/", f"/my/{case.number}/hearing/"
    do(approver, case, "hearing-tell", ground="interest", reason="拟不予办理")
    citizen.post(mine, {"do": "apply", "text": "有证据"})
    assert "您的说明" not in text(citizen.get(mine)), "nobody keeps it"
    chair = cast.user("hall_manager").pk
    call = {"held_at": "2026-03-24T14:30", "place": "三楼听证室", "public": "yes"}
    do(
        approver,
        make.again(cast, case),
        "hearing-schedule",
        chair=str(chair),
        recorder=cast.actor("clerk").name,
        **call,
    )
    citizen.post(mine, {"do": "challenge", "text": "是邻居"})
    assert "先由别人决定" in text(citizen.get(f"/my/{case.number}/"))
    assert "hearing-judge" not in text(cast.client("hall_manager").get(page))
    head = cast.client("department_head")
    assert "是邻居" in text(look(head, make.again(cast, case), "hearing-judge"))
    do(
        head,
        make.again(cast, case),
        "hearing-judge",
        uphold="yes",
        decision="确有关系",
    )
    for shown in (text(citizen.get(mine)), text(head.get(page))):
        assert "三楼听证室" not in shown, "the day that was told is off"
    assert "hearing-record" not in text(cast.client("clerk").get(page))
    anew = text(look(head, make.again(cast, case), "hearing-schedule"))
    assert f'value="{chair}"' not in anew
