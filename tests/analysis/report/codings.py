"""The results of a small coding, written by hand, without a database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from analysis.statistics.agreement.build import agreement_report
from analysis.statistics.agreement.records import Over, RoundAgreement
from analysis.statistics.agreement.units import CodedUnit
from analysis.statistics.themes.co_occurrence import co_occurrence, keys_of
from analysis.statistics.themes.codebook import CodebookContent, Kind
from analysis.statistics.themes.occurrences import (
    ThemeOccurrence,
    area_frequencies,
    quotes_by_theme,
    theme_frequencies,
)
from analysis.statistics.themes.results import CodingResults
from analysis.statistics.themes.saturation import saturation
from tests.analysis.statistics.themes.small_codebook import BOOK

CASES = ("P1", "P2", "P3", "P4")
OCCURRENCES = (
    ThemeOccurrence("P1", "image", "noise", "The labels are wrong."),
    ThemeOccurrence("P1", "image", "noise", "Wrong again."),
    ThemeOccurrence("P1", "image", "remove", "Drop them."),
    ThemeOccurrence("P2", "", "noise", "Noise."),
    ThemeOccurrence("P3", "tabular", "size", "Too few."),
)


def coding_results(
    book: CodebookContent = BOOK,
    occurrences: Iterable[ThemeOccurrence] = OCCURRENCES,
    cases: tuple[str, ...] = CASES,
    *,
    agreement: tuple[RoundAgreement, ...] = (),
    left_out: int = 0,
) -> CodingResults:
    """One closed round; P4 holds no theme, and nobody holds the theme outside of the areas."""
    coded = tuple(occurrences)
    hypotheses, actions = keys_of(book, Kind.HYPOTHESIS), keys_of(book, Kind.ACTION)
    return CodingResults(
        book=book,
        version=2,
        synthetic=False,
        rounds=1,
        cases=cases,
        left_out=left_out,
        themes=theme_frequencies(book, coded, cases),
        areas=area_frequencies(book, coded, cases),
        quotes=quotes_by_theme(coded),
        together=co_occurrence(coded, keys_of(book), keys_of(book)),
        hypotheses_and_actions=co_occurrence(coded, hypotheses, actions),
        saturation=saturation(coded, cases, orders=100) if cases else None,
        agreement=agreement,
    )


def round_agreement(
    number: int = 1,
    *themes_by_coder: dict[str, set[str]],
    measure: str = "dice",
    warnings: tuple[str, ...] = (),
) -> RoundAgreement:
    """The agreement of ann and ben in one round; per case, the themes by coder."""
    units = [CodedUnit(f"P{case}", themes) for case, themes in enumerate(themes_by_coder, start=1)]
    areas = {theme.key: area.key if area else "" for area, theme in BOOK.placed()}
    report = agreement_report(units, themes=areas, replicates=200, seed=1)
    values = tuple(
        replace(value, name=value.name or "outside of every area")
        if value.over is Over.AREA
        else value
        for value in report.values
    )
    return RoundAgreement(
        number=number,
        title="First",
        synthetic=False,
        version=number,
        version_digest="e" * 64,
        closed=True,
        taken_at=datetime(2027, 1, number, tzinfo=UTC),
        coders=report.coders,
        units=report.units,
        themes=report.themes,
        confidence=report.confidence,
        warnings=warnings,
        main=report.of(measure),
        figures=tuple(value for value in values if value.over is not Over.UNIT),
        cases=report.over(Over.UNIT),
    )
