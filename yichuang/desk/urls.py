"""Addresses of the desk."""

from django.urls import path

from yichuang.desk.views import (
    archive,
    bundles,
    case,
    cases,
    credit,
    guides,
    modes,
    papers,
    people,
    receiving,
    start,
    supervision,
)
from yichuang.desk.views.acts import page as acts
from yichuang.desk.views.authority import cover, letters, matrix

app_name = "desk"
urlpatterns = [
    path("", start.start, name="start"),
    path("cases/", cases.listing, name="cases"),
    path("search/", cases.search, name="search"),
    path("supervision/", supervision.listing, name="orders"),
    path("supervision/new/", supervision.new, name="order-new"),
    path("supervision/<int:order_id>/", supervision.order, name="order"),
    path("supervision/<int:order_id>/answer/", supervision.answer, name="order-answer"),
    path("supervision/<int:order_id>/review/", supervision.review, name="order-review"),
    path(
        "supervision/<int:order_id>/withdraw/",
        supervision.withdraw,
        name="order-withdraw",
    ),
    path("receive/", receiving.choose, name="receive"),
    path("receive/bundles/<slug:key>/", bundles.receive, name="receive-bundle"),
    path("bundles/", bundles.listing, name="bundles"),
    path("bundles/<slug:number>/", bundles.bundle, name="bundle"),
    path("bundles/<slug:number>/extend/", bundles.extend, name="bundle-extend"),
    path("bundles/<slug:number>/withdraw/", bundles.withdraw, name="bundle-withdraw"),
    path(
        "bundles/<slug:number>/answer/<slug:key>/",
        bundles.answer,
        name="bundle-answer",
    ),
    path("receive/<slug:key>/", receiving.receive, name="receive-item"),
    path("modes/", modes.overview, name="modes"),
    path("visits/", modes.home_visits, name="visits"),
    path("visits/<int:pk>/", modes.home_visit, name="visit"),
    path("credit/", credit.register, name="credit"),
    path("credit/<int:record_id>/", credit.record, name="credit-record"),
    path("promises/", credit.promises, name="promises"),
    path("promises/<int:check_id>/", credit.promise_check, name="promise"),
    path("tolerance/", credit.tolerance_list, name="tolerance-list"),
    path("authority/", matrix.show, name="authority"),
    path("authority/letters/", letters.listing, name="letters"),
    path("authority/letters/new/", letters.new, name="letter-new"),
    path(
        "authority/letters/<int:letter_id>/renew/", letters.renew, name="letter-renew"
    ),
    path(
        "authority/letters/<int:letter_id>/withdraw/",
        letters.withdraw,
        name="letter-withdraw",
    ),
    path("authority/cover/", cover.cover, name="cover"),
    path("authority/cover/<int:absence_id>/end/", cover.end, name="absence-end"),
    path("authority/days/", cover.hall_days, name="hall-days"),
    path("authority/days/<str:day>/clear/", cover.clear_day, name="hall-day-clear"),
    path("guides/", guides.guides, name="guides"),
    path("guides/<slug:key>/", guides.guide, name="guide"),
    path("cases/<slug:number>/", case.show, name="case"),
    path("cases/<slug:number>/tolerance/", credit.eligible, name="eligible"),
    path("cases/<slug:number>/clock/", case.clock, name="clock"),
    path("cases/<slug:number>/timeline/", case.timeline, name="timeline"),
    path("cases/<slug:number>/documents/", case.documents, name="documents"),
    path("cases/<slug:number>/joint/", case.joint, name="joint"),
    path("cases/<slug:number>/hearing/", case.hearing, name="hearing"),
    path("cases/<slug:number>/dossier/", case.dossier, name="dossier"),
    path("cases/<slug:number>/dossier/file/", case.dossier_file, name="dossier-file"),
    path("archive/", archive.shelf, name="archive"),
    path("archive/propose/", archive.propose, name="archive-propose"),
    path("archive/<int:list_id>/", archive.destruction, name="destruction"),
    path("cases/<slug:number>/papers/<slug:key>/", papers.paper, name="paper"),
    path("cases/<slug:number>/do/<slug:name>/", acts.act, name="act"),
    path("cases/<slug:number>/people/<int:person>/", people.reveal, name="reveal"),
]
