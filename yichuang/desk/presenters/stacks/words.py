"""Words of stacks: classes of paper, fields, certainty, and where a page lies."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.desk.presenters.words import english
from yichuang.kernel.text import N_
from yichuang.materials.queries.board import StackBoard
from yichuang.materials.rules.classes import KINDS, PageClass

FIELD_LABELS: dict[str, str] = {
    "name": N_("Name"),
    "sex": N_("Sex"),
    "nation": N_("Ethnic group"),
    "birth": N_("Date of birth"),
    "address": N_("Address"),
    "id_number": N_("Identity number"),
    "phone": N_("Telephone"),
    "issuer": N_("Issued by"),
    "issue_date": N_("Issued on"),
    "valid_from": N_("Valid from"),
    "valid_until": N_("Valid until"),
    "certificate_number": N_("Number of the certificate"),
    "school": N_("School"),
    "major": N_("Subject"),
    "level": N_("Grade or level"),
    "score": N_("Score"),
    "conclusion": N_("Conclusion"),
    "uscc": N_("Unified social credit code"),
    "company": N_("Name of the enterprise"),
    "legal_person": N_("Legal representative"),
    "lessor": N_("Lessor"),
    "lessee": N_("Lessee"),
    "father": N_("Father"),
    "mother": N_("Mother"),
    "relation": N_("Relation"),
    "household_number": N_("Household number"),
    "death_date": N_("Date of death"),
}


def field_says(name: str) -> str:
    """What a field is called; a name nobody knows as it is."""
    known = FIELD_LABELS.get(name)
    return gettext(known) if known else name.replace("_", " ")


def class_says(kind: PageClass | None) -> str:
    """What a class of paper is called."""
    if kind is None:
        return gettext("Not known")
    return gettext(KINDS[kind].en) if english() else KINDS[kind].zh


def percent(sure: float) -> str:
    """96%; never 100%, because nobody has looked yet."""
    return f"{min(99, round(100 * sure))}%"


def picture_url(page: str, *, small: bool = False) -> str:
    """The picture of a page, upright."""
    return reverse(f"materials:{'sheet-thumb' if small else 'sheet'}", args=[page])


def sort_url(stack: str, number: int | None = None, group: str = "") -> str:
    """The sorting page of a stack, at a page, walking through a group."""
    asked = [f"page={number}"] if number else []
    asked += [f"in={group}"] if group else []
    query = "?" + "&".join(asked) if asked else ""
    return reverse("desk:stack-sort", args=[stack]) + query


def locate_url(text: str) -> str:
    """Where pages with these words are found."""
    return f"{reverse('desk:stack-locate')}?{urlencode({'q': text})}"


def act_url(stack: str, name: str, group: str = "") -> str:
    """Where a move of the sorting page is sent."""
    query = f"?in={group}" if group else ""
    return reverse("desk:stack-act", args=[stack, name]) + query


def kinds_for(
    board: StackBoard, here: PageClass | None
) -> tuple[tuple[str, str, bool], ...]:
    """Every class, those that answer a paper of the item first: value, name, chosen."""
    asked = {kind for slot in board.papers for kind in slot.kinds}
    order = sorted(PageClass, key=lambda kind: kind not in asked)
    return tuple((kind.value, class_says(kind), kind is here) for kind in order)
