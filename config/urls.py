"""The root of every address; each app keeps its own below it."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

admin.site.site_header = admin.site.site_title = "Needfinder"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("attribution.urls")),
    path("api/schema/", SpectacularJSONAPIView.as_view(), name="api-schema"),
    path("", include("survey.urls")),
]
