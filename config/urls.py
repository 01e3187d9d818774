"""The root of every address; each app keeps its own below it."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("survey.urls")),
]
