"""Admin pages of recruitment: identifiers and addresses to read and delete, codes to add."""

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from core.admin.read_only import ReadOnlyAdmin
from survey.errors import CodesRefused
from survey.members.lists import OfStudies, StudyFilter
from survey.recruitment.codes import add_codes
from survey.recruitment.models import (
    BeginningThroughPanel,
    CompensationCode,
    CompensationContact,
    RecruitmentIdentifier,
)
from survey.studies.find import surveys

MOST, LONGEST, LARGEST = 20_000, 200, 5_000_000

CODE = re.compile(r"[^\s=+@-][!-~]{0,199}", flags=re.ASCII)
"""No spaces, and nothing that a spreadsheet would take for a formula."""


class CodesForm(forms.Form):
    """Codes, one a line, in a text file or in the box. Once valid, `codes` holds them."""

    study = forms.ModelChoiceField(surveys())
    file = forms.FileField(required=False, help_text="A text file with one code in each line")
    typed = forms.CharField(
        label="Or the codes themselves",
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One in each line",
    )
    codes: list[str]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lines = self._lines(cleaned.get("file"), cleaned.get("typed") or "")
        self.codes = [line.strip() for line in lines if line.strip()]
        if not self.errors:
            self._check()
        return cleaned

    def _lines(self, file: "UploadedFile[bytes] | None", typed: str) -> list[str]:
        if file is None:
            return typed.splitlines()
        if (file.size or 0) > LARGEST:
            self.add_error("file", f"This file has more than {LARGEST} bytes. Send a smaller one.")
            return []
        try:
            content: str = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", "This is no text in UTF-8. Save it as a text file (.txt, .csv).")
            return []
        return typed.splitlines() + content.splitlines()

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
    change_list_template = "recruitment/codes.html"

    has_add_permission = admin.ModelAdmin.has_add_permission
    has_delete_permission = admin.ModelAdmin.has_delete_permission

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = CodesForm(request.POST or None, request.FILES or None)
        if form.is_valid() and self._added(request, form):
            return redirect("admin:recruitment_compensationcode_changelist")
        context = {**self.admin_site.each_context(request), "title": "Add codes", "form": form}
        return TemplateResponse(request, "recruitment/add_codes.html", context)

    def _added(self, request: HttpRequest, form: CodesForm) -> bool:
        study, codes = form.cleaned_data["study"].slug, form.codes
        try:
            add_codes(study, codes)
        except CodesRefused as problem:
            form.add_error(None, str(problem))
            return False
        messages.success(request, f"{len(codes)} codes were added to {study}.")
        return True

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        unused = Count("pk", filter=Q(receiver=None))
        of_studies = CompensationCode.objects.order_by("study").values("study")
        counts = of_studies.annotate(unused=unused, all=Count("pk"))
        return super().changelist_view(request, {**(extra_context or {}), "counts": counts})
