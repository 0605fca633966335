"""The room as a Django app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "yichuang.reviews"
    label = "reviews"
    default_auto_field = "django.db.models.BigAutoField"
