"""Addresses of reviews."""

from django.urls import path

from yichuang.reviews import views

app_name = "reviews"
urlpatterns = [
    path("review/<str:token>/", views.review, name="review"),
    path("review/<str:token>/skip/", views.skip, name="skip"),
    path("review/<str:token>/code.svg", views.code, name="code"),
    path("hall/figures/", views.figures, name="figures"),
    path("bad-reviews/", views.bad_reviews, name="bad-reviews"),
    path("bad-reviews/<int:review_id>/", views.bad_review, name="bad-review"),
    path("bad-reviews/<int:review_id>/contact/", views.contact, name="contact"),
    path("bad-reviews/<int:review_id>/close/", views.close, name="close"),
]
