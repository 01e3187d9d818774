"""Admin lists of recruitment: identifiers, addresses and codes, to read and to delete."""

from django.contrib import admin

from core.admin.read_only import ReadOnlyAdmin
from survey.members.lists import OfStudies, StudyFilter
from survey.recruitment.models import (
    BeginningThroughPanel,
    CompensationCode,
    CompensationContact,
    RecruitmentIdentifier,
)


@admin.register(RecruitmentIdentifier)
class RecruitmentIdentifierAdmin(OfStudies, ReadOnlyAdmin):
    study_by_name = True
    list_display = ("panel_participant", "study", "panel_study", "panel_session", "arrived_on")
    list_filter = (StudyFilter, "arrived_on")
    search_fields = ("panel_participant", "panel_session")
    fields = ("study", "panel_participant", "panel_study", "panel_session", "arrived_on")

    has_delete_permission = admin.ModelAdmin.has_delete_permission


@admin.register(CompensationContact)
class CompensationContactAdmin(OfStudies, ReadOnlyAdmin):
    study_by_name = True
    list_display = ("address", "study", "given_on")
    list_filter = (StudyFilter, "given_on")
    search_fields = ("address",)
    fields = ("study", "address", "given_on")

    has_delete_permission = admin.ModelAdmin.has_delete_permission


@admin.register(BeginningThroughPanel)
class BeginningThroughPanelAdmin(OfStudies, ReadOnlyAdmin):
    study_by_name = True
    """Deleting a row lets its person begin again. A row is found by the digest of their name."""

    list_display = ("study", "began_on", "digest")
    list_filter = (StudyFilter, "began_on")
    fields = ("study", "began_on", "digest")

    has_delete_permission = admin.ModelAdmin.has_delete_permission


@admin.register(CompensationCode)
class CompensationCodeAdmin(OfStudies, ReadOnlyAdmin):
    study_by_name = True
    list_display = ("code", "study", "given_on")
    list_filter = (StudyFilter, ("given_on", admin.EmptyFieldListFilter))
    search_fields = ("code",)
    fields = ("study", "code", "given_on")

    has_delete_permission = admin.ModelAdmin.has_delete_permission
