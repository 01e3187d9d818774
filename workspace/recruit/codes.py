"""Personal codes: added from a list or made here, and how many are left."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.csv_response import csv_file
from survey.errors import CodesRefused
from survey.recruitment.codes import add_codes, codes_given, codes_left, make_codes
from survey.studies.enrolment_window import enrolment_state
from survey.studies.models import StudyVersion
from workspace.frame.pages import study_page
from workspace.recruit.pages import recruiting_of
from workspace.recruit.survey_only import of_survey
from workspace.recruit.text_upload import text_in

MOST, LONGEST, LARGEST = 20_000, 200, 5_000_000

CODE = re.compile(r"[^\s=+@-][!-~]{0,199}", flags=re.ASCII)
"""No spaces, and nothing that a spreadsheet would take for a formula."""


class CodesForm(forms.Form):
    """Codes, one a line, in a text file or in the box. Once valid, `codes` holds them."""

    file = forms.FileField(required=False, help_text="A text file with one code in each line")
    typed = forms.CharField(
        label="Or the codes themselves",
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One in each line",
    )
    codes: list[str]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text = text_in(self, "file", "typed", largest=LARGEST)
        self.codes = [line.strip() for line in text.splitlines() if line.strip()]
        if not self.errors:
            self._check()
        return cleaned

    def _check(self) -> None:
        if not self.codes:
            self.add_error(None, "There is no code. Choose a file, or write one code in each line.")
        elif len(self.codes) > MOST:
            self.add_error(None, f"These are more than {MOST} codes. Send them in parts.")
        for number, code in enumerate(self.codes, start=1):
            if not CODE.fullmatch(code):
                self.add_error(
                    None,
                    f"Code {number} is no code: write letters, digits and signs without a space, "
                    f"at most {LONGEST}, that do not begin with =, +, - or @. Nothing was added.",
                )
                return


class MakeCodesForm(forms.Form):
    number = forms.IntegerField(
        label="How many", min_value=1, max_value=MOST, help_text=f"Up to {MOST} at once"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_survey
def codes(request: HttpRequest, version: StudyVersion) -> HttpResponse:
    """The counts, a form to add codes, and one to make them, whose answer is a file."""
    makes = "number" in request.POST
    is_sent = request.method == "POST"
    add = CodesForm(request.POST, request.FILES) if is_sent and not makes else CodesForm()
    make = MakeCodesForm(request.POST if makes else None)
    if request.method == "POST":
        if not request.user.has_perm("recruitment.add_compensationcode", version.study):
            raise PermissionDenied
        answer = _made(version, make) if makes else _added(request, version, add)
        if answer is not None:
            return answer
    return _page(request, version, add, make)


def _added(request: HttpRequest, version: StudyVersion, form: CodesForm) -> HttpResponse | None:
    slug = version.study.slug
    if form.is_valid() and _stored(form, lambda: add_codes(slug, form.codes)):
        messages.success(request, f"{len(form.codes)} codes were added.")
        return redirect("workspace:codes", slug)
    return None


def _made(version: StudyVersion, form: MakeCodesForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    slug = version.study.slug
    made = make_codes(slug, form.cleaned_data["number"])
    return csv_file(f"{slug}-codes.csv", ("code",), ([code] for code in made))


def _stored(form: forms.Form, store: Callable[[], None]) -> bool:
    try:
        store()
    except CodesRefused as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _page(
    request: HttpRequest, version: StudyVersion, add: CodesForm, make: MakeCodesForm
) -> HttpResponse:
    study = version.study
    state = enrolment_state(study, now=timezone.now())
    return study_page(
        request,
        study,
        "recruit/codes.html",
        "Personal codes",
        status=422 if add.is_bound or make.is_bound else 200,
        add=add,
        make=make,
        left=codes_left(study.slug),
        given=codes_given(study.slug),
        are_few=recruiting_of(version, state).codes_are_few,
        kind=version.survey.compensation.kind,
        until=version.survey.retention.contacts_until,
    )
