"""The addresses below /api/studies/: they only read, and note each answer that holds data."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException, NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from analysis.api.answers import (
    CountsAnswer,
    Plan,
    Refusal,
    StudyList,
    StudySummary,
    VersionAnswer,
    VersionList,
    VersionSummary,
)
from analysis.api.counts import counts_of, state_of
from analysis.api.models import ApiToken
from analysis.api.study_view import POPULATION, REFUSALS, StudyView, attached, population_asked
from analysis.api.tokens import READ_BY_PROGRAM
from analysis.errors import CannotReport
from analysis.report.page import READ_REPORTS
from analysis.report.pages import archive
from analysis.report.writers import FORMATS
from survey.members.access import studies_where
from survey.studies.downloads import note_download
from survey.studies.find import current_version
from survey.studies.models import Study, StudyVersion

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Of the formats that are one file; the others come as an archive."""

ARCHIVE = "application/zip"


class Conflict(APIException):
    status_code = 409


class Studies(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="list_studies", responses={200: StudyList, 401: Refusal})
    def get(self, request: Request) -> Response:
        """List the studies that can be read with this token or in this browser."""
        studies = studies_where(request.user, READ_BY_PROGRAM).order_by("slug")
        if isinstance(request.auth, ApiToken):
            studies = studies.filter(pk=request.auth.study_id)
        return Response([_summary(study).model_dump(mode="json") for study in studies])


class OneStudy(StudyView):
    @extend_schema(operation_id="read_study", responses={200: StudySummary, **REFUSALS})
    def get(self, request: Request, slug: str) -> Response:
        """Read a study's title, state and versions."""
        return Response(_summary(self.study).model_dump(mode="json"))


def _summary(study: Study) -> StudySummary:
    version = current_version(study.slug)
    return StudySummary.model_validate(
        {
            "study": study.slug,
            "title": version.definition.title if version else study.slug,
            "kind": study.kind,
            "state": state_of(study, now=timezone.now()),
            "versions": list(study.versions.values_list("label", flat=True)),
        }
    )


class Versions(StudyView):
    @extend_schema(operation_id="list_versions", responses={200: VersionList, **REFUSALS})
    def get(self, request: Request, slug: str) -> Response:
        """List the versions of the study."""
        versions = _versions_of(self.study)
        listed = VersionList([VersionSummary(**_about(version)) for version in versions])
        return Response(listed.model_dump(mode="json"))


class OneVersion(StudyView):
    @extend_schema(operation_id="read_version", responses={200: VersionAnswer, **REFUSALS})
    def get(self, request: Request, slug: str, label: str) -> Response:
        """Read the whole study file of a version."""
        version = next((one for one in _versions_of(self.study) if one.label == label), None)
        if version is None:
            raise NotFound(
                f"{slug} has no version {label}. GET /api/studies/{slug}/versions/ lists those it "
                "has."
            )
        answer = VersionAnswer(**_about(version), content=json.loads(version.content))
        return Response(answer.model_dump(mode="json"))


def _versions_of(study: Study) -> Any:
    return StudyVersion.objects.filter(study=study).select_related("preregistration")


def _about(version: StudyVersion) -> dict[str, Any]:
    registered = getattr(version, "preregistration", None)
    plan = registered and Plan(
        sha256=registered.digest,
        registered_at=registered.registered_at,
        begun_before=registered.begun_before,
    )
    return {
        "version": version.label,
        "sha256": version.digest,
        "loaded_at": version.loaded_at,
        "plan": plan,
    }


class OneReport(StudyView):
    permissions = (READ_BY_PROGRAM, READ_REPORTS)

    @extend_schema(
        operation_id="read_report",
        parameters=[POPULATION],
        responses={
            **{(200, kind.split(";")[0]): OpenApiTypes.BINARY for kind in MEDIA_TYPES.values()},
            (200, ARCHIVE): OpenApiTypes.BINARY,
            400: Refusal,
            409: Refusal,
            **REFUSALS,
        },
    )
    def get(self, request: Request, slug: str, form: str) -> HttpResponse:
        """Read the report, computed now: html, json, pdf and xlsx, or latex and csv in a ZIP."""
        from analysis.report.of_study import report_of
        from analysis.report.writers import written  # slow: openpyxl

        if form not in FORMATS:
            raise NotFound(f"There is no report in {form}. Use {', '.join(FORMATS)}.")
        population = population_asked(request)
        try:
            report = report_of(self.study, population)
            files = written(report, (form,))
        except CannotReport as problem:
            raise Conflict(str(problem)) from problem
        details = {"token": self.token_name, "population": population.value, "format": form}
        note_download(self.study, "report", details)
        name = f"{slug}-{report.stem}"
        if form in MEDIA_TYPES:
            content, kind = files[f"{report.stem}.{form}"], MEDIA_TYPES[form]
            return HttpResponse(content, content_type=kind, headers=attached(f"{name}.{form}"))
        return HttpResponse(
            archive(files), content_type=ARCHIVE, headers=attached(f"{name}-{form}.zip")
        )


class Counts(StudyView):
    permissions = (READ_BY_PROGRAM, "survey.watch_study")

    @extend_schema(
        operation_id="read_counts",
        parameters=[POPULATION],
        responses={200: CountsAnswer, 400: Refusal, **REFUSALS},
    )
    def get(self, request: Request, slug: str) -> Response:
        """Count who came and how far they got, page by page, with medians of times."""
        version = current_version(slug)
        if version is None:
            raise NotFound(f"{slug} has no version yet, so nobody took part. Load one first.")
        counts = counts_of(version, population_asked(request), now=timezone.now())
        return Response(counts.model_dump(mode="json"))
