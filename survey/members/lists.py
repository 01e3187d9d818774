"""Lists of the admin that show each account the rows of its own studies alone."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from core.admin.filtered import FilteredAdmin
from survey.members.access import studies_where
from survey.studies.find import titles_by_name
from survey.studies.models import Study

LARGEST_KEY = 2**63 - 1
"""The largest that any database takes for a key."""


class OfStudies(FilteredAdmin):
    """An admin of rows that each belong to a study.

    `study_path` is the lookup that leads from a row to its study; where the rows lie in another
    database they hold the study's name, and `study_by_name` is true.
    """

    study_path = "study"
    study_by_name = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows of the studies in which the account may view rows of this model."""
        studies = studies_where(request.user, self.view_permission())
        rows = super().get_queryset(request)
        if self.study_by_name:
            names = list(studies.values_list("slug", flat=True))
            return rows.filter(**{f"{self.study_path}__in": names})
        if self.study_path == "pk":
            return rows.filter(pk__in=studies.values("pk"))
        return rows.filter(**{f"{self.study_path}__in": studies})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Refuse it, where Django would lead on to the start of the admin."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """With the titles of all studies on the page read at once."""
        listed = super().get_changelist_instance(request)
        if "study_title" in listed.list_display:
            titles = titles_by_name()
            for row in listed.result_list:
                name = str(self._value(row))
                row.title_of_its_study = titles.get(name, name)
        return listed

    @admin.display(description="study")
    def study_title(self, row: Any) -> str:
        """The title of the study that a row of the list belongs to."""
        title: str = row.title_of_its_study
        return title

    def view_permission(self) -> str:
        options = self.model._meta
        return f"{options.app_label}.view_{options.model_name}"

    def study_of(self, key: str) -> Study | None:
        """The study of the row with this primary key; None where there is no such row."""
        if not (key.isascii() and key.isdecimal() and int(key[:20]) <= LARGEST_KEY):
            return None
        row = self.model.objects.filter(pk=int(key)).first()
        return None if row is None else self._study_of_row(row)

    def _value(self, row: Model) -> Any:
        """The study, or its name, that the path leads to from a row."""
        value: Any = row
        if self.study_path != "pk":
            for name in self.study_path.split("__"):
                value = getattr(value, name, None)
        return value

    def _study_of_row(self, row: Model) -> Study | None:
        value = self._value(row)
        if self.study_by_name:
            return Study.objects.filter(slug=value).first()
        return Study.objects.filter(pk=value.pk).first() if value is not None else None


class StudyFilter(admin.SimpleListFilter):
    """Narrows a list to one study, of those that the account sees in it."""

    title = "study"
    parameter_name = "study"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self._admin: OfStudies = model_admin
        studies = studies_where(request.user, model_admin.view_permission())
        titles = titles_by_name()
        names = studies.order_by("slug").values_list("slug", flat=True)
        return [(slug, titles.get(slug, slug)) for slug in names]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        if not (slug := self.value()):
            return rows
        path = self._admin.study_path
        if path == "pk":
            return rows.filter(slug=slug)
        return rows.filter(**{path if self._admin.study_by_name else f"{path}__slug": slug})
