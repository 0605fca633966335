"""Acts of joint work: ask several posts, give back, go on; up and back; keep away; look."""

from typing import Any

from django.utils.translation import gettext, ngettext

from yichuang.cases.queries.terms import joint_on
from yichuang.cases.rules.authority import RecusalGround
from yichuang.cases.rules.joint import Weight
from yichuang.cases.services import handling, impartial, inspection, joint, upward
from yichuang.desk.forms import joint as forms
from yichuang.desk.presenters.joint import post_of
from yichuang.desk.presenters.preview import Preview
from yichuang.desk.presenters.words import Paragraph
from yichuang.desk.queries.joint import colleagues
from yichuang.desk.views.acts.act import Act, Doing
from yichuang.kernel.text import N_
from yichuang.organisation.queries import posts
from yichuang.web.formats import day_weekday


def _on(doing: Doing) -> int:
    return int(doing.on) if doing.on.isdigit() else 0


def _posts(doing: Doing) -> dict[str, Any]:
    """Every post of the hall, those of the case's own department first."""
    case = doing.opened.case
    found = sorted(
        posts.posts_of_hall(case.hall_id),
        key=lambda row: (row[1].department_id != case.department_id, row[1].id),
    )
    waits = {
        row.post_id for row in doing.opened.detail.opinions if row.state == "waiting"
    }
    return {
        "posts": tuple(
            (card.id, f"{card.name}（{department}）")
            for department, card in found
            if card.kind in {"review", "decision"} and card.id not in waits
        ),
        "usual": joint_on(case.hall_id, doing.opened.today).answer_days,
    }


def _people(doing: Doing) -> dict[str, Any]:
    return {"people": colleagues(doing.opened.case.hall_id)}


def _ask(doing: Doing, data: dict[str, Any]) -> str:
    questions = [
        joint.Question(post, data["question"], data["days"], Weight(data["weight"]))
        for post in data["posts"]
    ]
    rows = joint.ask(doing.opened.case, questions, by=doing.by, at=doing.at)
    latest = max((row.due for row in rows if row.due), default=None)
    return ngettext(
        "Asked; the answer is due on %(day)s. The clock runs on.",
        "%(n)s posts asked; answers are due on %(day)s. The clock runs on.",
        len(rows),
    ) % {"n": len(rows), "day": day_weekday(latest)}


def _give_back(doing: Doing, data: dict[str, Any]) -> str:
    joint.give_back(
        doing.opened.case, _on(doing), reason=data["reason"], by=doing.by, at=doing.at
    )
    return gettext("Given back. The lead sees it at once.")


def _withdraw(doing: Doing, data: dict[str, Any]) -> str:
    joint.withdraw(
        doing.opened.case, _on(doing), reason=data["reason"], by=doing.by, at=doing.at
    )
    return gettext("The question is withdrawn.")


def _pass_over(doing: Doing, data: dict[str, Any]) -> str:
    joint.pass_over(
        doing.opened.case, _on(doing), reason=data["reason"], by=doing.by, at=doing.at
    )
    return gettext("Goes on without this answer; the reason is in the file.")


def _return(doing: Doing, data: dict[str, Any]) -> str:
    handling.give_back(
        doing.opened.case, reason=data["reason"], by=doing.by, at=doing.at
    )
    return gettext("Given back to where it came from.")


def _asked(doing: Doing) -> Preview:
    """The question the act is on."""
    wanted = _on(doing)
    return Preview(
        facts=tuple(
            Paragraph(post_of(row, doing.opened), row.question or "—")
            for row in doing.opened.detail.opinions
            if row.pk == wanted
        )
    )


def _returning(doing: Doing) -> Preview:
    routed = doing.opened.joint.routed
    if routed is None:
        return Preview(unless=gettext("Nobody sent the case here."))
    to = routed.from_post.name if routed.from_post else routed.routed_by_name
    days = joint_on(doing.opened.case.hall_id, doing.opened.today).wrong_lead_days
    return Preview(
        facts=(Paragraph(gettext("Goes back to"), to),),
        note=gettext("Possible for %(n)s working days after it came.") % {"n": days},
    )


def _send_up(doing: Doing, data: dict[str, Any]) -> str:
    row = upward.send_up(
        doing.opened.case,
        agrees=data["agrees"] == "yes",
        opinion=data["opinion"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("Sent to %(body)s with all papers.") % {"body": row.body}


def _sending(doing: Doing) -> Preview:
    papers = [
        Paragraph(row.rule.name, gettext(row.state.label))
        for row in doing.opened.detail.papers
        if row.required or row.files
    ]
    return Preview(
        document=gettext("First review, sent up"),
        facts=(Paragraph(gettext("To"), doing.opened.joint.body), *papers),
        note=gettext(
            "All papers go up with the opinion; the applicant is not asked for them again."
        ),
        basis=("《行政许可法》第三十五条、第四十三条",),
        authority=doing.opened.letter.letter_number if doing.opened.letter else "",
    )


def _confirm_up(doing: Doing, data: dict[str, Any]) -> str:
    upward.confirm(
        doing.opened.case,
        number=data["number"],
        received_on=data["received_on"],
        answer_due=data["answer_due"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("The receipt is on record.")


def _come_back(doing: Doing, data: dict[str, Any]) -> str:
    answer = upward.Answer(
        granted=data["granted"] == "yes",
        number=data["number"],
        text=data["text"],
        day=data["day"],
    )
    upward.come_back(doing.opened.case, answer, by=doing.by, at=doing.at)
    return gettext("The decision is back and goes to the applicant from here.")


def _recuse(doing: Doing, data: dict[str, Any]) -> str:
    row = impartial.ask(
        doing.opened.case,
        data["user"],
        RecusalGround(data["ground"]),
        relation=data["relation"],
        by_applicant=data["by_applicant"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("%(person)s keeps away from now on.") % {"person": row.name}


def _recusal(doing: Doing, data: dict[str, Any]) -> str:
    row = impartial.decide(
        doing.opened.case,
        _on(doing),
        grant=data["grant"] == "yes",
        reason=data["reason"],
        by=doing.by,
        at=doing.at,
    )
    return f"{row.name}{gettext(': ')}{gettext(row.get_state_display())}"


def _inspect(doing: Doing, data: dict[str, Any]) -> str:
    visit = inspection.Visit(
        data["place"], data["planned_on"], tuple(data["inspectors"])
    )
    row = inspection.assign(doing.opened.case, visit, by=doing.by, at=doing.at)
    if row.assigned_late:
        return gettext("Named, after the fifth day: that is on record.")
    return gettext("Named. The clock runs on.")


def _inspected(doing: Doing, data: dict[str, Any]) -> str:
    inspection.record(
        doing.opened.case,
        meets=data["meets"] == "yes",
        findings=data["findings"],
        by=doing.by,
        at=doing.at,
    )
    return gettext("The findings are in the file.")


def _today(doing: Doing) -> dict[str, Any]:
    return {"received_on": doing.opened.today, "day": doing.opened.today}


def _myself(doing: Doing) -> dict[str, Any]:
    return {"user": doing.by.user_id}


JOINT: dict[str, Act] = {
    "ask": Act(
        N_("Ask posts"),
        N_("Ask"),
        _ask,
        move="route",
        form=forms.AskPostsForm,
        options=_posts,
        preview=lambda doing: Preview(
            note=gettext(
                "All are asked at once and answer beside each other. The clock runs on."
            )
        ),
        back="desk:joint",
    ),
    "give-back": Act(
        N_("Give the question back"),
        N_("Give it back"),
        _give_back,
        move="opine",
        form=forms.BackForm,
        preview=_asked,
        parallel=True,
        back="desk:joint",
    ),
    "withdraw-question": Act(
        N_("Withdraw the question"),
        N_("Withdraw the question"),
        _withdraw,
        move="route",
        form=forms.GoOnForm,
        preview=_asked,
        back="desk:joint",
    ),
    "pass-over": Act(
        N_("Go on without an answer"),
        N_("Go on without it"),
        _pass_over,
        move="route",
        form=forms.GoOnForm,
        preview=_asked,
        danger=True,
        back="desk:joint",
    ),
    "return": Act(
        N_("Give the case back"),
        N_("Give it back"),
        _return,
        move="return",
        form=forms.BackForm,
        preview=_returning,
    ),
    "send-up": Act(
        N_("Send up with the first review"),
        N_("Send it up"),
        _send_up,
        move="send_up",
        form=forms.SendUpForm,
        preview=_sending,
    ),
    "confirm-up": Act(
        N_("Record the receipt from above"),
        N_("Record it"),
        _confirm_up,
        move="confirm_up",
        form=forms.ConfirmUpForm,
        initial=_today,
    ),
    "come-back": Act(
        N_("The decision from above"),
        N_("Take it over"),
        _come_back,
        move="come_back_granted",
        form=forms.ComeBackForm,
        initial=_today,
        preview=lambda doing: Preview(
            document=gettext("Decision of the higher authority"),
            basis=("《行政许可法》第三十五条",),
        ),
    ),
    "recuse": Act(
        N_("Recusal"),
        N_("Keep away from the case"),
        _recuse,
        needs="case.recuse",
        form=forms.RecuseForm,
        options=_people,
        initial=_myself,
        preview=lambda doing: Preview(
            note=gettext(
                "From now on the person does not work on the case; the head decides."
            )
        ),
        back="desk:joint",
    ),
    "recusal": Act(
        N_("Decide on a recusal"),
        N_("Give the decision"),
        _recusal,
        needs="case.recuse-decide",
        form=forms.RecusalForm,
        back="desk:joint",
    ),
    "inspect": Act(
        N_("Check on site"),
        N_("Name the inspectors"),
        _inspect,
        move="inspect",
        form=forms.InspectForm,
        options=_people,
        preview=lambda doing: Preview(
            note=gettext("The clock runs on: a check on site does not stop it."),
            basis=("《行政许可法》第三十四条、第五十五条",),
        ),
        back="desk:joint",
    ),
    "inspected": Act(
        N_("Findings on site"),
        N_("Record the findings"),
        _inspected,
        move="inspect",
        form=forms.InspectedForm,
        back="desk:joint",
    ),
}
