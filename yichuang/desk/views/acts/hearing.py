"""Acts of a hearing: each press is one move of its table."""

from typing import Any

from django.utils.translation import gettext

from yichuang.cases.queries import hearing as hearing_queries
from yichuang.cases.rules.hearing import HearingGround
from yichuang.cases.services import hearing
from yichuang.cases.services.hearing import Call
from yichuang.desk.forms.hearing import (
    CallForm,
    ChallengeForm,
    JudgeForm,
    MinutesForm,
    SignForm,
    TellForm,
    WishForm,
)
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.presenters.words import Paragraph
from yichuang.desk.views.acts.act import Act, Doing
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.text import N_
from yichuang.web.formats import day_clock, day_weekday

BACK = "desk:hearing"


def _tell(doing: Doing, data: dict[str, Any]) -> str:
    row = hearing.tell(
        doing.opened.case,
        HearingGround(data["ground"]),
        reason=data["reason"],
        interested=data["interested"].splitlines(),
        by=doing.by,
        at=doing.at,
    )
    return gettext("Told, %(document)s.") % {"document": row.told_document}


def _apply(doing: Doing, data: dict[str, Any]) -> str:
    row = hearing.apply(
        doing.opened.case, who=data["who"], wish=data["wish"], by=doing.by, at=doing.at
    )
    return gettext("Recorded. The clock stands still; it is held by %(day)s.") % {
        "day": day_weekday(row.organise_due)
    }


def _waive(doing: Doing, data: dict[str, Any]) -> str:
    hearing.waive(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("Recorded. The decision need not wait.")


def _schedule(doing: Doing, data: dict[str, Any]) -> str:
    call = Call(
        held_at=data["held_at"],
        place=data["place"],
        chair=data["chair"],
        recorder=data["recorder"],
        public=data["public"] == "yes",
        secret_reason=data["secret_reason"],
    )
    row = hearing.schedule(doing.opened.case, call, by=doing.by, at=doing.at)
    return gettext("Called for %(when)s; everybody is told, %(document)s.") % {
        "when": day_clock(row.held_at),
        "document": row.notice_document,
    }


def _chairs(doing: Doing) -> dict[str, Any]:
    found = hearing_queries.possible_chairs(doing.opened.case, doing.opened.today)
    return {"chairs": [(str(row.id), row.name) for row in found]}


def _challenge(doing: Doing, data: dict[str, Any]) -> str:
    hearing.challenge(
        doing.opened.case,
        who=data["who"],
        reason=data["reason"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Recorded. The head decides before it goes on.")


def _judge(doing: Doing, data: dict[str, Any]) -> str:
    row = hearing.judge(
        doing.opened.case,
        uphold=data["uphold"] == "yes",
        decision=data["decision"],
        by=doing.by,
        at=doing.at,
    )
    if row.upheld:
        return gettext("Somebody else presides; call the hearing anew.")
    return gettext("The chair stays.")


def _record(doing: Doing, data: dict[str, Any]) -> str:
    hearing.record(
        doing.opened.case,
        minutes=data["minutes"],
        opinion=data["opinion"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Written down. Now everybody signs.")


def _sign(doing: Doing, data: dict[str, Any]) -> str:
    party = hearing.sign(
        doing.opened.case,
        data["party"],
        signature=data["signature"],
        refused=data["refused"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Recorded: %(name)s.") % {"name": party.name}


def _close(doing: Doing, data: dict[str, Any]) -> str:
    row = hearing.close(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("Closed; the minutes are %(document)s and the clock runs on.") % {
        "document": row.minutes_document
    }


def _cancel(doing: Doing, data: dict[str, Any]) -> str:
    hearing.cancel(doing.opened.case, by=doing.by, at=doing.at)
    return gettext("Recorded. The clock runs on.")


def _row(doing: Doing) -> hearing_queries.Hearing | None:
    return hearing_queries.latest(doing.opened.case)


def _parties(doing: Doing) -> dict[str, Any]:
    row = _row(doing)
    found = row.parties.order_by("id") if row is not None else ()
    return {"parties": [(str(one.pk), one.name) for one in found]}


def _written(doing: Doing) -> dict[str, Any]:
    row = _row(doing)
    if row is None:
        return {}
    lines = [f"{line['who']}：{line['text']}" for line in row.minutes]
    return {"minutes": "\n".join(lines), "opinion": row.opinion}


def _says(text: str, basis: str, kind: DocumentKind | None = None) -> Preview:
    document = gettext(kind.label) if kind is not None else ""
    return Preview(document=document, note=text, basis=(basis,))


def _act(
    title: str,
    verb: str,
    perform: Any,
    needs: str,
    preview: Any,
    **more: Any,
) -> Act:
    return Act(title, verb, perform, needs=needs, preview=preview, back=BACK, **more)


def _challenged(doing: Doing) -> Preview:
    """Who challenged whom and why, and what becomes of it."""
    found = hearing_queries.hearings_of(doing.opened.case, doing.opened.today)
    waiting = [one for row in found for one in row.challenges if one.upheld is None]
    return Preview(
        document=gettext(DocumentKind.RECUSAL.label),
        facts=tuple(
            Paragraph(term, says)
            for one in waiting
            for term, says in (
                (gettext("Who challenges"), one.by_name),
                (gettext("Whom"), one.chair_name),
                (gettext("Why"), one.reason),
            )
        ),
        note=gettext("If somebody else presides the hearing is called anew."),
        basis=(f"{LAW}第四十八条第一款第三项",),
    )


def _to_read(doing: Doing) -> Preview:
    """The minutes as who signs them reads them."""
    row = _row(doing)
    return Preview(
        facts=tuple(
            Paragraph(line["who"], line["text"])
            for line in (row.minutes if row is not None else ())
        ),
        note=gettext("Let them read the minutes first."),
        basis=(f"{LAW}第四十八条第一款第五项",),
    )


LAW = "《中华人民共和国行政许可法》"

HEARINGS: dict[str, Act] = {
    "hearing-tell": _act(
        N_("Tell of the right to a hearing"),
        N_("Tell them"),
        _tell,
        "hearing.tell",
        lambda doing: _says(
            gettext(
                "Applicant and interested parties have five working days to ask for it. "
                "What the law itself wants heard is organised at once."
            ),
            f"{LAW}第四十六条、第四十七条",
            DocumentKind.HEARING_RIGHT,
        ),
        form=TellForm,
    ),
    "hearing-apply": _act(
        N_("A hearing is asked for"),
        N_("Record it"),
        _apply,
        "hearing.apply",
        lambda doing: _says(
            gettext(
                "The clock stands still until it is closed; it is held within twenty "
                "working days, at no cost to anyone."
            ),
            f"{LAW}第四十五条、第四十七条",
            DocumentKind.SUSPENSION,
        ),
        form=WishForm,
    ),
    "hearing-waive": _act(
        N_("No hearing is wanted"),
        N_("Record it"),
        _waive,
        "hearing.apply",
        lambda doing: _says(
            gettext("Only the parties can give it up; ask for it in writing."),
            f"{LAW}第四十七条",
        ),
    ),
    "hearing-schedule": _act(
        N_("Call the hearing"),
        N_("Call it and tell everybody"),
        _schedule,
        "hearing.organise",
        lambda doing: _says(
            gettext(
                "Told seven working days before, in public, before a stranger to the case."
            ),
            f"{LAW}第四十八条第一款第一项至第三项",
            DocumentKind.HEARING_NOTICE,
        ),
        form=CallForm,
        options=_chairs,
    ),
    "hearing-challenge": _act(
        N_("Challenge the chair"),
        N_("Record the challenge"),
        _challenge,
        "hearing.apply",
        lambda doing: _says(
            gettext("Until it is decided nobody is heard."),
            f"{LAW}第四十八条第一款第三项",
        ),
        form=ChallengeForm,
    ),
    "hearing-judge": _act(
        N_("Decide on the challenge"),
        N_("Give the decision"),
        _judge,
        "hearing.judge",
        lambda doing: _challenged(doing),
        form=JudgeForm,
    ),
    "hearing-record": _act(
        N_("Write the minutes"),
        N_("Keep the minutes"),
        _record,
        "hearing.preside",
        lambda doing: _says(
            gettext(
                "Reviewer first, then what the parties say and bring against it. Changed "
                "words want new signatures."
            ),
            f"{LAW}第四十八条第一款第四项、第五项",
        ),
        form=MinutesForm,
        initial=_written,
    ),
    "hearing-sign": _act(
        N_("Sign the minutes"),
        N_("Keep the signature"),
        _sign,
        "hearing.preside",
        lambda doing: _to_read(doing),
        form=SignForm,
        options=_parties,
        signs=True,
    ),
    "hearing-close": _act(
        N_("Close the hearing"),
        N_("Close it"),
        _close,
        "hearing.preside",
        lambda doing: _says(
            gettext("The minutes become a document, and the decision rests on them."),
            f"{LAW}第四十八条第二款",
            DocumentKind.HEARING_MINUTES,
        ),
    ),
    "hearing-cancel": _act(
        N_("The wish is withdrawn"),
        N_("Record it"),
        _cancel,
        "hearing.apply",
        lambda doing: _says(
            gettext("The clock runs on from tomorrow."), f"{LAW}第四十七条"
        ),
        danger=True,
    ),
}
