"""Addresses of the desk."""

from django.urls import path

from yichuang.desk.views import case, cases, guides, papers, people, receiving, start
from yichuang.desk.views.acts import page as acts

app_name = "desk"
urlpatterns = [
    path("", start.start, name="start"),
    path("cases/", cases.listing, name="cases"),
    path("search/", cases.search, name="search"),
    path("receive/", receiving.choose, name="receive"),
    path("receive/<slug:key>/", receiving.receive, name="receive-item"),
    path("guides/", guides.guides, name="guides"),
    path("guides/<slug:key>/", guides.guide, name="guide"),
    path("cases/<slug:number>/", case.show, name="case"),
    path("cases/<slug:number>/clock/", case.clock, name="clock"),
    path("cases/<slug:number>/timeline/", case.timeline, name="timeline"),
    path("cases/<slug:number>/documents/", case.documents, name="documents"),
    path("cases/<slug:number>/papers/<slug:key>/", papers.paper, name="paper"),
    path("cases/<slug:number>/do/<slug:name>/", acts.act, name="act"),
    path("cases/<slug:number>/people/<int:person>/", people.reveal, name="reveal"),
]
