"""Invitations: links made together, listed until they are used, to copy or to download."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.csv_response import csv_file
from survey.enrolment.entry_parameters import EntryParameters
from survey.enrolment.invitations import (
    batches,
    delete_unused,
    make_invitations,
    unused_invitations,
)
from survey.studies.models import Study, StudyVersion
from workspace.frame.pages import study_page
from workspace.recruit.survey_only import of_survey, public_address

MOST = 500
"""The most links that are made at once."""

ON_A_PAGE = 100


class InvitationsForm(forms.Form):
    number = forms.IntegerField(
        label="How many", min_value=1, max_value=MOST, help_text=f"Up to {MOST} at once"
    )
    label = forms.CharField(
        label="What they are for",
        required=False,
        max_length=60,
        help_text="Such as a class or a mailing list, to tell them apart. No names of people: "
        "nothing here says who began.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_survey
def invitations(request: HttpRequest, version: StudyVersion) -> HttpResponse:
    study = version.study
    form = InvitationsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        _require(request, study, "survey.add_invitation")
        if form.is_valid():
            number, label = form.cleaned_data["number"], form.cleaned_data["label"]
            make_invitations(study, number, made_at=timezone.now(), label=label)
            messages.success(request, f"{number} link{'s were' if number > 1 else ' was'} made.")
            return redirect("workspace:invitations", study.slug)
    unused = unused_invitations(study)
    listed = Paginator(unused, ON_A_PAGE).get_page(request.GET.get("page", "1"))
    address = public_address(request, study)
    return study_page(
        request,
        study,
        "recruit/invitations.html",
        "Invitations",
        status=422 if form.is_bound else 200,
        form=form,
        batches=batches(study),
        listed=listed,
        links=[(one, EntryParameters(one.token).added_to(address)) for one in listed],
        may_make=request.user.has_perm("survey.add_invitation", study),
        may_delete=request.user.has_perm("survey.delete_invitation", study),
    )


@require_safe
@of_survey
def links_csv(request: HttpRequest, version: StudyVersion) -> HttpResponse:
    """The unused links as a table, with the day on which each was made."""
    study, address = version.study, public_address(request, version.study)
    rows = (
        (EntryParameters(one.token).added_to(address), one.label, one.made_at.date())
        for one in unused_invitations(study)
    )
    return csv_file(f"{study.slug}-invitations.csv", ("link", "label", "made_on"), rows)


@require_http_methods(["POST"])
@of_survey
def delete_links(request: HttpRequest, version: StudyVersion) -> HttpResponse:
    study = version.study
    number = delete_unused(study, request.POST.getlist("token")[:ON_A_PAGE])
    if number:
        said = "links no longer admit" if number > 1 else "link no longer admits"
        messages.success(request, f"{number} {said} anybody.")
    else:
        messages.error(
            request, "No unused link was chosen. Tick the links to delete, and try again."
        )
    return redirect("workspace:invitations", study.slug)


def _require(request: HttpRequest, study: Study, permission: str) -> None:
    if not request.user.has_perm(permission, study):
        raise PermissionDenied
