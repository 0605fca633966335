"""The guide for a sheet of paper: one content for the page and for the PDF."""

import io
from dataclasses import asdict, dataclass
from pathlib import Path

from django.utils.translation import get_language, gettext, ngettext, override, pgettext

from yichuang.catalogue.presenters.limits import condition_text, limit_text
from yichuang.catalogue.rules import (
    Guide,
    Line,
    PaperRule,
    Treatment,
    codes,
    said,
    silence_clause,
)
from yichuang.kernel.text import N_, Msgid
from yichuang.web.typesetting import typeset

TEMPLATE = Path(__file__).parents[1] / "templates" / "catalogue" / "guide.typ"
LANGUAGES = {"zh": ("zh-hans",), "en": ("en",), "both": ("zh-hans", "en")}
TREATMENTS: dict[Treatment, Msgid] = {
    Treatment.BRING: N_("Bring it"),
    Treatment.LATER: N_("May follow later"),
    Treatment.FETCHED: N_("We fetch it"),
    Treatment.EVIDENCE: N_("We can check instead"),
    Treatment.PROMISE: N_("A written promise will do"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A name and what is said about it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper in the table: what, how many, what to do, and the notes under it."""

    number: int
    name: str
    count: str
    treatment: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with lines or pairs under it."""

    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """The whole sheet in one language."""

    language: str
    office: str
    title: str
    summary: str
    code: str
    facts: tuple[Row, ...]
    papers_title: str
    papers_heads: tuple[str, ...]
    papers: tuple[PaperRow, ...]
    no_papers: str
    sections: tuple[Section, ...]
    version: str
    scan: str
    page_of: str


def printed(guide: Guide, language: str) -> Printed:
    """What the sheet says in `language` (zh-hans or en)."""
    with override(language):
        return Printed(
            language=language,
            office=said(guide, "department_name", language),
            title=said(guide, "name", language),
            summary=said(guide, "summary", language),
            code=guide.code,
            facts=tuple(_capital(row) for row in _facts(guide, language) if row.text),
            papers_title=gettext("What to bring"),
            papers_heads=(
                pgettext("row of a table", "No."),
                gettext("Paper"),
                gettext("Copies"),
                gettext("How to hand it in"),
            ),
            papers=_papers(guide, language),
            no_papers=gettext("No papers are needed."),
            sections=tuple(s for s in _sections(guide, language) if s.lines or s.rows),
            version=gettext("Version %(number)s of the guide")
            % {"number": guide.number},
            scan=gettext("Scan for the current guide and to apply"),
            page_of=gettext("Page %(page)s of %(pages)s")
            % {"page": "{page}", "pages": "{pages}"},
        )


def guide_pdf(guide: Guide, languages: str, address: str) -> bytes:
    """The guide as PDF/A-2b, in zh, en or both one after the other, with its QR code."""
    sheets = [asdict(printed(guide, language)) for language in LANGUAGES[languages]]
    return typeset(
        TEMPLATE, {"sheets": sheets, "qr": qr_svg(address), "address": address}
    )


def qr_svg(address: str) -> str:
    """The address as a QR code in SVG, with its quiet zone."""
    import segno  # noqa: PLC0415 - only when something is printed

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, omitsize=True, light="#fff"
    )
    return out.getvalue().decode()


def _silence(guide: Guide, language: str) -> str:
    """What the law makes of silence; empty where nothing, and the row is left out."""
    row = silence_clause(guide)
    if row is None:
        return ""
    law = f"{said(row, 'law', language)} {row.article}"
    return gettext("it counts as granted: %(law)s") % {"law": law}


def _facts(guide: Guide, language: str) -> tuple[Row, ...]:
    with_code = codes.label
    audience = _joint().join(
        with_code(codes.AUDIENCES, c, language) for c in guide.audience_codes
    )
    channels = _joint().join(
        with_code(codes.CHANNELS, c, language) for c in guide.channel_codes
    )
    return (
        Row(gettext("Our promise"), _with(guide, "promise", language)),
        Row(gettext("Statutory limit"), _with(guide, "statutory", language)),
        Row(gettext("If nobody decides in time"), _silence(guide, language)),
        Row(gettext("Visits"), _visits(guide, language)),
        Row(gettext("Fee"), _fee(guide, language)),
        Row(gettext("You receive"), _result(guide, language)),
        Row(gettext("For whom"), audience),
        Row(gettext("How"), channels),
        Row(
            gettext("An agent may apply"),
            gettext("Yes") if guide.agent_allowed else gettext("No, in person"),
        ),
        Row(gettext("When it is open"), said(guide, "batch", language)),
        Row(
            gettext("Kind of matter"), with_code(codes.KINDS, guide.kind_code, language)
        ),
        Row(
            gettext("Implementing authority"),
            said(guide, "authority_name", language)
            or said(guide, "department_name", language),
        ),
        Row(gettext("Where"), said(guide, "place", language)),
        Row(gettext("Opening hours"), said(guide, "hours", language)),
        Row(gettext("Questions"), guide.consult_phone or guide.department_phone),
        Row(gettext("Complaints"), guide.complaint_phone or "12345"),
    )


def _capital(row: Row) -> Row:
    """Labels of code sets are words inside a sentence; here they begin a line."""
    return Row(row.name, row.text[:1].upper() + row.text[1:])


def _joint() -> str:
    """What stands between the parts of a list in the active language."""
    return ", " if (get_language() or "").startswith("en") else "、"


def _with(guide: Guide, name: str, language: str) -> str:
    limit = getattr(guide, name)
    note = said(guide, f"{name}_note", language) if limit else ""
    text = limit_text(limit)
    return (
        gettext("%(text)s (%(note)s)") % {"text": text, "note": note} if note else text
    )


def _visits(guide: Guide, language: str) -> str:
    if not guide.visits:
        return gettext("None")
    reason = said(guide, "visits_reason", language)
    text = gettext("At most %(count)s") % {"count": guide.visits}
    return (
        gettext("%(text)s (%(note)s)") % {"text": text, "note": reason}
        if reason
        else text
    )


def _fee(guide: Guide, language: str) -> str:
    if not guide.fee_charged:
        return gettext("Free of charge")
    return _joint().join(
        gettext("%(name)s: %(amount)s yuan")
        % {"name": said(fee, "name", language), "amount": f"{fee.amount:g}"}
        for fee in guide.fees
    )


def _result(guide: Guide, language: str) -> str:
    validity = said(guide, "result_validity", language)
    name = said(guide, "result_name", language)
    return (
        gettext("%(text)s (%(note)s)") % {"text": name, "note": validity}
        if validity
        else name
    )


def _papers(guide: Guide, language: str) -> tuple[PaperRow, ...]:
    return tuple(
        PaperRow(
            number=number,
            name=said(paper, "name", language),
            count=_count(paper),
            treatment=gettext(TREATMENTS[paper.treatment]),
            notes=_notes(guide, paper, language),
        )
        for number, paper in enumerate(guide.active_papers, start=1)
    )


def _count(paper: PaperRule) -> str:
    if paper.treatment is Treatment.FETCHED:
        return ""
    pieces = []
    if paper.originals:
        text = ngettext("%(n)s original", "%(n)s originals", paper.originals)
        pieces.append(text % {"n": paper.originals})
    if paper.copies:
        text = ngettext("%(n)s copy", "%(n)s copies", paper.copies)
        pieces.append(text % {"n": paper.copies})
    return _joint().join(pieces)


def _notes(guide: Guide, paper: PaperRule, language: str) -> tuple[str, ...]:
    notes = (
        (
            gettext("Only if: %(text)s"),
            condition_text(paper.when, guide.questions, language),
        ),
        (gettext("From: %(text)s"), said(paper, "issuer", language)),
        (gettext("Standard: %(text)s"), said(paper, "accept_standard", language)),
        (gettext("We ask: %(text)s"), said(paper, "share_source", language)),
        ("%(text)s", said(paper, "guidance", language)),
    )
    return tuple(form % {"text": text} for form, text in notes if text)


def _sections(guide: Guide, language: str) -> tuple[Section, ...]:
    return (
        Section(gettext("Who may apply"), _lines(guide.conditions, language)),
        Section(gettext("It covers"), _lines(guide.scope_in, language)),
        Section(gettext("It does not cover"), _lines(guide.scope_out, language)),
        Section(pgettext("of a guide", "Steps"), rows=_steps(guide, language)),
        Section(
            gettext("Special procedures"), _lines(guide.special_procedures, language)
        ),
        Section(gettext("Legal grounds"), rows=_grounds(guide, language)),
        Section(
            gettext("People often ask"),
            rows=tuple(
                Row(said(faq, "question", language), said(faq, "answer", language))
                for faq in guide.faqs
            ),
        ),
    )


def _lines(lines: tuple[Line, ...], language: str) -> tuple[str, ...]:
    english = language.startswith("en")
    return tuple((line.en if english else "") or line.zh for line in lines)


def _steps(guide: Guide, language: str) -> tuple[Row, ...]:
    rows = []
    for number, step in enumerate(guide.steps, start=1):
        pieces = [said(step, "actor", language)]
        if step.limit:
            pieces.append(limit_text(step.limit))
        if step.stops_clock:
            pieces.append(gettext("not counted in the time"))
        text = _joint().join(piece for piece in pieces if piece)
        rows.append(Row(f"{number}. {said(step, 'name', language)}", text))
    return tuple(rows)


def _grounds(guide: Guide, language: str) -> tuple[Row, ...]:
    return tuple(
        Row(
            f"{said(row, 'law', language)} {row.article}".strip(),
            said(row, "text", language),
        )
        for row in guide.citations
    )
