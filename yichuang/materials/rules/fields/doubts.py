"""Every doubt the robot may raise about a paper, with what to do about it."""

from yichuang.kernel.text import N_, Msgid
from yichuang.materials.rules.fields.found import Doubt

DOUBTS: dict[str, tuple[Msgid, Msgid]] = {
    "paper.not-read": (
        N_("%(what)s could not be read."),
        N_("Look at the page and enter it, or ask for a clearer copy."),
    ),
    "paper.unclear": (
        N_("%(what)s was read unclearly: %(value)s."),
        N_("Compare it with the page at the marked place."),
    ),
    "paper.birth-differs": (
        N_("The paper says born on %(printed)s, the identity number %(inside)s."),
        N_("Compare both with the page; if they differ in print, ask the issuer."),
    ),
    "paper.sex-differs": (
        N_("The paper says %(printed)s, the identity number means %(inside)s."),
        N_("Compare both with the page; if they differ in print, ask the issuer."),
    ),
    "paper.expired": (
        N_("The paper expired on %(until)s."),
        N_("Ask for a valid one."),
    ),
    "paper.ends-before-it-begins": (
        N_("The paper ends on %(until)s, before it begins."),
        N_("Compare both days with the page."),
    ),
    "paper.in-the-future": (
        N_("%(what)s lies in the future: %(day)s."),
        N_("Compare the day with the page."),
    ),
    "paper.not-passed": (
        N_("The examination was not passed."),
        N_("Read the conclusion on the page before you go on."),
    ),
    "paper.differs-from-form": (
        N_("%(what)s on “%(paper)s” is %(found)s, on the form %(expected)s."),
        N_("Compare with the page; correct the form or ask for another paper."),
    ),
    "paper.differs": (
        N_("%(what)s on “%(paper)s” is %(found)s, elsewhere %(expected)s."),
        N_("Look whether the page belongs to another person."),
    ),
}
"""Beside these, a number that does not fit its standard is said in the words of the
standard's own check ("id.wrong-check", "uscc.wrong-check", …)."""


def doubt(field: str, code: str, **facts: object) -> Doubt:
    """A doubt about a field by its code."""
    says, remedy = DOUBTS[code]
    return Doubt(field, code, says, remedy, facts)
