"""QR codes as SVG: error level M, so that a stamp over a corner does no harm."""

import io


def qr_svg(content: str) -> str:
    """The QR code as an SVG element; the quiet zone of two modules is part of it."""
    import segno  # noqa: PLC0415 - needed only when a code is drawn

    drawing = io.BytesIO()
    code = segno.make(content, error="m", micro=False, boost_error=False)
    code.save(drawing, kind="svg", border=2, xmldecl=False, omitsize=True, light="#fff")
    return drawing.getvalue().decode()
