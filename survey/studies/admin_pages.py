"""Admin pages of studies and versions, which change in their files only."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.admin.read_only import ReadOnlyAdmin
from survey.design.path import participant_path
from survey.design.piping import in_brackets
from survey.enrolment.entry_parameters import PILOT_PERMISSION
from survey.enrolment.models import Slot
from survey.members.lists import OfStudies, StudyFilter
from survey.participation.flow import slots_by_order, version_flow
from survey.population import Population
from survey.studies.find import title_of
from survey.studies.models import EnrolmentWindow, Study, StudyKind, StudyVersion
from survey.studies.study_links import StudyLink, add_study_link, study_links

add_study_link(StudyLink("Walk through it as a pilot", "survey:pilot", PILOT_PERMISSION))


@admin.register(Study)
class StudyAdmin(OfStudies, ReadOnlyAdmin):
    study_path = "pk"
    list_display = ("title", "kind", "slug")
    fields = ("title", "kind", "for_participants", "loaded_versions")
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

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"title": title_of(kwargs["obj"]), "subtitle": ""}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(ordering="slug")
    def title(self, study: Study) -> str:
        return title_of(study)

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
class StudyVersionAdmin(OfStudies, ReadOnlyAdmin):
    list_display = ("title", "label", "loaded_at")
    list_filter = (StudyFilter,)
    list_select_related = ("study",)

    class Media:
        css: ClassVar = {"all": ("studies/admin.css",)}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"title": f"Version {kwargs['obj'].label}", "subtitle": ""}
        return super().render_change_form(request, context, *args, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The way through a survey, or whom a study of interviews takes and what it asks."""
        is_interviews = obj is not None and obj.study.kind == StudyKind.INTERVIEWS
        shown = ("recorded", "interview_plan") if is_interviews else ("counts", "participant_path")
        return ("title", "label", "loaded_at", *shown, "digest")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.get_fields(request, obj)

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

    @admin.display(description="participants")
    def recorded(self, version: StudyVersion) -> str:
        people = version.interviewees.filter(population=Population.PEOPLE).count()
        simulated = version.interviewees.filter(population=Population.SIMULATED).count()
        withdrew = version.interview_withdrawals.filter(expired=False).count()
        counted = f"{people} recorded, {withdrew} withdrew"
        return f"{counted}; {simulated} simulated, counted nowhere else" if simulated else counted

    @admin.display(description="whom it takes, and what it asks")
    def interview_plan(self, version: StudyVersion) -> SafeString:
        return render_to_string("studies/_interviews.html", {"study": version.interviews})

    @admin.display
    def participant_path(self, version: StudyVersion) -> SafeString:
        survey = version.survey
        axes = {
            key: axis.name
            for scenario in survey.scenarios
            for key, axis in survey.space_of(scenario).axes.items()
        }
        pages = [
            (page, [in_brackets(question.text, axes) for question in page.questions])
            for page in participant_path(survey, list(survey.scenarios))
        ]
        return render_to_string("studies/_path.html", {"pages": pages})


@admin.register(EnrolmentWindow)
class EnrolmentWindowAdmin(OfStudies):
    """Lists which study is open when; each row leads to the page that opens and closes it."""

    list_display = ("title", "opens_at", "closes_at", "quota", "invited_only")
    list_select_related = ("study",)

    @admin.display(description="study", ordering="study__slug")
    def title(self, window: EnrolmentWindow) -> str:
        return title_of(window.study)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        study = self.study_of(object_id)
        if study is None or not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("workspace:opening", study.slug)
