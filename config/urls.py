"""The root of every address; each app keeps its own below it."""

from django.contrib import admin
from django.urls import include, path

admin.site.site_header = admin.site.site_title = "Needfinder"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("survey.urls")),
]
