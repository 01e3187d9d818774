"""The table of agreement: every value of every compared round, as it was measured."""

from collections.abc import Iterator
from typing import Any

from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.agreement import agreements
from analysis.export.scope import Scope
from analysis.export.table import Column, Table

COLUMNS = (
    Column("codebook", "string", "The codebook, by its key"),
    Column("round", "integer", "The round of that codebook, from 1"),
    Column("codebook_version", "integer", "The version that the round was coded with"),
    Column("coders", "integer", "How many coders"),
    Column(
        "about",
        "string",
        "Everything, a theme area, a theme, or a case",
        values=("all", "area", "theme", "unit"),
    ),
    Column("name", "string", "Which area, theme or case; empty for everything", required=False),
    Column("measure", "string", "The definition of agreement, by its key"),
    Column("formula", "string", "Its formula"),
    Column("reported", "boolean", "Whether it is the figure that the study reports"),
    Column("value", "number", "Percentages from 0 to 1; empty where undefined", required=False),
    Column("undefined_because", "string", "Why there is no value", required=False),
    Column("low", "number", "The lower end of its bootstrap interval", required=False),
    Column("high", "number", "The upper end", required=False),
    Column("no_interval_because", "string", "Why there is no interval", required=False),
    Column("cases", "integer", "How many cases went into it"),
    Column("themes", "integer", "How many themes were compared in each"),
    Column("times_found", "integer", "How often a coder found one of them"),
)


def agreement(scope: Scope) -> Table:
    return Table(
        "agreement",
        "One row for each figure of agreement of each compared round, as measured when the coders "
        "compared; those about a case that is deleted since are deleted as well.",
        COLUMNS,
        key=("codebook", "round", "about", "name", "measure"),
        rows=_rows(scope),
    )


def _rows(scope: Scope) -> Iterator[tuple[Any, ...]]:
    for book in Codebook.objects.filter(study=scope.study).order_by("slug"):
        for agreed in agreements(book, scope.population):
            for figure in (*agreed.figures, *agreed.cases):
                yield (
                    book.slug,
                    agreed.number,
                    agreed.version,
                    len(agreed.coders),
                    figure.over,
                    figure.name or None,
                    figure.measure.key,
                    figure.measure.formula,
                    figure == agreed.main,
                    figure.value,
                    figure.undefined or None,
                    figure.low,
                    figure.high,
                    figure.no_interval or None,
                    figure.units,
                    figure.themes,
                    figure.applied,
                )
    scope.report(len(scope.people))
