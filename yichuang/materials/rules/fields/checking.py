"""Doubts about one paper: numbers that do not fit, days that cannot be, what has expired."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from yichuang.kernel.identity import birth_date, check_id_number, check_uscc
from yichuang.kernel.identity import sex as sex_in_number
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields.dates import FOREVER
from yichuang.materials.rules.fields.doubts import doubt
from yichuang.materials.rules.fields.found import Doubt, FieldFound
from yichuang.materials.rules.fields.numbers import fits_id

UNCLEAR = 0.6
"""Below this a value is shown with the place it was read from, to be compared."""

_PAST = ("issue_date", "valid_from", "birth", "death_date")
_OF_OTHERS = frozenset({PageClass.BIRTH_CERT, PageClass.MARRIAGE_CERT})
"""On these, the first number and the first birth may be of two people."""
_SEXES = {"male": "男", "female": "女"}

EXPECTED: dict[PageClass, tuple[str, ...]] = {
    PageClass.ID_FRONT: ("name", "id_number", "address"),
    PageClass.ID_BACK: ("issuer", "valid_until"),
    PageClass.ID_BOTH: ("name", "id_number", "valid_until"),
    PageClass.DIPLOMA: ("name", "certificate_number"),
    PageClass.DEGREE: ("name", "certificate_number"),
    PageClass.MANDARIN: ("name", "level", "certificate_number"),
    PageClass.PHYSICAL_EXAM: ("name", "conclusion"),
    PageClass.APPLICATION_FORM: ("name", "id_number"),
    PageClass.TRAINING_CERT: ("name",),
    PageClass.TEACHING_PROOF: ("name", "issue_date"),
    PageClass.BUSINESS_LICENCE: ("uscc", "company"),
    PageClass.LEASE: ("lessor", "lessee"),
    PageClass.PROMISE_LETTER: ("name",),
    PageClass.HOUSEHOLD_COVER: ("name", "household_number"),
    PageClass.HOUSEHOLD_MEMBER: ("name", "id_number"),
    PageClass.DEATH_CERT: ("name", "death_date"),
    PageClass.BIRTH_CERT: ("name", "birth"),
    PageClass.MARRIAGE_CERT: ("certificate_number", "issue_date"),
    PageClass.HEALTH_CERT: ("name", "valid_until"),
    PageClass.NO_CRIME: ("name", "issue_date"),
    PageClass.PROPERTY_DEED: ("certificate_number", "address"),
    PageClass.VACCINATION: ("name",),
}
"""The fields a paper is of no use without."""

LABELS: dict[str, Msgid] = {
    "name": N_("Name"),
    "sex": N_("Sex"),
    "nation": N_("Nationality"),
    "birth": N_("Date of birth"),
    "address": N_("Address"),
    "id_number": N_("Resident identity number"),
    "issuer": N_("Issuing body"),
    "valid_from": N_("First day of validity"),
    "valid_until": N_("Valid until"),
    "certificate_number": N_("Certificate number"),
    "issue_date": N_("Date of issue"),
    "uscc": N_("Unified social credit code"),
    "level": N_("Level of the certificate"),
    "school": N_("School"),
    "major": N_("Major"),
    "score": N_("Score"),
    "phone": N_("Telephone"),
    "conclusion": N_("Conclusion"),
    "company": N_("Name of the business"),
    "legal_person": N_("Legal representative"),
    "lessor": N_("Lessor"),
    "lessee": N_("Lessee"),
    "household_number": N_("Household number"),
    "relation": N_("Relation to the head of household"),
    "death_date": N_("Date of death"),
    "mother": N_("Mother"),
    "father": N_("Father"),
    "spouse": N_("Spouse"),
    "spouse_id_number": N_("Identity number of the spouse"),
}
"""What each field is called where people read it."""


def missing(kind: PageClass, fields: Sequence[FieldFound]) -> tuple[str, ...]:
    """Expected fields that were not read: a reason to read the page a second time."""
    there = {one.name for one in fields}
    return tuple(name for name in EXPECTED.get(kind, ()) if name not in there)


def check(kind: PageClass, fields: Sequence[FieldFound], on: date) -> tuple[Doubt, ...]:
    """Everything doubtful about a paper on a day; an empty tuple when all is well."""
    found: list[Doubt] = []
    for part in sorted({one.part for one in fields}) or [0]:
        own = {one.name: one for one in fields if one.part == part}
        for rule in _RULES:
            found += rule(kind, own, on)
    return tuple(found)


Own = Mapping[str, FieldFound]


def _absent(kind: PageClass, own: Own, on: date) -> Iterator[Doubt]:
    for name in missing(kind, tuple(own.values())):
        yield doubt(name, "paper.not-read", what=LABELS[name])


def _unclear(kind: PageClass, own: Own, on: date) -> Iterator[Doubt]:
    for one in own.values():
        numbered = one.name in ("id_number", "uscc")  # their check digits say it better
        if one.sure < UNCLEAR and not numbered:
            what = LABELS[one.name]
            yield doubt(one.name, "paper.unclear", what=what, value=one.value)


def _numbers(kind: PageClass, own: Own, on: date) -> Iterator[Doubt]:
    rules: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("id_number", lambda value: check_id_number(value, on=on)),
        ("uscc", check_uscc),
    )
    for name, rule in rules:
        if one := own.get(name):
            try:
                rule(one.value)
            except Refusal as why:
                yield Doubt(
                    name, why.code, Msgid(why.says), Msgid(why.remedy), why.facts
                )


def _number_and_person(kind: PageClass, own: Own, on: date) -> Iterator[Doubt]:
    """GB 11643: digits 7 to 14 are the day of birth, the 17th is odd for men."""
    number = own.get("id_number")
    if not number or not fits_id(number.value) or kind in _OF_OTHERS:
        return
    inside = birth_date(number.value).isoformat()
    if (born := own.get("birth")) and born.value != inside:
        yield doubt("birth", "paper.birth-differs", printed=born.value, inside=inside)
    meant = _SEXES[sex_in_number(number.value)]
    if (said := own.get("sex")) and said.value != meant:
        yield doubt("sex", "paper.sex-differs", printed=said.value, inside=meant)


def _days(kind: PageClass, own: Own, on: date) -> Iterator[Doubt]:
    until, begun = own.get("valid_until"), own.get("valid_from")
    if until and until.value != FOREVER:
        last = date.fromisoformat(until.value)
        if last < on:
            yield doubt("valid_until", "paper.expired", until=last)
        if begun and until.value <= begun.value:
            yield doubt("valid_until", "paper.ends-before-it-begins", until=last)
    for name in () if kind == PageClass.LEASE else _PAST:
        one = own.get(name)
        if one and date.fromisoformat(one.value) > on:
            day = date.fromisoformat(one.value)
            yield doubt(name, "paper.in-the-future", what=LABELS[name], day=day)


def _conclusion(kind: PageClass, own: Own, on: date) -> Iterator[Doubt]:
    if (said := own.get("conclusion")) and said.value == "不合格":
        yield doubt("conclusion", "paper.not-passed")


_RULES: tuple[Callable[[PageClass, Own, date], Iterator[Doubt]], ...] = (
    _absent,
    _unclear,
    _numbers,
    _number_and_person,
    _days,
    _conclusion,
)
