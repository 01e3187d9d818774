"""Admin pages of studies and versions, which change in their files only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.admin.filtered import FilteredAdmin
from core.admin.read_only import ReadOnlyAdmin
from survey.design.path import participant_path
from survey.enrolment.entry_parameters import PILOT_PERMISSION
from survey.enrolment.models import Slot
from survey.participation.flow import slots_by_order, version_flow
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.models import EnrolmentWindow, Study, StudyVersion
from survey.studies.study_links import StudyLink, add_study_link, study_links

add_study_link(StudyLink("Walk through it as a pilot", "survey:pilot", PILOT_PERMISSION))


@admin.register(Study)
class StudyAdmin(ReadOnlyAdmin):
    list_display = ("slug", "title")
    fields = ("title", "for_participants", "loaded_versions")
    change_form_template = "studies/admin_study.html"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        study = Study.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        offered = study_links(study.kind) if study else ()
        links = [link for link in offered if request.user.has_perm(link.permission)]
        context = {**(extra_context or {}), "links": links}
        return super().change_view(request, object_id, form_url, context)

    @admin.display
    def title(self, study: Study) -> str:
        version = current_version(study.slug)
        return version.definition.title if version else "-"

    @admin.display
    def for_participants(self, study: Study) -> SafeString:
        return format_html('<a href="{0}">{0}</a>', reverse("survey:study", args=[study.slug]))

    @admin.display(description="versions")
    def loaded_versions(self, study: Study) -> SafeString:
        address = "admin:survey_studyversion_change"
        lines = (
            (reverse(address, args=[version.pk]), version.label) for version in study.versions.all()
        )
        return format_html_join(", ", '<a href="{}">{}</a>', lines)


@admin.register(StudyVersion)
class StudyVersionAdmin(ReadOnlyAdmin):
    list_display = ("study", "label", "loaded_at", "digest")
    list_filter = ("study",)
    list_select_related = ("study",)
    fields = ("study", "label", "title", "loaded_at", "digest", "counts", "participant_path")

    @admin.display
    def title(self, version: StudyVersion) -> str:
        return version.definition.title

    @admin.display(description="how it is going")
    def counts(self, version: StudyVersion) -> SafeString:
        slots = Slot.objects.filter(version=version, population=Population.PEOPLE)
        context = {
            "flow": version_flow(version, Population.PEOPLE),
            "simulated": version_flow(version, Population.SIMULATED).began,
            "slots": slots_by_order(slots),
        }
        return render_to_string("studies/_flow.html", context)

    @admin.display
    def participant_path(self, version: StudyVersion) -> SafeString:
        pages = participant_path(version.survey, list(version.survey.scenarios))
        lines = ((page.step, page.title, page.scenario or "") for page in pages)
        return format_html_join("", "Step {}: {} {}<br>", lines)


@admin.register(EnrolmentWindow)
class EnrolmentWindowAdmin(FilteredAdmin):
    list_display = ("study", "opens_at", "closes_at", "quota", "invited_only")
    list_select_related = ("study",)
    fields = (
        "study",
        "opens_at",
        "closes_at",
        "quota",
        "invited_only",
        "starts_a_minute",
        "idle_minutes",
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An enrolment window cannot move to another study."""
        return ("study",) if obj else ()
