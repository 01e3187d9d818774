"""The list of participants in the admin: neither their answers nor their links."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from core.admin.read_only import ReadOnlyAdmin
from survey.members.lists import OfStudies, StudyFilter
from survey.participation.models import Participant
from survey.trial.replay_pages import replay_page


@admin.register(Participant)
class ParticipantAdmin(OfStudies, ReadOnlyAdmin):
    study_path = "version__study"
    list_display = (
        "named",
        "study_title",
        "version_label",
        "state",
        "consented_at",
        "last_active_at",
    )
    when_empty = (
        "Nobody has taken part yet. Open a study, or try it out with simulated participants."
    )
    list_filter = ("state", "population", StudyFilter)
    list_select_related = ("version__study",)
    # Neither the token nor the start: whoever has one of them can answer in somebody's place.
    fields = (
        "version",
        "state",
        "kind",
        "from_panel",
        "contact_given",
        "consented_at",
        "consent_language",
        "consent_digest",
        "last_active_at",
        "ended_at",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participant]:
        """Without the study file of each row's version, which no column shows."""
        return super().get_queryset(request).defer("version__content")

    @admin.display(description="participant", ordering="number")
    def named(self, participant: Participant) -> str:
        return participant.label

    @admin.display(description="version", ordering="version")
    def version_label(self, participant: Participant) -> str:
        return participant.version.label

    def get_urls(self) -> list[URLPattern]:
        replay = path(
            "<int:pk>/replay/<slug:scenario>/",
            self.admin_site.admin_view(self.replay_view),
            name="survey_replay",
        )
        return [replay, *super().get_urls()]

    def replay_view(self, request: HttpRequest, pk: int, scenario: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return replay_page(request, pk, scenario)
