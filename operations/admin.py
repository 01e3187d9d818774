"""The log of changes in the admin, and as a CSV file."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from core.admin.read_only import ReadOnlyAdmin
from core.csv_cells import cell
from operations.change_log import COLUMNS
from operations.models import Change


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ("number", "happened_at", "by", "kind", "what", "which")
    list_filter = ("what", "kind", "happened_at")
    search_fields = ("by", "which")
    fields = (*COLUMNS, "digest")
    change_list_template = "admin/operations/changes.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.csv_view)
        return [path("csv/", view, name="operations_changes_csv"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_export = request.user.has_perm("operations.export_change")
        return super().changelist_view(request, {**(extra_context or {}), "may_export": may_export})

    def csv_view(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.has_perm("operations.export_change"):
            raise PermissionDenied
        return StreamingHttpResponse(
            _lines(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="changes.csv"'},
        )


class _LineStream:
    """A stream for a CSV writer, whose `writerow` then gives the line itself."""

    def write(self, line: str) -> str:
        return line


def _lines() -> Iterator[str]:
    writer = csv.writer(_LineStream())
    yield writer.writerow((*COLUMNS, "digest"))
    for change in Change.objects.order_by("number").iterator():
        values = (getattr(change, name) for name in (*COLUMNS, "digest"))
        yield writer.writerow([cell(_text(value)) for value in values])


def _text(value: Any) -> Any:
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else value
