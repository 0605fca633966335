"""Addresses of the page kit."""

from django.urls import path

from yichuang.web import views

app_name = "web"
urlpatterns = [
    path("preferences/", views.prefer, name="prefer"),
    path("dev/parts/", views.parts, name="parts"),
    path("dev/parts/<slug:sheet>/", views.parts, name="parts-sheet"),
]
