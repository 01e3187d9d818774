"""The table of agreement: every value of every compared round, as it was measured."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.agreement import agreements
from analysis.coding.rounds.models import RoundCoder
from analysis.export.scope import StudyScope
from analysis.export.table import Column, Table
from analysis.export.tables.codes import coder_labels
from analysis.statistics.agreement.records import AgreementValue, Over

COLUMNS = (
    Column("codebook", "string", "The codebook, by its key"),
    Column("round", "integer", "The round of that codebook, from 1"),
    Column("codebook_version", "integer", "The version that the round was coded with"),
    Column("coders", "integer", "How many coders"),
    Column(
        "basis",
        "string",
        "With which themes: as coders named them, or as they were reconciled afterwards",
        values=("as_coded", "reconciled"),
    ),
    Column(
        "about",
        "string",
        "Everything, a theme area, a theme, the answers to one question, two coders, or a case",
        values=("all", "area", "theme", "question", "pair", "unit"),
    ),
    Column(
        "key",
        "string",
        "Which one, by its key; no two themes of one figure share one; empty for everything, and "
        "for themes outside of areas",
        required=False,
    ),
    Column("name", "string", "Which one in words; empty for everything", required=False),
    Column("scenario", "string", "The scenario of a question, by its key", required=False),
    Column("question", "string", "The question, by its key", required=False),
    Column("measure", "string", "The definition of agreement, by its key"),
    Column("formula", "string", "Its formula"),
    Column("reported", "boolean", "Whether it is the figure that the study reports"),
    Column("value", "number", "Percentages from 0 to 1; empty where undefined", required=False),
    Column("undefined_because", "string", "Why there is no value", required=False),
    Column("low", "number", "The lower end of its 95 % interval", required=False),
    Column("high", "number", "The upper end", required=False),
    Column("no_interval_because", "string", "Why there is no interval", required=False),
    Column("cases", "integer", "How many cases went into it"),
    Column("themes", "integer", "How many themes were compared in each"),
    Column("times_found", "integer", "How often a coder found one of them"),
)


def agreement(scope: StudyScope) -> Table:
    return Table(
        "agreement",
        "One row for each figure of agreement of each compared round, as measured when the coders "
        "compared, and with themes reconciled when the round was closed; those about a case that "
        "is deleted since are deleted as well. Without rows where no agreement is claimed.",
        COLUMNS,
        key=("codebook", "round", "basis", "about", "key", "measure"),
        rows=_rows(scope),
    )


def _rows(scope: StudyScope) -> Iterator[tuple[Any, ...]]:
    labels = coder_labels(scope)
    for book in Codebook.objects.filter(study=scope.study).order_by("slug"):
        parts = RoundCoder.objects.filter(round__codebook=book).select_related("user", "round")
        names = {(part.round.number, part.name): labels[part.pk] for part in parts}
        for agreed in agreements(book, scope.population):
            for measured in agreed.measured:
                # An account that has another name by now cannot be looked up.
                numbered = [
                    names.get((agreed.number, coder), f"coder {position} of this round")
                    for position, coder in enumerate(measured.coders, start=1)
                ]
                for figure in (*measured.figures, *measured.cases):
                    shown = _without_names(figure, numbered)
                    yield (
                        book.slug,
                        agreed.number,
                        agreed.version,
                        len(measured.coders),
                        measured.basis.value,
                        *_figure(shown),
                        agreed.is_reported(measured, figure),
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


def _figure(figure: AgreementValue) -> tuple[str | None, ...]:
    scenario, question = figure.question
    return (
        figure.over.value,
        figure.key or None,
        figure.name or None,
        scenario or None,
        question or None,
        figure.measure.key,
        figure.measure.formula,
    )


def _without_names(figure: AgreementValue, numbered: list[str]) -> AgreementValue:
    """Two coders by the numbers that they have in the table of codes."""
    if figure.over is not Over.PAIR:
        return figure
    first, second = (numbered[int(position) - 1] for position in figure.key.split("-"))
    key = f"{first} and {second}"
    return replace(figure, key=key, name=key)
