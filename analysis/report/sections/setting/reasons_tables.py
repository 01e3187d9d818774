"""The tables of reasons and settings: all together, one by one, and the shares behind them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.records.observed_axes import ObservedAxis
from analysis.report.context import ReportContext
from analysis.report.document import CellValue, ColumnKind, ReportColumn, ReportTable
from analysis.report.sections.coding.codebook_parts import CodebookPart
from analysis.report.sections.setting.coded_people import CodedPeople
from analysis.report.sections.setting.families import (
    HOLM,
    PVALUE,
    STANDARD_ERROR,
    simulation_note,
)
from analysis.statistics.shares_by_person import difference
from analysis.statistics.themes.theme_choices import ThemeChoice

AXIS = ReportColumn("axis", "Axis")
STATISTIC = (
    ReportColumn("statistic", "χ²", ColumnKind.NUMBER, digits=2),
    ReportColumn("df", "df", ColumnKind.COUNT),
    PVALUE,
    STANDARD_ERROR,
    HOLM,
)
TOGETHER = (AXIS, ReportColumn("themes", "Of"), ReportColumn("number", "Themes", ColumnKind.COUNT))
TESTS = (
    AXIS,
    ReportColumn("theme", "Theme"),
    ReportColumn("people", "Held by", ColumnKind.COUNT),
    *STATISTIC,
    ReportColumn("v_corrected", "V corrected", ColumnKind.NUMBER, digits=2),
)
WITH, WITHOUT, DIFFERENCE = "With the theme", "Without it", "Difference"
SHARES = (
    AXIS,
    ReportColumn("theme", "Theme"),
    ReportColumn("level", "Level"),
    ReportColumn("times", "times", ColumnKind.COUNT, over=WITH),
    ReportColumn("of", "of", ColumnKind.COUNT, over=WITH),
    ReportColumn("share", "share", ColumnKind.SHARE, over=WITH),
    ReportColumn("others_times", "times", ColumnKind.COUNT, over=WITHOUT),
    ReportColumn("others_of", "of", ColumnKind.COUNT, over=WITHOUT),
    ReportColumn("others_share", "share", ColumnKind.SHARE, over=WITHOUT),
    ReportColumn("difference", "of shares", ColumnKind.NUMBER, 2, over=DIFFERENCE),
    ReportColumn("low", "from", ColumnKind.NUMBER, 2, over=DIFFERENCE),
    ReportColumn("high", "to", ColumnKind.NUMBER, 2, over=DIFFERENCE),
)
SMALL = 0.05
"""An ordered axis has many levels; their shares are shown where p is below it."""

PERMUTING = (
    "dealing the levels out among people who submitted in the same scenarios, those of one person "
    "together"
)


@dataclass(frozen=True)
class TogetherTest:
    """Whether several themes, `number` of them, go with the levels of an axis."""

    axis: ObservedAxis
    themes: str
    number: int
    tested: ThemeChoice


@dataclass(frozen=True)
class ReasonTest:
    """Whether a theme, by its position, goes with the levels of an axis."""

    axis: ObservedAxis
    theme: int
    tested: ThemeChoice

    def name(self, who: CodedPeople) -> str:
        return who.contents[who.coded.themes[self.theme]].name


def together_table(
    context: ReportContext,
    part: CodebookPart,
    tests: Sequence[TogetherTest],
    holm: Sequence[float | None],
) -> ReportTable:
    rows = tuple(
        (test.axis.title, test.themes, test.number, *_tested(test.tested, corrected))
        for test, corrected in zip(tests, holm, strict=True)
    )
    return ReportTable(
        part.key("reasons_together"),
        part.caption("Whether themes, taken together, go with the levels submitted (exploratory)."),
        (*TOGETHER, *STATISTIC),
        rows,
        "The sum of Pearson's χ² of each theme, with the level that the same person submitted in "
        f"the same scenario, over themes and scenarios. {simulation_note(context, PERMUTING)}",
    )


def tests_table(
    context: ReportContext,
    part: CodebookPart,
    who: CodedPeople,
    tests: Sequence[ReasonTest],
    holm: Sequence[float | None],
) -> ReportTable:
    rows = tuple(
        (
            test.axis.title,
            test.name(who),
            int(who.held[:, :, test.theme].any(axis=1).sum()),
            *_tested(test.tested, corrected),
            test.tested.v_corrected,
        )
        for test, corrected in zip(tests, holm, strict=True)
    )
    return ReportTable(
        part.key("reasons_tests"),
        part.caption(
            "Whether a theme goes with the level that the same person submitted (exploratory)."
        ),
        TESTS,
        rows,
        f"Held by: people. χ² is summed over scenarios. {simulation_note(context, PERMUTING)} V "
        "is Cramér's effect size, corrected for its bias (Bergsma, 2013). –: all "
        "submitted the same.",
        grouped=1,
    )


def shares_table(part: CodebookPart, who: CodedPeople, tests: Sequence[ReasonTest]) -> ReportTable:
    return ReportTable(
        part.key("reasons_shares"),
        part.caption("What was submitted with a theme, and without it."),
        SHARES,
        tuple(row for test in tests if _is_shown(test) for row in _shares(who, test)),
        "Submissions of coded people, over all scenarios; levels that nobody with the theme "
        f"submitted are left out, and of axes with an order of their own all themes whose p is "
        f"{SMALL:g} or more before the correction. The 95% intervals of differences are "
        "Newcombe's, by person, each by itself.",
        grouped=2,
    )


def _is_shown(test: ReasonTest) -> bool:
    return not test.axis.ordered or (test.tested.pvalue or 1.0) < SMALL


def _shares(who: CodedPeople, test: ReasonTest) -> Iterator[tuple[CellValue, ...]]:
    for level, title in enumerate(test.axis.titles):
        of_theme = who.share(test.axis.key, level, test.theme, holds=True)
        if not of_theme.times:
            continue
        others = who.share(test.axis.key, level, test.theme, holds=False)
        interval = difference(of_theme, others)
        apart = None
        if of_theme.share is not None and others.share is not None:
            apart = of_theme.share - others.share
        yield (
            test.axis.title,
            test.name(who),
            title,
            of_theme.times,
            of_theme.n,
            of_theme.share,
            others.times,
            others.n,
            others.share,
            apart,
            interval.low if interval else None,
            interval.high if interval else None,
        )


def _tested(test: ThemeChoice, corrected: float | None) -> tuple[CellValue, ...]:
    return test.statistic, test.df, test.pvalue, test.standard_error, corrected
