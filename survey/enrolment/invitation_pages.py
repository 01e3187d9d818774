"""Admin pages of invitations: made several at a time, listed as links until they are used."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from survey.enrolment.entry_parameters import EntryParameters
from survey.enrolment.invitations import make_invitations, unused_invitations
from survey.enrolment.models import Invitation
from survey.members.lists import OfStudies, StudyFilter
from survey.studies.find import surveys

MOST = 500
"""The most links that one page lists to be copied."""


class InvitationsForm(forms.Form):
    study = forms.ModelChoiceField(surveys())
    number = forms.IntegerField(min_value=1, max_value=MOST, help_text=f"Up to {MOST} at once")


@admin.register(Invitation)
class InvitationAdmin(OfStudies):
    list_display = ("study", "made_at", "used_on")
    list_display_links = None
    list_filter = (StudyFilter, ("used_on", admin.EmptyFieldListFilter))
    list_select_related = ("study",)
    fields = ("study", "made_at", "used_on")
    change_list_template = "enrolment/invitations.html"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        links = path(
            "links/<slug:slug>/",
            self.admin_site.admin_view(self.links_view),
            name="survey_invitation_links",
        )
        return [links, *super().get_urls()]

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = InvitationsForm(request.POST or None)
        if form.is_valid():
            study = form.cleaned_data["study"]
            make_invitations(study, form.cleaned_data["number"], made_at=timezone.now())
            return redirect("admin:survey_invitation_links", study.slug)
        return self._page(request, "enrolment/make_invitations.html", "Make invitations", form=form)

    def links_view(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        study = get_object_or_404(surveys(), slug=slug)
        address = request.build_absolute_uri(reverse("survey:study", args=[slug]))
        links = [
            EntryParameters(invitation.token).added_to(address)
            for invitation in unused_invitations(study)
        ]
        title = f"Unused invitations to {study}"
        return self._page(request, "enrolment/invitation_links.html", title, links=links)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "studies": surveys()}
        return super().changelist_view(request, context)

    def _page(
        self, request: HttpRequest, template: str, title: str, **context: Any
    ) -> HttpResponse:
        context |= {**self.admin_site.each_context(request), "title": title}
        return TemplateResponse(request, template, context)
