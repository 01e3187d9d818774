"""The shares of levels on one axis, as bars with their intervals and in numbers."""

from analysis.figures.bars import BarPanel, ShareBar, bar_panels
from analysis.records.observed_axes import ObservedAxis
from analysis.report.context import ReportContext
from analysis.report.document import ColumnKind, ReportColumn, ReportFigure, ReportTable
from analysis.report.wording import counted, percent
from analysis.statistics.preferences.recommended import ChoiceEstimate, RecommendedTest

INTERVAL = "95% interval"


def shares_figure(context: ReportContext, axis: ObservedAxis) -> ReportFigure:
    key = f"shares_{axis.key}"
    caption = (
        f"{axis.title}: share of each choice among the settings submitted, with simultaneous 95% "
        "intervals. Dashed: the share if all choices were equally popular."
    )
    tests = [test for test in context.recommended.tests if test.axis == axis.key]
    offered = {choice.choice for test in tests for choice in test.choices}
    labels = tuple(title for title in axis.titles if title in offered)
    described = ". ".join(
        f"{context.choices.scenario_name(test.scenario)}, {counted(test.n, 'answer')}: "
        + ", ".join(f"{choice.choice} {choice.count}" for choice in test.choices)
        for test in tests
    )
    panels = [_panel(context, test, labels) for test in tests]
    svg = bar_panels(key, caption, described, labels, panels, rows=axis.title)
    return ReportFigure(key, caption, svg, _shares_table(context, axis, tests))


def _panel(context: ReportContext, test: RecommendedTest, labels: tuple[str, ...]) -> BarPanel:
    """A bar for each label, empty where the scenario does not offer that choice."""
    choices = {choice.choice: choice for choice in test.choices}
    title = f"{context.choices.scenario_name(test.scenario)} (n = {test.n:,})"
    return BarPanel(
        title,
        [_bar(choices.get(label)) for label in labels],
        reference=1 / len(test.choices) if test.n else None,
    )


def _bar(choice: ChoiceEstimate | None) -> ShareBar:
    if choice is None:
        return ShareBar(None, "–")
    if choice.share is None:
        return ShareBar(None, "0")
    low = choice.interval.low if choice.interval else None
    high = choice.interval.high if choice.interval else None
    return ShareBar(choice.share, percent(choice.share, 0), low, high)


def _shares_table(
    context: ReportContext, axis: ObservedAxis, tests: list[RecommendedTest]
) -> ReportTable:
    columns = (
        ReportColumn("scenario", "Scenario"),
        ReportColumn("choice", axis.title),
        ReportColumn("count", "Times", ColumnKind.COUNT),
        ReportColumn("share", "Share", ColumnKind.SHARE),
        ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
        ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
        ReportColumn("residual", "Residual", ColumnKind.NUMBER, digits=2),
    )
    rows = tuple(
        (
            context.choices.scenario_name(test.scenario),
            choice.choice,
            choice.count,
            choice.share,
            choice.interval.low if choice.interval else None,
            choice.interval.high if choice.interval else None,
            choice.residual,
        )
        for test in tests
        for choice in test.choices
    )
    return ReportTable(
        f"shares_{axis.key}_numbers",
        f"{axis.title}: shares of choices.",
        columns,
        rows,
        "Simultaneous intervals (Goodman), by person for several scenarios together; a level "
        "stands out where its interval leaves out the even share. Residuals are standardised.",
        grouped=1,
    )
