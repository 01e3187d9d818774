"""Who was recruited: to read where somebody is paid or asks for it, and to delete."""

from django.contrib import admin

from survey.admin.read_only import ReadOnlyAdmin
from survey.recruitment.models import RecruitmentIdentifier


@admin.register(RecruitmentIdentifier)
class RecruitmentIdentifierAdmin(ReadOnlyAdmin):
    list_display = ("panel_participant", "study", "panel_study", "panel_session", "arrived_on")
    list_filter = ("study", "arrived_on")
    search_fields = ("panel_participant", "panel_session")
    fields = ("study", "panel_participant", "panel_study", "panel_session", "arrived_on")

    has_delete_permission = admin.ModelAdmin.has_delete_permission
