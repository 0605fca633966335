"""Addresses of accounts."""

from django.urls import include, path

urlpatterns = [
    path("", include("yichuang.accounts.urls.own")),
    path("staff/", include("yichuang.accounts.urls.allauth")),
]
