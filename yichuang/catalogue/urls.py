"""Addresses of the guide on paper; the guide's own page belongs to the portal."""

from django.urls import path

from yichuang.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("guides/<slug:key>/print/", views.print_page, name="print"),
    path("guides/<slug:key>.pdf", views.pdf, name="pdf"),
]
