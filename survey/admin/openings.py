"""When studies are open, for how many, and for whom."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from attribution.admin.filtered import FilteredAdmin
from survey.models import Opening


@admin.register(Opening)
class OpeningAdmin(FilteredAdmin):
    list_display = ("study", "opens_at", "closes_at", "quota", "invited_only")
    list_select_related = ("study",)
    fields = (
        "study", "opens_at", "closes_at", "quota", "invited_only", "starts_a_minute",
        "idle_minutes",
    )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An opening stays with its study."""
        return ("study",) if obj else ()
