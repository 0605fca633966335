"""Addresses of citizens."""

from django.urls import path

from yichuang.portal.views import (
    about,
    apply,
    appointments,
    booking,
    case,
    certificates,
    guide,
    hearing,
    home,
    papers,
    promising,
    schools,
    talk,
    tickets,
)
from yichuang.portal.views.bundles import choosing, drafting, tracking
from yichuang.portal.views.bundles import papers as bundle_papers

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("ask/", talk.ask, name="ask"),
    path("ask/helped/", talk.helped, name="ask-helped"),
    path("matters/", home.matters_list, name="matters"),
    path("matters/<slug:key>/", guide.guide, name="guide"),
    path("matters/<slug:key>/questions/", guide.ask, name="questions"),
    path("matters/<slug:key>/changes/", guide.compare, name="compare"),
    path("matters/<slug:key>/apply/", apply.begin, name="apply"),
    # what the QR code of a printed guide opens
    path(
        "guides/<slug:key>/",
        guide.code,
        name="guide-code",
    ),
    path("bundles/<slug:key>/", choosing.bundle, name="bundle"),
    path("bundles/<slug:key>/apply/", drafting.begin, name="bundle-apply"),
    path("my/", case.mine, name="mine"),
    path("my/certificates/", certificates.certificates, name="certificates"),
    path(
        "my/certificates/<str:number>/<slug:kind>/",
        certificates.follow,
        name="follow-certificate",
    ),
    path("my/bundles/<slug:number>/", tracking.bundle, name="bundle-case"),
    path("my/bundles/<slug:number>/who/", drafting.who, name="bundle-who"),
    path("my/bundles/<slug:number>/form/", drafting.one_form, name="bundle-form"),
    path(
        "my/bundles/<slug:number>/papers/", bundle_papers.papers, name="bundle-papers"
    ),
    path(
        "my/bundles/<slug:number>/papers/<slug:key>/",
        bundle_papers.add,
        name="bundle-add",
    ),
    path(
        "my/bundles/<slug:number>/files/<int:file_id>/remove/",
        bundle_papers.remove,
        name="bundle-remove",
    ),
    path(
        "my/bundles/<slug:number>/delivery/", drafting.delivery, name="bundle-delivery"
    ),
    path("my/bundles/<slug:number>/check/", drafting.check, name="bundle-check"),
    path("my/bundles/<slug:number>/submit/", drafting.submit, name="bundle-submit"),
    path("my/bundles/<slug:number>/discard/", drafting.discard, name="bundle-discard"),
    path("my/bundles/<slug:number>/done/", tracking.done, name="bundle-done"),
    path("my/bundles/<slug:number>/answer/", tracking.answer, name="bundle-answer"),
    path(
        "my/bundles/<slug:number>/withdraw/", tracking.withdraw, name="bundle-withdraw"
    ),
    path("my/record/", promising.record, name="credit"),
    path("my/record/<int:record_id>/", promising.repair, name="repair"),
    path("my/appointments/", appointments.mine, name="appointments"),
    path("my/appointments/<slug:code>/", appointments.show, name="appointment"),
    path(
        "my/appointments/<slug:code>/change/",
        appointments.change,
        name="appointment-change",
    ),
    path(
        "my/appointments/<slug:code>/cancel/",
        appointments.cancel,
        name="appointment-cancel",
    ),
    path(
        "my/appointments/<slug:code>/calendar.ics",
        appointments.calendar,
        name="appointment-calendar",
    ),
    path(
        "my/appointments/<slug:code>/code.svg",
        appointments.qr,
        name="appointment-code",
    ),
    path("book/", booking.kinds, name="book"),
    path("book/<slug:kind>/", booking.times, name="book-times"),
    path("book/check/<slug:code>/", booking.check, name="book-check"),
    path("my/schools/", schools.index, name="schools"),
    path("my/schools/teachers.xlsx", schools.blank, name="school-list"),
    path("my/schools/new/<int:season_id>/", schools.new, name="school-new"),
    path("my/schools/<int:folder_id>/", schools.show, name="school"),
    path("my/schools/<int:folder_id>/again/", schools.again, name="school-again"),
    path(
        "my/schools/<int:folder_id>/people/<int:person_id>/",
        schools.person,
        name="school-person",
    ),
    path("my/<slug:number>/", case.case, name="case"),
    path("my/<slug:number>/who/", apply.who, name="who"),
    path("my/<slug:number>/answers/", apply.change_answers, name="answers"),
    path("my/<slug:number>/papers/", papers.papers, name="papers"),
    path("my/<slug:number>/papers/<slug:key>/", papers.add, name="add-file"),
    path(
        "my/<slug:number>/papers/<slug:key>/<int:file_id>/remove/",
        papers.remove,
        name="remove-file",
    ),
    path(
        "my/<slug:number>/papers/<slug:key>/promise/",
        promising.promise,
        name="promise",
    ),
    path("my/<slug:number>/papers/<slug:key>/later/", promising.later, name="later"),
    path(
        "my/<slug:number>/papers/<slug:key>/take-back/",
        promising.take_back,
        name="take-back",
    ),
    path("my/<slug:number>/delivery/", apply.delivery, name="delivery"),
    path("my/<slug:number>/check/", apply.check, name="check"),
    path("my/<slug:number>/submit/", apply.submit, name="submit"),
    path("my/<slug:number>/update/", apply.update, name="update"),
    path("my/<slug:number>/discard/", apply.discard, name="discard"),
    path("my/<slug:number>/done/", apply.done, name="done"),
    path("my/<slug:number>/answer/", case.answer, name="answer"),
    path("my/<slug:number>/withdraw/", case.withdraw, name="withdraw"),
    path("my/<slug:number>/hearing/", hearing.act, name="hearing"),
    path("track/", case.follow, name="follow"),
    path("ticket/", tickets.far, name="ticket-far"),
    path("t/<str:token>/", tickets.ticket, name="ticket"),
    path("t/<str:token>/<slug:name>/", tickets.act, name="ticket-act"),
    path("hall/", about.hall, name="hall"),
    path("hall/lending/", about.lending, name="lending"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("about/tolerance/", promising.published, name="tolerance"),
    path("about/privacy/", about.privacy, name="privacy"),
    path("about/stuck/", about.stuck, name="stuck"),
]
