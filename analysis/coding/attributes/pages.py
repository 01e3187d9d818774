"""The pages of attributes: all of them beside the cases, and one whose values are typed."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, reverse
from django.views.decorators.http import require_GET

from analysis.admin_pages import address, file_name, page, run_action
from analysis.coding.attributes.forms import NameForm, TableForm
from analysis.coding.attributes.models import Attribute
from analysis.coding.attributes.read import attributes_of, values_of
from analysis.coding.attributes.write import (
    LONGEST_VALUE,
    Typed,
    add_attribute,
    delete_attribute,
    rename_attribute,
    write_table,
    write_values,
)
from analysis.coding.cases.codable import codable
from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook
from analysis.coding.permissions import (
    CHANGE_CODEBOOKS,
    for_codebook_reader,
    for_researcher,
)
from analysis.errors import AnalysisError
from analysis.request_values import people_or_simulated
from core.csv_response import csv_file
from survey.population import Population

ON_A_PAGE = 200
"""Cases; their fields stay below the number that a form may send."""

BETWEEN_SEVERAL = "; "


def attribute_addresses() -> list[URLPattern]:
    prefix = "<int:pk>/attributes/<str:population>/"
    table = for_codebook_reader(attribute_table)
    return [
        address(prefix, for_codebook_reader(attributes_page), "codebook_attributes"),
        address(f"{prefix}attributes.csv", table, "codebook_attributes_csv"),
        address(f"{prefix}<slug:key>/", for_researcher(attribute_page), "codebook_attribute"),
    ]


def attributes_page(request: HttpRequest, codebook: Codebook, population: str) -> HttpResponse:
    """All attributes; who may change codebooks adds one, or pastes a table."""
    asked, study = people_or_simulated(population), codebook.study
    may_change = request.user.has_perm(CHANGE_CODEBOOKS)
    name_form, table_form = NameForm(), TableForm()
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        here = redirect("admin:analysis_codebook_attributes", codebook.pk, asked.value)
        if request.POST.get("do") == "table":
            table_form = TableForm(request.POST)
            if table_form.is_valid() and _store_table(request, codebook, asked, table_form):
                return here
        else:
            name_form = NameForm(request.POST)
            if name_form.is_valid():
                name = name_form.cleaned_data["name"]
                run_action(request, lambda: add_attribute(study, name), f"Added “{name}”.")
                return here
    attributes = attributes_of(study)
    cases = _cases(codebook, asked)
    shown = Paginator(cases, ON_A_PAGE).get_page(request.GET.get("page"))
    values = values_of(study, cases)
    context = {
        "codebook": codebook,
        "population": asked.value,
        "synthetic": asked is Population.SIMULATED,
        "attributes": attributes,
        "shown": shown,
        "rows": [
            (
                case,
                [
                    BETWEEN_SEVERAL.join(values.get(case.pk, {}).get(attribute.key, ()))
                    for attribute in attributes
                ],
            )
            for case in shown
        ],
        "may_change": may_change,
        "name_form": name_form,
        "table_form": table_form,
    }
    return page(request, "attributes/attributes.html", "Attributes", **context)


def _store_table(
    request: HttpRequest, codebook: Codebook, population: Population, form: TableForm
) -> bool:
    """Whether the table is stored; the form says why where it is not."""
    try:
        number = write_table(codebook.study, population, form.cleaned_data["table"])
    except AnalysisError as problem:
        form.add_error("table", str(problem))
        return False
    messages.success(request, f"The table is stored, with {number} values.")
    return True


def attribute_page(
    request: HttpRequest, codebook: Codebook, population: str, key: str
) -> HttpResponse:
    """The values of one attribute, to be typed case by case; renamed and deleted below them."""
    asked = people_or_simulated(population)
    attribute = get_object_or_404(
        Attribute.objects.select_related("study"), study=codebook.study, key=key
    )
    home = reverse("admin:analysis_codebook_attributes", args=[codebook.pk, asked.value])
    cases = _cases(codebook, asked)
    shown = Paginator(cases, ON_A_PAGE).get_page(request.GET.get("page"))
    name_form = NameForm(initial={"name": attribute.name})
    typed: dict[int, Typed] = {}
    if request.method == "POST":
        done = False
        match request.POST.get("do"):
            case "delete":
                if run_action(request, lambda: delete_attribute(attribute), "Deleted."):
                    return redirect(home)
            case "rename":
                name_form = NameForm(request.POST)
                if name_form.is_valid():
                    name = name_form.cleaned_data["name"]
                    done = run_action(
                        request, lambda: rename_attribute(attribute, name), "Renamed."
                    )
            case "values":
                typed = _typed(request, shown)
                done = run_action(request, lambda: write_values(attribute, typed), "Kept.")
            case _:
                raise Http404("There is no such change.")
        if done:
            return redirect(home)
        attribute.refresh_from_db()
    stored = attribute.values.values_list("case", "value")
    values = dict(stored)
    known = next(record for record in attributes_of(codebook.study) if record.key == key)
    context = {
        "codebook": codebook,
        "population": asked.value,
        "synthetic": asked is Population.SIMULATED,
        "attribute": attribute,
        "shown": shown,
        "rows": [
            (
                case,
                typed[case.pk].value if case.pk in typed else values.get(case.pk, ""),
                values.get(case.pk, ""),
            )
            for case in shown
        ],
        "known": known.values,
        "longest": LONGEST_VALUE,
        "name_form": name_form,
        "home": home,
    }
    return page(request, "attributes/attribute.html", attribute.name, **context)


@require_GET
def attribute_table(request: HttpRequest, codebook: Codebook, population: str) -> HttpResponse:
    """All attributes as the page takes them when they are pasted."""
    asked, study = people_or_simulated(population), codebook.study
    attributes, cases = attributes_of(study), _cases(codebook, asked)
    values = values_of(study, cases)
    header = ("case", "title", "synthetic", *(attribute.name for attribute in attributes))
    rows = (
        (
            case.label,
            ", ".join(transcript.title for transcript in case.transcripts.all()),
            case.synthetic,
            *(
                BETWEEN_SEVERAL.join(values.get(case.pk, {}).get(attribute.key, ()))
                for attribute in attributes
            ),
        )
        for case in cases
    )
    name = file_name(study.slug, "attributes.csv", synthetic=asked is Population.SIMULATED)
    return csv_file(name, header, rows)


def _cases(codebook: Codebook, population: Population) -> QuerySet[Case]:
    return codable(codebook.study, population).prefetch_related("transcripts")


def _typed(request: HttpRequest, cases: Iterable[Case]) -> dict[int, Typed]:
    sent = request.POST
    return {
        case.pk: Typed(sent[f"value-{case.pk}"], sent.get(f"seen-{case.pk}", ""))
        for case in cases
        if f"value-{case.pk}" in sent
    }
