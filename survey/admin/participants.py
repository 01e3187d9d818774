"""Who takes part, to read; what they said is for the analysis, and their links are theirs."""

from django.contrib import admin

from survey.admin.read_only import ReadOnlyAdmin
from survey.models import Participant


@admin.register(Participant)
class ParticipantAdmin(ReadOnlyAdmin):
    list_display = ("pk", "version", "state", "is_pilot", "consented_at", "last_active_at")
    list_filter = ("state", "is_pilot", "version__study")
    list_select_related = ("version__study",)
    # Neither the token nor the start: whoever has one of them can answer in somebody's place.
    fields = (
        "version",
        "state",
        "is_pilot",
        "from_panel",
        "contact_given",
        "consented_at",
        "consent_language",
        "consent_digest",
        "last_active_at",
        "ended_at",
    )
