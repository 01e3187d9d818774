"""The site of the team: Django's admin, with studies first."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path


class Site(admin.AdminSite):
    site_header = site_title = "Needfinder"
    index_title = "Everything as lists"
    enable_nav_sidebar = False
    login_template = "admin/log_in.html"

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """On a server without accounts this leads to the page that makes the first one."""
        from workspace.log_in.first_start import needs_first_account

        if needs_first_account():
            return redirect("workspace:first_account")
        return super().login(request, extra_context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        lists = path("lists/", self.admin_view(self.lists), name="lists")
        return [lists, *super().get_urls()]

    def index(  # type: ignore[override]  # a page of ours
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The studies of the account, in place of the list of all models."""
        from workspace.home.pages import home

        return home(request)

    def lists(self, request: HttpRequest) -> HttpResponse:
        """Every list of rows, for administrators of the server."""
        if not getattr(request.user, "is_superuser", False):
            raise PermissionDenied
        return super().index(request)
