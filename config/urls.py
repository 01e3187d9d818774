"""The root of every address; each app keeps its own below it."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

from attribution.views import picture

admin.site.site_header = admin.site.site_title = "Needfinder"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("attribution.urls")),
    path("pictures/<str:digest>.<str:suffix>", picture, name="picture"),
    path("api/schema/", SpectacularJSONAPIView.as_view(), name="api-schema"),
    path("", include("survey.urls")),
]
