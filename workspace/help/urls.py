from django.contrib import admin
from django.urls import path

from workspace.help import pages

urlpatterns = [
    path("help/", admin.site.admin_view(pages.home), name="help"),
    path("help/search/", admin.site.admin_view(pages.help_search), name="help_search"),
    path("help/images/<str:name>", admin.site.admin_view(pages.help_picture), name="help_picture"),
    path("help/<path:name>/", admin.site.admin_view(pages.help_page), name="help_page"),
]
