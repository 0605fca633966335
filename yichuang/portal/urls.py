"""Addresses of citizens."""

from django.urls import path

from yichuang.portal.views import about, apply, case, guide, home, papers

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
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
    path("bundles/<slug:key>/", guide.bundle, name="bundle"),
    path("my/", case.mine, name="mine"),
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
    path("my/<slug:number>/delivery/", apply.delivery, name="delivery"),
    path("my/<slug:number>/check/", apply.check, name="check"),
    path("my/<slug:number>/submit/", apply.submit, name="submit"),
    path("my/<slug:number>/update/", apply.update, name="update"),
    path("my/<slug:number>/discard/", apply.discard, name="discard"),
    path("my/<slug:number>/done/", apply.done, name="done"),
    path("my/<slug:number>/answer/", case.answer, name="answer"),
    path("my/<slug:number>/withdraw/", case.withdraw, name="withdraw"),
    path("track/", case.follow, name="follow"),
    path("hall/", about.hall, name="hall"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("about/privacy/", about.privacy, name="privacy"),
    path("about/stuck/", about.stuck, name="stuck"),
]
