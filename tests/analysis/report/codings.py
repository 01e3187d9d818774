"""The results of a small coding, written by hand, without a database."""

from collections.abc import Iterable
from datetime import UTC, datetime

from analysis.statistics.agreement.bases import ThemeBasis
from analysis.statistics.agreement.build import agreement_report
from analysis.statistics.agreement.records import (
    CountedTheme,
    MeasuredAgreement,
    Over,
    RoundAgreement,
)
from analysis.statistics.agreement.units import CodedQuestion, CodedUnit
from analysis.statistics.themes.co_occurrence import co_occurrence, crossed_types, keys_of
from analysis.statistics.themes.codebook import CodebookContent
from analysis.statistics.themes.occurrences import (
    ThemeOccurrence,
    area_frequencies,
    quotes_by_theme,
    rolled_up,
    theme_frequencies,
)
from analysis.statistics.themes.results import CodingResults, ComparedRound
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
    claims_agreement: bool = True,
    left_out: int = 0,
) -> CodingResults:
    """One closed round; P4 holds no theme, and nobody holds the theme outside of the areas."""
    coded = tuple(occurrences)
    held = rolled_up(book, coded)
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
        together=co_occurrence(held, keys_of(book), keys_of(book)),
        crossed=crossed_types(book, held),
        saturation=saturation(held, cases, orders=100) if cases else None,
        compared=tuple(
            ComparedRound(agreed.number, agreed.title, agreed.version, "e" * 64, agreed.closed)
            for agreed in agreement
        ),
        claims_agreement=claims_agreement,
        agreement=agreement,
    )


def counted_themes(book: CodebookContent = BOOK) -> tuple[CountedTheme, ...]:
    return tuple(
        CountedTheme(theme.key, theme.name, area.key if area else "", area.name if area else "")
        for area, theme in book.placed()
    )


def measured(
    basis: ThemeBasis,
    *themes_by_coder: dict[str, set[str]],
    measure: str = "dice",
    warnings: tuple[str, ...] = (),
    questions: tuple[CodedQuestion, ...] = (),
    day: int = 1,
) -> MeasuredAgreement:
    """The agreement of coders with one list of themes; per case, the themes by coder."""
    units = [CodedUnit(f"P{case}", themes) for case, themes in enumerate(themes_by_coder, start=1)]
    report = agreement_report(
        units, themes=counted_themes(), questions=questions, replicates=200, seed=1
    )
    return MeasuredAgreement(
        basis=basis,
        provisional=False,
        taken_at=datetime(2027, 1, day, tzinfo=UTC),
        coders=report.coders,
        units=report.units,
        themes=report.themes,
        confidence=report.confidence,
        warnings=warnings,
        main=report.of(measure),
        figures=tuple(value for value in report.values if value.over is not Over.UNIT),
        cases=report.over(Over.UNIT),
    )


def agreement_of(
    number: int,
    *told: MeasuredAgreement,
    pinned: ThemeBasis = ThemeBasis.RECONCILED,
    closed: bool = True,
) -> RoundAgreement:
    return RoundAgreement(
        number=number,
        title="First",
        synthetic=False,
        version=number,
        closed=closed,
        pinned=pinned,
        measured=told,
    )


def round_agreement(
    number: int = 1,
    *themes_by_coder: dict[str, set[str]],
    measure: str = "dice",
    warnings: tuple[str, ...] = (),
) -> RoundAgreement:
    """The agreement of ann and ben in one round, which the study reports as coded."""
    as_coded = measured(
        ThemeBasis.AS_CODED, *themes_by_coder, measure=measure, warnings=warnings, day=number
    )
    return agreement_of(number, as_coded, pinned=ThemeBasis.AS_CODED)
