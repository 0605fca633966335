"""Every address of the house; each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from yichuang.config.api import api

handler400 = "yichuang.config.api.bad_request"
handler403 = "yichuang.web.errors.forbidden"
handler404 = "yichuang.config.api.not_found"
handler429 = "yichuang.accounts.views.limits.too_many"  # asked for by allauth
handler500 = "yichuang.web.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),  # first: machines ask most often
    path("", include("yichuang.web.urls")),
    path("", include("yichuang.portal.urls")),
    path("", include("yichuang.accounts.urls")),
    path("", include("yichuang.materials.urls")),
    path("", include("yichuang.documents.urls")),
    path("", include("yichuang.reviews.urls")),
    path("", include("yichuang.guidance.urls")),
    path("", include("yichuang.insight.urls")),
    path("", include("yichuang.lobby.urls")),
    path("", include("yichuang.catalogue.urls")),
    path("desk/", include("yichuang.desk.urls")),
]
