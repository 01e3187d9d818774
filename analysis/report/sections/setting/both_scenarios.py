"""A model for all scenarios together: what choices depend on, with people as clusters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.setting.families import HOLM, PVALUE, corrected, family_sentence
from analysis.report.sections.setting.model_data import (
    EVENTS,
    ModelData,
    Term,
    TooFew,
    model_data,
)
from analysis.report.wording import capitalised, listed, people
from analysis.statistics.clustered_logit import ClusteredLogit, WaldTest, clustered_logit
from core.rounding import rounded

TITLE = "A model for all scenarios"
TERMS = (
    ReportColumn("axis", "Axis"),
    ReportColumn("term", "Term"),
    ReportColumn("people", "People", ColumnKind.COUNT),
    ReportColumn("rows", "Submissions", ColumnKind.COUNT),
    ReportColumn("statistic", "F", ColumnKind.NUMBER, digits=2),
    ReportColumn("df", "df", ColumnKind.COUNT),
    ReportColumn("df_within", "df within", ColumnKind.COUNT),
    PVALUE,
    HOLM,
)
INTERVAL = "95% interval"
DIGITS = 6
"""Significant digits of what is fitted, which solvers of different processors have in common."""
RATIOS = (
    ReportColumn("axis", "Axis"),
    ReportColumn("level", "Level"),
    ReportColumn("reference", "Against"),
    ReportColumn("value", "Where"),
    ReportColumn("base", "Instead of"),
    ReportColumn("ratio", "Odds ratio", ColumnKind.NUMBER, digits=2),
    ReportColumn("low", "from", ColumnKind.NUMBER, digits=2, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.NUMBER, digits=2, over=INTERVAL),
)


@dataclass(frozen=True, eq=False)
class _Fitted:
    data: ModelData
    model: ClusteredLogit

    def tests(self) -> Iterator[tuple[Term, WaldTest]]:
        for term in self.data.terms:
            test = self.model.wald(term.columns)
            yield (
                term,
                replace(test, statistic=_alike(test.statistic), pvalue=_alike(test.pvalue)),
            )


def both_scenarios_section(context: ReportContext) -> ReportSection | None:
    """None where no axis is the same in several scenarios."""
    axes = [context.observations.axis_by_key[people.axis] for people in context.people]
    if not axes:
        return None
    fitted, refused = [], []
    for axis in axes:
        data = model_data(context, axis)
        if isinstance(data, TooFew):
            refused.append(data)
        elif model := clustered_logit(data.choices, data.design, data.values, data.person):
            fitted.append(_Fitted(data, model))
        else:
            refused.append(TooFew(axis, "some level is never, or always, submitted somewhere"))
    blocks: list[Block] = [Paragraph(_refusal(one)) for one in refused]
    if fitted:
        blocks = [*_fitted_blocks(fitted), *blocks]
    return ReportSection("both_scenarios", TITLE, tuple(blocks))


def _refusal(one: TooFew) -> str:
    return f"There is no model of {one.axis.name}: {one.reason}."


def _fitted_blocks(fitted: Sequence[_Fitted]) -> Iterator[Block]:
    tests = [(model, term, test) for model in fitted for term, test in model.tests()]
    holm = corrected([test.pvalue for _model, _term, test in tests])
    yield Paragraph(
        family_sentence(
            "what the level submitted depends on, in a model of all scenarios",
            [f"{term.name.lower()} for {model.data.axis.name}" for model, term, _test in tests],
            holm,
            "Nothing differed between submissions that a model could be made of.",
        )
    )
    yield from (Paragraph(sentence) for sentence in _left_out(fitted))
    rows = tuple(
        (
            model.data.axis.title,
            term.name,
            model.model.people,
            model.model.rows,
            test.statistic,
            test.df,
            test.df_within,
            test.pvalue,
            pvalue,
        )
        for (model, term, test), pvalue in zip(tests, holm, strict=True)
    )
    yield ReportTable(
        "both_scenarios",
        "What the level submitted depends on, over all scenarios (exploratory).",
        TERMS,
        rows,
        "Multinomial logit of the level, with independence as the working correlation and people "
        "as clusters (generalised estimating equations); joint Wald tests. Exploratory; Holm's "
        f"correction is for the tests of this table. There are at least {EVENTS} submissions of "
        "every category for each parameter; rarer levels are taken together.",
        grouped=1,
    )
    yield ReportTable(
        "odds_ratios",
        "How the odds of a level change.",
        RATIOS,
        tuple(row for model in fitted for row in _ratios(model)),
        "Odds of submitting the level rather than the one it stands against, the most frequent; "
        "each interval by itself, with people as clusters.",
        grouped=3,
    )


def _left_out(fitted: Sequence[_Fitted]) -> Iterator[str]:
    """A sentence for each axis whose model lacks a term."""
    for model in fitted:
        if model.data.left_out:
            yield (
                f"{capitalised(model.data.axis.name)}: the model is without "
                f"{listed(model.data.left_out)}, as the {people(model.model.people)} are too few "
                "for as many parameters."
            )


def _ratios(model: _Fitted) -> Iterator[tuple[CellValue, ...]]:
    reference, *levels = model.data.categories
    for at, level in enumerate(levels):
        for term in model.data.terms:
            for value, column in zip(term.values, term.columns, strict=True):
                ratio, interval = model.model.odds_ratio(at, column)
                yield (
                    model.data.axis.title,
                    level,
                    reference,
                    value,
                    term.base,
                    *map(_alike, (ratio, interval.low, interval.high)),
                )


def _alike(number: float) -> float:
    """The number as every processor computes it."""
    return rounded(number, DIGITS)
