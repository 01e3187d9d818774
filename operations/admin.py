"""The log of changes of the whole server in the admin, and as a CSV file."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from core.admin.read_only import ReadOnlyAdmin
from operations.change_log import COLUMNS
from operations.downloads import note_download
from operations.log_file import log_file
from operations.models import Change


def may_in_whole_log(request: HttpRequest, permission: str) -> bool:
    """Whether a group of the server gives the permission; a role in a study is not enough.

    A study's own auditors read its part of the log, on the page of the study.
    """
    user = request.user
    return f"operations.{permission}" in user.get_all_permissions()


class StudyOfChange(admin.AllValuesFieldListFilter):
    """The studies of the log; what is about none has words too, or its link would have no name."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "of no study"}


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ("number", "happened_at", "by", "kind", "study", "what", "which")
    list_display_links = ("number", "which")
    list_filter = ("kind", "what", "happened_at", ("study", StudyOfChange))
    search_fields = ("by", "which")
    fields = (*COLUMNS, "digest")
    change_list_template = "admin/operations/changes.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_in_whole_log(request, "view_change")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.csv_view)
        return [path("csv/", view, name="operations_changes_csv"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_export = may_in_whole_log(request, "export_change")
        return super().changelist_view(request, {**(extra_context or {}), "may_export": may_export})

    def csv_view(self, request: HttpRequest) -> HttpResponseBase:
        if not may_in_whole_log(request, "export_change"):
            raise PermissionDenied
        note_download(None, "log of changes", {"study": "every study"})
        return log_file(Change.objects.order_by("number"), "changes.csv")
