"""QR codes: an address as a drawing for paper, screens and phones."""

import io


def qr_svg(address: str) -> bytes:
    """The address as a QR code in SVG, error level M, quiet zone included."""
    import segno  # noqa: PLC0415 - needed only when a code is drawn

    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", border=3, omitsize=True, light="white", dark="black"
    )
    return drawing.getvalue()
