"""Typst in one place: turns a template and plain data into a PDF, with our own fonts.

The fonts in `web/fonts/` (a subset of Noto Sans CJK SC, OFL) come first, so that a
page looks the same on every machine and a bare one needs no font package; the
system's fonts are asked only for characters the subset lacks.
"""

import json
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Yichuang Sans"
"""The family a template asks for: `#set text(font: "Yichuang Sans")`."""

CHINESE_FAMILIES = (
    FAMILY,
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)

_lock = threading.Lock()


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 - 20 MB that a process which prints nothing never needs

    fonts = typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=True, font_paths=[str(FONTS)]
    )
    if not set(CHINESE_FAMILIES) & set(fonts.families()):
        raise Refusal(
            "print.no-font",
            N_("There is no Chinese font to print with."),
            remedy=N_(
                "Put the font files back into %(folder)s, or install the Debian package "
                "fonts-noto-cjk, and start the server again."
            ),
            folder=str(FONTS),
        )
    return fonts


@lru_cache(maxsize=64)
def _compiler(template: Path) -> "typst.Compiler":
    import typst  # noqa: PLC0415 - see _fonts

    return typst.Compiler(
        input=str(template), root=str(template.parent), font_paths=_fonts()
    )


def font_families() -> tuple[str, ...]:
    """The Chinese families found, the one used first; empty when there is none.

    For system checks: it loads typst, so ask it once and not in a request.
    """
    try:
        found = set(_fonts().families())
    except Refusal:
        return ()
    return tuple(name for name in CHINESE_FAMILIES if name in found)


def typeset(
    template_path: str | Path, data: dict[str, Any], *, standard: str = "a-2b"
) -> bytes:
    """Return the PDF of a `.typ` file; `data` is read there as `json(bytes(sys.inputs.data))`.

    `data` holds what JSON holds; a picture goes in as SVG text and is drawn by
    `image(bytes(data.qr), format: "svg")`. The compiler of a template is kept:
    the first page costs about 60 ms, the next 3 ms. One page is set at a time, so
    threads share the memory of one engine. Raises Refusal "print.no-font" when no
    Chinese font exists and "print.template" when the template and the data disagree.
    """
    pdf, _found = _compile(template_path, data, standard=standard)
    return pdf


def typeset_and_ask(
    template_path: str | Path, data: dict[str, Any], label: str, *, standard: str
) -> tuple[bytes, list[Any]]:
    """The PDF as `typeset`, and the values of all `metadata` the template labelled so:
    what only the setting of the type can tell, such as words that do not fit."""
    return _compile(template_path, data, standard=standard, label=label)


def picture(
    template_path: str | Path, data: dict[str, Any], *, dots_per_inch: float
) -> bytes:
    """The first page as PNG, for the screen; raises as `typeset`."""
    png, _found = _compile(template_path, data, dots_per_inch=dots_per_inch)
    return png


def _compile(
    template_path: str | Path,
    data: dict[str, Any],
    *,
    standard: str = "",
    dots_per_inch: float = 0,
    label: str = "",
) -> tuple[bytes, list[Any]]:
    import typst  # noqa: PLC0415 - see _fonts

    text = json.dumps(data, ensure_ascii=False, default=str)
    way: dict[str, Any] = (
        {"format": "png", "ppi": dots_per_inch}
        if dots_per_inch
        else {"format": "pdf", "pdf_standards": [standard]}
    )
    with _lock:
        compiler = _compiler(Path(template_path).resolve())
        try:
            made: Any = compiler.compile(sys_inputs={"data": text}, **way)
            # The compiler keeps what was compiled last; this asks, it sets nothing anew.
            asked = compiler.query(f"<{label}>", field="value") if label else "[]"
        except typst.TypstError as error:
            raise Refusal(
                "print.template",
                N_("The print template %(template)s cannot be set: %(reason)s"),
                remedy=N_("Tell the administrator; the record itself is safe."),
                template=Path(template_path).name,
                reason=error.message,
            ) from error
    # Pages of pictures come as a list, a single one as itself.
    first = made[0] if isinstance(made, list) else made
    if not isinstance(first, bytes):
        raise TypeError("typst answered with something other than one file")
    return first, json.loads(asked)
