"""The addresses below /api/studies/: they only read, and note each answer that holds data."""

import json
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import APIException, NotFound, ParseError, PermissionDenied
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from analysis.api.answers import (
    CountsAnswer,
    Plan,
    Refusal,
    Rows,
    StudyList,
    StudySummary,
    TableList,
    TableSummary,
    VersionAnswer,
    VersionList,
    VersionSummary,
)
from analysis.api.asked import POPULATION, REFUSALS, StudyView, chosen, population_asked
from analysis.api.counts import counts_of, state_of
from analysis.api.models import ApiToken
from analysis.api.rows import WRITERS, table_pieces
from analysis.api.tokens import READ_BY_PROGRAM
from analysis.errors import CannotReport
from analysis.export.descriptor import schema_of
from analysis.export.package import before_names, scope_of, tables_of
from analysis.export.page import EXPORT_IDENTIFYING
from analysis.export.scope import StudyScope
from analysis.report.page import READ_REPORTS
from analysis.report.pages import archive
from analysis.report.writers import FORMATS
from survey.members.access import studies_where
from survey.studies.downloads import note_download
from survey.studies.find import current_version
from survey.studies.models import Study, StudyKind, StudyVersion

IDENTIFYING = OpenApiParameter("identifying", enum=("no", "yes"), default="no")
TIMES = OpenApiParameter("times", enum=("seconds", "days"), default="seconds")
FORMAT = OpenApiParameter("format", enum=tuple(WRITERS), default="csv")

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


class Tables(StudyView):
    @extend_schema(
        operation_id="list_tables",
        parameters=[POPULATION],
        responses={200: TableList, 400: Refusal, **REFUSALS},
    )
    def get(self, request: Request, slug: str) -> Response:
        """List the tables of the data package, with their columns."""
        scope = scope_of(self.study, population=population_asked(request))
        tables = [
            TableSummary(name=one.name, description=one.meaning, table_schema=schema_of(one))
            for one in tables_of(scope)
        ]
        listed = TableList(
            study=slug,
            population=scope.population,
            participants=len(scope.people),
            tables=tables,
        )
        return Response(listed.model_dump(mode="json"))


class OneTable(StudyView):
    @extend_schema(
        operation_id="read_table",
        parameters=[POPULATION, FORMAT, IDENTIFYING, TIMES],
        responses={
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/json"): Rows,
            400: Refusal,
            **REFUSALS,
        },
    )
    def get(self, request: Request, slug: str, name: str) -> HttpResponseBase:
        """Read a table: the rows and columns that the data package has."""
        form = chosen(request, "format", tuple(WRITERS))
        scope = self._scope(request)
        table = next((one for one in tables_of(scope) if one.name == name), None)
        if table is None:
            raise NotFound(
                f"{slug} has no table {name}. GET /api/studies/{slug}/tables/ lists those it has."
            )
        details = {
            "token": self.token_name,
            "population": scope.population.value,
            "participants": len(scope.people),
            "identifying": scope.with_identifying,
            "format": form,
        }
        note_download(self.study, f"table {name}", details)
        return StreamingHttpResponse(
            table_pieces(scope, table, form),
            content_type=WRITERS[form][1],
            headers=_attached(f"{slug}-{before_names(scope)}{name}.{form}"),
        )

    def _scope(self, request: Request) -> StudyScope:
        identifying = chosen(request, "identifying", ("no", "yes")) == "yes"
        if identifying and self.study.kind == StudyKind.INTERVIEWS:
            raise ParseError(
                "What people said in interviews is in no table. Leave identifying out."
            )
        if identifying and not request.user.has_perm(EXPORT_IDENTIFYING, self.study):
            raise PermissionDenied(
                "Only leads of the study read answers that could tell who somebody is. Leave "
                "identifying out, or ask one of them."
            )
        return scope_of(
            self.study,
            population=population_asked(request),
            with_identifying=identifying,
            days_only=chosen(request, "times", ("seconds", "days")) == "days",
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
            return HttpResponse(content, content_type=kind, headers=_attached(f"{name}.{form}"))
        return HttpResponse(
            archive(files), content_type=ARCHIVE, headers=_attached(f"{name}-{form}.zip")
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


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
