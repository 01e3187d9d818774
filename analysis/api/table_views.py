"""Tables of a study: the rows and columns of the data package, one at a time."""

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ParseError, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from analysis.api.answers import Refusal, Rows, TableList, TableSummary
from analysis.api.rows import WRITERS, table_pieces
from analysis.api.study_view import (
    POPULATION,
    REFUSALS,
    StudyView,
    attached,
    chosen,
    population_asked,
)
from analysis.export.descriptor import schema_of
from analysis.export.package import before_names, scope_of, tables_of
from analysis.export.page import EXPORT_IDENTIFYING
from analysis.export.scope import StudyScope
from survey.studies.downloads import note_download
from survey.studies.models import StudyKind

IDENTIFYING = OpenApiParameter("identifying", enum=("no", "yes"), default="no")
TIMES = OpenApiParameter("times", enum=("seconds", "days"), default="seconds")
FORMAT = OpenApiParameter("format", enum=tuple(WRITERS), default="csv")


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
            headers=attached(f"{slug}-{before_names(scope)}{name}.{form}"),
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
