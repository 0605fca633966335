"""A statechart allows what its table names, and nothing else."""

import pytest

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.statechart import Move, Statechart
from yichuang.kernel.text import N_

ACCEPT = Move("accept", "received", "accepted", "case.accept", N_("Accept"))
DECIDE = Move("decide", "accepted", "decided", "case.decide", N_("Decide"))
CLOSE = Move("close", ("received", "decided"), "closed", "case.close", N_("Close"))
CHART = Statechart(ACCEPT, DECIDE, CLOSE)


def test_states_come_from_the_table():
    assert CHART.states == ("received", "accepted", "decided", "closed")
    assert CHART.start == "received"
    assert CHART.final == {"closed"}


def test_buttons_stand_in_the_order_of_the_table():
    assert CHART.moves_from("received") == (ACCEPT, CLOSE)
    assert CHART.moves_from("closed") == ()


def test_every_state_and_move_is_either_in_the_table_or_refused():
    allowed = {
        (source, move.name): move.target
        for move in CHART.moves
        for source in move.starts
    }
    for state in CHART.states:
        for name in ("accept", "decide", "close", "fly"):
            if (state, name) in allowed:
                assert CHART.target(state, name) == allowed[state, name]
                continue
            with pytest.raises(Refusal) as refused:
                CHART.target(state, name)
            assert refused.value.code == "move.not-allowed"
            assert refused.value.remedy_text()


def test_a_refused_move_is_named_by_its_button_in_the_readers_language():
    with pytest.raises(Refusal) as refused:
        CHART.target("received", "decide")
    assert "“Decide”" in str(refused.value)
    german = {"Decide": "Entscheiden"}
    assert "Entscheiden" in refused.value.text(lambda text: german.get(text, text))


def test_one_name_may_lead_to_two_states():
    back = Move("accept", "decided", "accepted", "case.reopen", N_("Reopen"))
    assert Statechart(ACCEPT, DECIDE, back).move("decided", "accept") is back


def test_a_move_named_twice_from_one_state_is_a_mistake():
    with pytest.raises(ValueError, match="named twice"):
        Statechart(ACCEPT, ACCEPT)


def test_a_state_no_one_can_reach_is_a_mistake():
    lost = Move("revive", "lost", "received", "case.revive", N_("Revive"))
    with pytest.raises(ValueError, match="lost"):
        Statechart(ACCEPT, lost)
    assert Statechart(lost, ACCEPT).unreachable() == frozenset()
    assert Statechart(ACCEPT, lost, start="lost").start == "lost"


def test_an_unknown_state_and_an_empty_chart_are_mistakes():
    with pytest.raises(ValueError, match="not a state"):
        CHART.moves_from("nowhere")
    with pytest.raises(ValueError, match="at least one"):
        Statechart()


def test_the_diagram_shows_every_move():
    assert CHART.mermaid(str.upper) == (
        "stateDiagram-v2\n"
        "    [*] --> received\n"
        "    received --> accepted: ACCEPT\n"
        "    accepted --> decided: DECIDE\n"
        "    received --> closed: CLOSE\n"
        "    decided --> closed: CLOSE\n"
        "    closed --> [*]\n"
    )
