"""Addresses of files."""

from django.urls import path

from yichuang.materials.views import files

app_name = "materials"
urlpatterns = [
    path("files/<slug:key>/", files.download, name="file"),
    path("files/<slug:key>/thumb.jpg", files.thumb, name="thumb"),
    path("files/<slug:key>/pages/<int:number>.jpg", files.page, name="page"),
]
