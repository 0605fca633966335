"""What was chosen in a form and kept in Chinese, said in the reader's language."""

from django.utils import translation
from django.utils.translation import gettext

from yichuang.kernel.text import Msgid
from yichuang.portal.rules.choices import RECORD, RELATIONS, WITHDRAWALS


def relation_label(kept: str) -> str:
    """A relation; words of somebody else stay as they are."""
    return _label(RELATIONS, kept)


def withdrawal_label(kept: str) -> str:
    """A reason for withdrawing; what was written besides stays as it is."""
    chosen, colon, written = kept.partition("：")
    says = _label(WITHDRAWALS, chosen)
    return f"{says}{gettext(': ')}{written}" if colon else says


def _label(choices: tuple[tuple[str, Msgid], ...], kept: str) -> str:
    with translation.override(RECORD):
        known = {gettext(msgid): msgid for _key, msgid in choices}
    return gettext(known[kept]) if kept in known else kept
