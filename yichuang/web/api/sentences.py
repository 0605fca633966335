"""What pydantic finds, as sentences of ours, so that they are translated and plain."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from yichuang.kernel.text import N_

SENTENCES = {
    "missing": N_("This is required."),
    "extra_forbidden": N_("This is not known here."),
    "string_type": N_("This must be text."),
    "string_too_short": N_("This needs at least %(min_length)s characters."),
    "string_too_long": N_("This may have at most %(max_length)s characters."),
    "string_pattern_mismatch": N_("This does not have the right form."),
    "int_type": N_("This must be a whole number."),
    "int_parsing": N_("This must be a whole number."),
    "int_from_float": N_("This must be a whole number."),
    "float_type": N_("This must be a number."),
    "float_parsing": N_("This must be a number."),
    "decimal_parsing": N_("This must be a number."),
    "bool_type": N_("This must be true or false."),
    "bool_parsing": N_("This must be true or false."),
    "greater_than": N_("This must be more than %(gt)s."),
    "greater_than_equal": N_("This must be at least %(ge)s."),
    "less_than": N_("This must be less than %(lt)s."),
    "less_than_equal": N_("This must be at most %(le)s."),
    "enum": N_("This must be one of: %(expected)s."),
    "literal_error": N_("This must be one of: %(expected)s."),
    "date_type": N_("This must be a date like 2026-03-10."),
    "date_parsing": N_("This must be a date like 2026-03-10."),
    "date_from_datetime_parsing": N_("This must be a date like 2026-03-10."),
    "datetime_type": N_("This must be a time like 2026-03-10T14:26:00+08:00."),
    "datetime_parsing": N_("This must be a time like 2026-03-10T14:26:00+08:00."),
    "datetime_from_date_parsing": N_(
        "This must be a time like 2026-03-10T14:26:00+08:00."
    ),
    "timezone_aware": N_("This time must say its zone, like +08:00."),
    "time_parsing": N_("This must be a time like 14:26."),
    "list_type": N_("This must be a list."),
    "dict_type": N_("This must be an object."),
    "model_type": N_("This must be an object."),
    "model_attributes_type": N_("This must be an object."),
    "too_short": N_("This needs at least %(min_length)s entries."),
    "too_long": N_("This may have at most %(max_length)s entries."),
    "json_invalid": N_("The body is not valid JSON."),
    "uuid_parsing": N_("This must be a UUID."),
}
OTHER = N_("This value is not accepted.")


def sentence(kind: str, context: Mapping[str, Any]) -> str:
    """The fault in words; a kind not listed is told in general."""
    try:
        return gettext(SENTENCES.get(kind, OTHER)) % context
    except KeyError:
        return gettext(OTHER)
