"""Who applies, as the first page of the form says it, and all that may be wrong with it."""

from dataclasses import dataclass

from yichuang.accounts.rules.people import check_id, check_name
from yichuang.kernel.identity import check_uscc
from yichuang.kernel.refusals import Gathering, Refusal
from yichuang.kernel.text import N_


@dataclass(frozen=True, slots=True)
class Identity:
    """Name and document of a person as typed."""

    name: str
    id_number: str
    id_kind: str = "resident"


@dataclass(frozen=True, slots=True)
class Parties:
    """Who applies, as the first page of the form says it.

    `role` is "self", "agent" or "organisation"; `me` is asked only of somebody whom the
    hall does not know yet.
    """

    role: str = "self"
    me: Identity | None = None
    applicant: Identity | None = None
    relation: str = ""
    entity_name: str = ""
    uscc: str = ""
    consent: bool = False


def check(parties: Parties, *, known: bool, consented: bool) -> None:
    """Look at every field before anything is kept: people are told once, not one by one.

    `known` is whether the hall knows who is signed in, `consented` whether they agreed
    to the use of their data before (PIPL art. 14).

    Raises:
        Refusal or Refusals: naming the fields of the form.
    """
    wrong = Gathering()
    if not known:
        _check_identity(wrong, parties.me, "name", "id_number")
    if parties.role == "agent":
        _check_identity(wrong, parties.applicant, "applicant_name", "applicant_id")
    if parties.role == "organisation":
        wrong.check("entity_name", check_name, parties.entity_name)
        wrong.check("uscc", check_uscc, parties.uscc)
    if parties.role != "self" and not parties.relation:
        wrong.add(
            Refusal(
                "agent.no-relation",
                N_("Nothing is chosen here."),
                field="relation",
                remedy=N_("Say what you are to the one you act for."),
            )
        )
    if not consented and not parties.consent:
        wrong.add(
            Refusal(
                "consent.missing",
                N_("We need your consent to use these data for this matter."),
                field="consent",
                remedy=N_("Tick it to go on, or apply at the window on paper."),
            )
        )
    wrong.close()


def _check_identity(
    wrong: Gathering, typed: Identity | None, name: str, number: str
) -> None:
    typed = typed or Identity("", "")
    wrong.check(name, check_name, typed.name)
    wrong.check(number, check_id, typed.id_kind, typed.id_number)
