"""Studies and their versions, to read: a study changes in its file, not here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from survey.design.path import participant_path
from survey.models import Study, StudyVersion


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Study)
class StudyAdmin(ReadOnlyAdmin):
    list_display = ("slug",)


@admin.register(StudyVersion)
class StudyVersionAdmin(ReadOnlyAdmin):
    list_display = ("study", "label", "loaded_at", "digest")
    list_filter = ("study",)
    list_select_related = ("study",)
    fields = ("study", "label", "title", "loaded_at", "digest", "participant_path")

    @admin.display
    def title(self, version: StudyVersion) -> str:
        return version.definition.title

    @admin.display
    def participant_path(self, version: StudyVersion) -> SafeString:
        pages = participant_path(version.definition, list(version.definition.scenarios))
        lines = ((page.step, page.title, page.scenario or "") for page in pages)
        return format_html_join("", "Step {}: {} {}<br>", lines)
