"""Lines that hypothesis draws."""

from hypothesis import strategies as st

from yichuang.queueing.rules.order import Skills, Waiting
from yichuang.queueing.rules.policy import Policy, Standing

LINES = ("A", "B", "@7")

policies = st.builds(
    Policy,
    elderly=st.integers(1, 4),
    disabled=st.integers(1, 4),
    appointment=st.integers(1, 8),
    most_in_a_row=st.integers(1, 4),
    appointment_lead=st.integers(0, 30),
    appointment_late=st.integers(0, 30),
    return_after=st.integers(0, 5),
)
skills = st.builds(
    Skills,
    st.lists(st.sampled_from(LINES), unique=True, min_size=1).map(tuple),
    st.lists(st.sampled_from(LINES), unique=True).map(tuple),
).map(lambda one: Skills(one.own, tuple(set(one.helps) - set(one.own))))


def waiting(number: int, *, latest: int = 120) -> st.SearchStrategy[Waiting]:
    """Somebody who arrived up to `latest`; whole minutes, so that ties occur."""
    return st.builds(
        Waiting,
        st.just(number),
        st.sampled_from(LINES),
        st.integers(0, latest),
        st.sampled_from(Standing),
        st.none() | st.integers(0, latest + 60),
        st.none() | st.integers(0, 12),
    )


@st.composite
def crowds(draw: st.DrawFn) -> list[Waiting]:
    """Up to 25 people."""
    many = draw(st.integers(0, 25))
    return [draw(waiting(number)) for number in range(many)]
