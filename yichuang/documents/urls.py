"""Addresses of documents."""

from django.urls import path

from yichuang.documents import views

app_name = "documents"
urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/<slug:code>/", views.verify_code, name="verify-code"),
    path("documents/<str:number>.pdf", views.pdf, name="pdf"),
]
