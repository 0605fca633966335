"""Tags and filters of every page: icons, lamps, fields, dates."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from yichuang.kernel.lamps import Lamp
from yichuang.kernel.text import N_
from yichuang.web import formats, icons
from yichuang.web.fields import FieldRow, field_row

register = template.Library()

for convert in (
    formats.day,
    formats.day_short,
    formats.weekday,
    formats.day_weekday,
    formats.clock,
    formats.day_clock,
    formats.moment,
    formats.number,
    formats.groups,
):
    register.filter(convert.__name__, convert)
register.filter("percent_of", formats.percent)

# kind: icon, word
KINDS = {
    "must": ("file-text", N_("Required")),
    "later": ("clock", N_("Can follow later")),
    "fetch": ("cloud-check", N_("We fetch it")),
    "verify": ("search", N_("Can be verified instead")),
    "promise": ("writing-sign", N_("Can be promised instead")),
    "cond": ("git-branch", N_("Depends on your case")),
}


class IconNode(Node):
    """`{% icon %}` with its name checked when the template is read, if it is literal."""

    def __init__(
        self, name: FilterExpression, options: dict[str, FilterExpression]
    ) -> None:
        self.name = name
        self.options = options

    def render(self, context: template.Context) -> SafeString:
        values = {key: value.resolve(context) for key, value in self.options.items()}
        return icons.svg(
            str(self.name.resolve(context)),
            large=values.get("size") == "lg",
            label=str(values.get("label", "")),
        )


@register.tag
def icon(parser: Parser, token: Token) -> IconNode:
    """`{% icon "phone" %}`, `{% icon "phone" size="lg" %}`, `{% icon "x" label=text %}`."""
    _tag, *bits = token.split_contents()
    if not bits:
        raise template.TemplateSyntaxError("icon needs a name")
    literal = bits[0][1:-1] if bits[0][0] in "\"'" else ""
    if literal and literal not in icons.names():
        raise template.TemplateSyntaxError(
            f"no icon {literal!r}: scripts/icons.py adds one"
        )
    options = dict(bit.split("=", 1) for bit in bits[1:])
    if options.keys() - {"size", "label"}:
        raise template.TemplateSyntaxError("icon knows size and label only")
    return IconNode(
        parser.compile_filter(bits[0]),
        {key: parser.compile_filter(value) for key, value in options.items()},
    )


@register.inclusion_tag("web/parts/_lamp.html")
def lamp(kind: str, says: str = "", *, large: bool = False) -> dict[str, Any]:
    """`{% lamp "warn" "剩 1 个工作日" %}`: shape, word and colour; never without a word."""
    word = gettext(Lamp(kind).says)
    comma = gettext(", ")
    text = f"{word}{comma}{says}" if says else word
    return {"kind": kind, "says": text, "large": large, "shape": icons.lamp_svg(kind)}


@register.inclusion_tag("web/parts/_kind.html")
def kind(name: str, says: str = "") -> dict[str, Any]:
    """`{% kind "later" %}`: how a paper is wanted, in words."""
    symbol, word = KINDS[name]
    return {"kind": name, "icon": symbol, "says": says or gettext(word)}


@register.inclusion_tag("web/parts/_field.html")
def field(bound: BoundField, hint: str = "", **options: Any) -> dict[str, FieldRow]:
    """`{% field form.phone %}`: label above, control, hint, error.

    Options: `autocomplete`, `inputmode`, `optional=False` (hides "optional"),
    `large` and any other attribute of the control, `_` standing for `-`.
    """
    return {"row": field_row(bound, hint=hint, options=options)}


@register.inclusion_tag("web/parts/_error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is wrong in a form, each a link to its field; nothing when all is well."""
    rows = [
        {"url": f"#{_id_of(form[name])}", "label": form[name].label, "says": says}
        for name, wrong in form.errors.items()
        if name in form.fields
        for says in wrong
    ]
    rows += [{"url": "", "label": "", "says": says} for says in form.non_field_errors()]
    return {"rows": rows}


def _id_of(bound: BoundField) -> str:
    """Where a link to the field leads; a group of choices has no label of its own."""
    return bound.id_for_label or str(bound.auto_id)


class PaneNode(Node):
    """The pane with whatever stands between its tags."""

    def __init__(self, inside: NodeList, options: dict[str, FilterExpression]) -> None:
        self.inside = inside
        self.options = options

    def render(self, context: template.Context) -> SafeString:
        values = {key: value.resolve(context) for key, value in self.options.items()}
        part = get_template("web/parts/_pane.html")
        return SafeString(
            part.render({**values, "inside": self.inside.render(context)})
        )


@register.tag
def pane(parser: Parser, token: Token) -> PaneNode:
    """`{% pane title=… lit=True id="start" %} … {% endpane %}`: one per page."""
    _tag, *bits = token.split_contents()
    options = dict(bit.split("=", 1) for bit in bits)
    if options.keys() - {"title", "lit", "id", "tag"}:
        raise template.TemplateSyntaxError("pane knows title, lit, id and tag only")
    inside = parser.parse(("endpane",))
    parser.delete_first_token()
    return PaneNode(
        inside, {key: parser.compile_filter(text) for key, text in options.items()}
    )


@register.simple_tag
def en(text: str) -> SafeString:
    """English beside Chinese: smaller, grey, marked as English."""
    return format_html('<span class="yc-en" lang="en">{}</span>', text)
