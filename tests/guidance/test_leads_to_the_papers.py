"""The robot leads through the questionnaire to the exact papers of a situation."""

from tests.guidance.conftest import TODAY, Ask
from yichuang.catalogue import queries as catalogue
from yichuang.catalogue.rules import papers_for
from yichuang.guidance.rules import Answer


def papers(answer: Answer) -> list[str]:
    return [
        line.line.split(".")[1]
        for line in answer.says
        if line.line.startswith("papers.") and line.line.count(".") == 1
    ]


def test_each_answer_narrows_the_list(asked: Ask) -> None:
    answer = asked("自考毕业证丢了要带什么")
    steps = 0
    while answer.leads is not None:
        first = answer.leads.choices[0]
        answer = asked("", first.context)
        steps += 1
        assert steps < 10
    assert steps
    assert answer.exact
    guide = catalogue.current_guide("edu-selfexam-diploma", TODAY)
    wanted = papers_for(guide, answer.context.answers)
    assert papers(answer) == [paper.key for paper in wanted]


def test_another_situation_has_other_papers(asked: Ask) -> None:
    def led(wanted: str) -> list[str]:
        answer = asked("自考毕业证丢了要带什么")
        while answer.leads is not None:
            keys = {choice.key: choice for choice in answer.leads.choices}
            chosen = keys.get(wanted) or answer.leads.choices[0]
            answer = asked("", chosen.context)
        return papers(answer)

    assert "mandate" in led("agent")
    assert "mandate" not in led("self")


def test_a_follow_up_is_about_the_same_matter(asked: Ask) -> None:
    first = asked("身份证丢了怎么补")
    then = asked("多少钱", first.context)
    assert then.found is not None
    assert then.found.id == "id-card-reissue"
    assert all(line.line.startswith("fee") for line in then.says)


def test_another_matter_begins_anew(asked: Ask) -> None:
    first = asked("身份证丢了怎么补")
    then = asked("开民宿要办几个证", first.context)
    assert then.items[0].id == "open-homestay"
