"""The sample table of a study of interviews, its download, and the table of typed attributes."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from analysis.admin_pages import file_name, page
from analysis.coding.permissions import VIEW_TRANSCRIPTS
from analysis.interviews.guards import ADD, CHANGE, Sample
from analysis.interviews.read import with_transcripts
from analysis.records.interview_list import (
    deleted_interviewees,
    interviewee_records,
    interviewees,
    sample_attributes,
)
from core.csv_response import csv_file
from survey.design.interviews.attributes import Attribute
from survey.errors import SurveyError
from survey.interviews.attribute_table import TypedValue, write_attribute_table
from survey.interviews.models import Interviewee
from survey.interviews.values import LONGEST_VALUE, typed_value

ON_A_PAGE = 100
"""Participants of the sample table."""
MOST_FIELDS = 2_000
"""On a page of attributes; a form may send a few times as many."""


@require_safe
def sample_page(request: HttpRequest, sample: Sample) -> HttpResponse:
    """Everybody who consented and did not withdraw, as a report prints them; nothing of coding."""
    records = interviewee_records(sample.study, sample.population)
    attributes = sample_attributes(sample.study)
    shown = Paginator(records, ON_A_PAGE).get_page(request.GET.get("page"))
    withdrawn, expired = deleted_interviewees(sample.study, sample.population)
    rows = [
        (record, [record.attributes.get(key, "") for key in attributes])
        for record in with_transcripts(shown)
    ]
    context = {
        **shared(sample),
        "attributes": attributes.values(),
        "rows": rows,
        "shown": shown,
        "number": len(records),
        "missing": sum(bool(record.missing) for record in records),
        "withdrawn": withdrawn,
        "expired": expired,
        "may_add": request.user.has_perm(ADD),
        "may_change": request.user.has_perm(CHANGE),
        "may_read": request.user.has_perm(VIEW_TRANSCRIPTS),
    }
    return page(request, "interviews/sample.html", f"Participants of {sample.study}", **context)


@require_safe
def sample_table(request: HttpRequest, sample: Sample) -> HttpResponse:
    """The sample table as the page takes it when it is imported."""
    attributes = sample_attributes(sample.study)
    header = (
        *("number", "consented_on", "language", "channel", "version", "synthetic"),
        *(attribute.title for attribute in attributes.values()),
    )
    versions = {version.pk: version for version in sample.study.versions.select_related("study")}
    people = interviewees(sample.study, sample.population)
    name = file_name(sample.study.slug, "participants.csv", synthetic=sample.synthetic)
    return csv_file(name, header, (_line(row, versions, attributes) for row in people))


def _line(row: Interviewee, versions: Any, attributes: Any) -> list[object]:
    version = versions[row.version_id]
    known = version.interviews.attributes
    return [
        row.label,
        row.consented_on.isoformat(),
        row.consent_language,
        row.channel,
        version.label,
        row.population != "people",
        *(_cell(known.get(key), row.attributes.get(key)) for key in attributes),
    ]


def _cell(attribute: Attribute | None, value: str | float | None) -> object:
    """A choice in its words, a number without its unit."""
    if attribute is None or value is None:
        return ""
    return attribute.options.get(str(value)) or typed_value(attribute, value)


def attributes_page(request: HttpRequest, sample: Sample) -> HttpResponse:
    """All attributes of everybody, typed into one table."""
    attributes = sample_attributes(sample.study)
    people = interviewees(sample.study, sample.population).select_related("version__study")
    on_a_page = max(MOST_FIELDS // (2 * max(len(attributes), 1)), 10)
    shown = Paginator(people, min(on_a_page, ON_A_PAGE)).get_page(request.GET.get("page"))
    rows = list(shown)
    typed: dict[int, dict[str, TypedValue]] = {}
    problem = ""
    if request.method == "POST":
        typed = _typed(request, rows, list(attributes))
        try:
            number = write_attribute_table(sample.study, typed)
        except SurveyError as refused:
            problem = str(refused)
        else:
            values = "value" if number == 1 else "values"
            messages.success(request, f"{number} {values} changed.")
            return redirect(
                "admin:analysis_interviewees_of", sample.study.slug, sample.population.value
            )
        rows = list(people.filter(pk__in=[row.pk for row in rows]))
    context = {
        **shared(sample),
        "attributes": attributes.items(),
        "rows": [(row, list(_cells(row, attributes, typed.get(row.pk, {})))) for row in rows],
        "shown": shown,
        "problem": problem,
        "longest": LONGEST_VALUE,
    }
    return page(request, "interviews/attributes.html", "Attributes of participants", **context)


def _typed(
    request: HttpRequest, people: Sequence[Interviewee], keys: Sequence[str]
) -> dict[int, dict[str, TypedValue]]:
    sent = request.POST
    return {
        row.pk: {
            key: TypedValue(sent[f"value-{row.pk}-{key}"], sent.get(f"seen-{row.pk}-{key}", ""))
            for key in keys
            if f"value-{row.pk}-{key}" in sent
        }
        for row in people
    }


def _cells(row: Interviewee, attributes: Any, typed: dict[str, TypedValue]) -> Iterator[Any]:
    """For each column None, where the version of the consent has no such attribute, or its field.

    `seen` is what is stored now, and `value` what was typed, where it was.
    """
    known = row.version.interviews.attributes
    for key in attributes:
        if key not in known:
            yield None
            continue
        seen = typed_value(known[key], row.attributes.get(key))
        value = typed[key].value if key in typed else seen
        yield {
            "key": key,
            "seen": seen,
            "shown": known[key].options.get(seen, seen),
            "value": value,
            "options": known[key].options.items(),
            "is_number": known[key].type == "number",
        }


def shared(sample: Sample) -> dict[str, Any]:
    """What all pages of a sample show."""
    return {
        "study": sample.study,
        "population": sample.population.value,
        "synthetic": sample.synthetic,
    }
