"""From what a service refused to the errors of a form."""

from django.forms import BaseForm
from django.utils.translation import gettext

from yichuang.kernel.refusals import Refusal, Refusals


def add_refusals(form: BaseForm, refused: Refusal | Refusals) -> None:
    """Put each refusal, with its remedy, at the field it names, or at the whole form."""
    items = refused.items if isinstance(refused, Refusals) else (refused,)
    for item in items:
        says, remedy = item.text(gettext), item.remedy_text(gettext)
        # After a full-width stop comes no space.
        gap = " " if remedy and says.isascii() else ""
        says = f"{says}{gap}{remedy}"
        form.add_error(item.field if item.field in form.fields else None, says)
