"""Addresses of files, and of pages of stacks."""

from django.urls import path

from yichuang.materials.views import files, sheets

app_name = "materials"
urlpatterns = [
    path("files/<slug:key>/", files.download, name="file"),
    path("files/<slug:key>/thumb.jpg", files.thumb, name="thumb"),
    path("files/<slug:key>/pages/<int:number>.jpg", files.page, name="page"),
    path("files/pages/<slug:key>.jpg", sheets.page, name="sheet"),
    path("files/pages/<slug:key>/thumb.jpg", sheets.thumb, name="sheet-thumb"),
]
