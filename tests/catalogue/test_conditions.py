"""Conditions: what they mean for every set of answers, and that nothing else is taken."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.catalogue.rules.conditions import UNSURE, Verdict, judge, problems, terms

QUESTIONS = ("who", "year", "place")
CHOICES = ("a", "b", "c")

term = st.builds(
    lambda q, chosen: {"q": q, "in": chosen},
    st.sampled_from(QUESTIONS),
    st.lists(st.sampled_from(CHOICES), min_size=1, max_size=3, unique=True),
)
condition = st.recursive(
    term,
    lambda inner: st.one_of(
        st.builds(
            lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)
        ),
        st.builds(
            lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)
        ),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
)
answered = st.fixed_dictionaries({q: st.sampled_from(CHOICES) for q in QUESTIONS})
some_answers = st.dictionaries(
    st.sampled_from(QUESTIONS), st.sampled_from((*CHOICES, UNSURE))
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["q", "in", "all", "any", "not", "x"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


def plainly(found: Mapping[str, Any], answers: Mapping[str, str]) -> bool:
    """The meaning in two values, when everything is answered."""
    if "all" in found:
        return all(plainly(part, answers) for part in found["all"])
    if "any" in found:
        return any(plainly(part, answers) for part in found["any"])
    if "not" in found:
        return not plainly(found["not"], answers)
    return answers[found["q"]] in found["in"]


@given(condition, answered)
def test_with_every_question_answered_it_is_plain_logic(
    found: dict[str, Any], answers: dict[str, str]
) -> None:
    wanted = Verdict.YES if plainly(found, answers) else Verdict.NO
    assert judge(found, answers) is wanted


@given(condition, some_answers, answered)
def test_what_is_decided_early_stays_decided(
    found: dict[str, Any], early: dict[str, str], later: dict[str, str]
) -> None:
    """A verdict of yes or no never turns when more questions are answered."""
    verdict = judge(found, early)
    known = {q: a for q, a in early.items() if a != UNSURE}
    if verdict in (Verdict.YES, Verdict.NO):
        assert judge(found, later | known) is verdict


@given(condition)
def test_what_is_well_formed_is_taken(found: dict[str, Any]) -> None:
    assert list(problems(found, -10)) == []
    assert {q for q, _ in terms(found)} <= set(QUESTIONS)


@given(anything)
def test_whatever_stands_in_a_file_is_judged_or_named(found: Any) -> None:
    """Either it is a condition and can be judged, or the fault is told; never an error."""
    if not list(problems(found)):
        judge(found, {})


def test_code_is_never_a_condition() -> None:
    for evil in ("__import__('os')", {"q": "who", "in": "agent"}, {"eval": "1"}, []):
        assert list(problems(evil))


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ({"who": "agent"}, Verdict.YES),
        ({"who": "self"}, Verdict.NO),
        ({"who": UNSURE}, Verdict.UNSURE),
        ({}, Verdict.OPEN),
    ],
)
def test_not_sure_and_not_asked_are_told_apart(
    answers: dict[str, str], verdict: Verdict
) -> None:
    assert judge({"q": "who", "in": ["agent"]}, answers) is verdict
