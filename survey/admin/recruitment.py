"""Who was recruited and whom to thank: to read, and to delete."""

from django.contrib import admin

from attribution.admin.read_only import ReadOnlyAdmin
from survey.recruitment.models import CompensationContact, RecruitmentIdentifier


@admin.register(RecruitmentIdentifier)
class RecruitmentIdentifierAdmin(ReadOnlyAdmin):
    list_display = ("panel_participant", "study", "panel_study", "panel_session", "arrived_on")
    list_filter = ("study", "arrived_on")
    search_fields = ("panel_participant", "panel_session")
    fields = ("study", "panel_participant", "panel_study", "panel_session", "arrived_on")

    has_delete_permission = admin.ModelAdmin.has_delete_permission


@admin.register(CompensationContact)
class CompensationContactAdmin(ReadOnlyAdmin):
    list_display = ("address", "study", "given_on")
    list_filter = ("study", "given_on")
    search_fields = ("address",)
    fields = ("study", "address", "given_on")

    has_delete_permission = admin.ModelAdmin.has_delete_permission
