"""Addresses of the robot's questions, for staff."""

from django.urls import path

from yichuang.guidance import views

app_name = "guidance"
urlpatterns = [
    path("questions/", views.questions, name="questions"),
    path("questions/<slug:key>/", views.question, name="question"),
    path("questions/<slug:key>/alias/", views.alias, name="alias"),
    path("questions/<slug:key>/faq/", views.faq, name="faq"),
    path("questions/<slug:key>/dismiss/", views.dismiss, name="dismiss"),
]
