"""Invitations as rows of the admin; they are made on the study's own page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from survey.enrolment.models import Invitation
from survey.members.lists import OfStudies, StudyFilter


@admin.register(Invitation)
class InvitationAdmin(OfStudies):
    list_display = ("study", "label", "is_mailed", "made_at", "used_on")
    list_display_links = None
    list_filter = (StudyFilter, ("used_on", admin.EmptyFieldListFilter), "is_mailed")
    list_select_related = ("study",)
    fields = ("study", "label", "is_mailed", "made_at", "used_on")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
