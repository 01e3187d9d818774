"""Background and choices: whether people of different backgrounds submitted different levels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import NO_LEVEL, BackgroundColumn
from analysis.records.observed_axes import ObservedAxis
from analysis.report.context import ReportContext
from analysis.report.document import (
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.questions import AskedQuestion, background
from analysis.report.sections.setting.association import crossed
from analysis.report.sections.setting.families import (
    EFFECT,
    EFFECT_NOTE,
    HOLM,
    LARGE,
    TESTED,
    Dependence,
    corrected,
    dependence,
    family_sentence,
    simulation_note,
)
from core.arrays import Integers

SMALL = 0.05
"""Shares are shown for the tests whose p, before any correction, is below it."""

TICKED, NOT_TICKED = "ticked", "not ticked"
QUESTION = (
    ReportColumn("question", "Question"),
    ReportColumn("option", "Option"),
    ReportColumn("axis", "Axis"),
    ReportColumn("scenario", "Scenario"),
)
TESTS = (*QUESTION, *TESTED, HOLM, *EFFECT)
SHARES = (
    *QUESTION,
    ReportColumn("answer", "Answer"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("level", "Level"),
    ReportColumn("count", "Times", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
)


@dataclass(frozen=True, eq=False)
class _Groups:
    """People by their answer to a question, or by whether they ticked one of its options.

    group [people] is a position in `answers`, or -1 where somebody did not answer.
    """

    question: str
    option: str
    answers: tuple[str, ...]
    group: Integers


@dataclass(frozen=True, eq=False)
class _Test:
    groups: _Groups
    axis: ObservedAxis
    scenario: str
    table: Integers
    test: Dependence

    @property
    def place(self) -> tuple[str, str, str, str]:
        return self.groups.question, self.groups.option, self.axis.title, self.scenario

    @property
    def name(self) -> str:
        option = f" ({self.groups.option})" if self.groups.option else ""
        return f"“{self.groups.question}”{option} and {self.axis.name}, {self.scenario}"


def background_section(context: ReportContext) -> ReportSection | None:
    """None where no closed question was asked about people, or there was nothing to choose."""
    if not context.observations.background or not context.choices.axes:
        return None
    tests = list(_tests(context))
    holm = corrected([test.test.pvalue for test in tests])
    sentence = family_sentence(
        "whether the background of people goes with what they submitted",
        [test.name for test in tests],
        holm,
        "Whether the background of people goes with what they submitted could not be tested, as "
        "all answered or submitted the same.",
    )
    title = "Background and choices"
    if not tests:
        return ReportSection("background", title, (Paragraph(sentence),))
    tables = [_tests_table(context, tests, holm)]
    if small := [test for test in tests if (test.test.pvalue or 1.0) < SMALL]:
        tables.append(_shares_table(small))
    in_full = ReportSection(
        "background_tests", f"{title}: all tests", tuple(tables), in_appendix=True
    )
    return ReportSection("background", title, (Paragraph(sentence),), (in_full,))


def _tests(context: ReportContext) -> Iterator[_Test]:
    """Of what differs between people, question by question."""
    asked = {(q.question.key, q.form.label): q for q in background(context.observations)}
    submitted = list(_submitted(context))
    for column in context.observations.background:
        for groups in _groups(asked[column.question, column.form], column):
            for scenario, axis, person, codes in submitted:
                group = groups.group[person]
                known = group >= 0
                if not known.any():
                    continue
                sizes = len(groups.answers), len(axis.levels)
                table = crossed(group[known], codes[known], *sizes)
                if min(table.any(axis=1).sum(), table.any(axis=0).sum()) > 1:
                    yield _Test(groups, axis, scenario, table, dependence(context, table))


def _submitted(context: ReportContext) -> Iterator[tuple[str, ObservedAxis, Integers, Integers]]:
    """By axis and scenario: its name, the axis, who submitted anything, and which level."""
    trials, choices = context.observations.trials, context.choices
    for axis in choices.axes:
        codes = choices.codes[axis.key]
        for index, scenario in enumerate(context.observations.scenarios):
            if choices.can_be_chosen(scenario, axis.key):
                known = choices.in_scenario(index) & (codes != NO_LEVEL)
                name = choices.scenario_name(choices.counted_as(scenario))
                yield name, axis, trials.person[known], codes[known]


def _groups(asked: AskedQuestion, column: BackgroundColumn) -> Iterator[_Groups]:
    """One of a question with one answer, and one for each option where several can be ticked."""
    answered = column.ticked.any(axis=1)
    titles = tuple(asked.options.get(option, option) for option in column.options)
    if not asked.allows_several:
        group = np.where(answered, column.ticked.argmax(axis=1), -1)
        yield _Groups(asked.text, "", titles, group)
        return
    for at, title in enumerate(titles):
        group = np.where(answered, (~column.ticked[:, at]).astype(np.int64), -1)
        yield _Groups(asked.text, title, (TICKED, NOT_TICKED), group)


def _tests_table(
    context: ReportContext, tests: Sequence[_Test], holm: Sequence[float | None]
) -> ReportTable:
    rows = tuple(
        (
            *test.place,
            *test.test.cells,
            pvalue,
            *test.test.effect,
        )
        for test, pvalue in zip(tests, holm, strict=True)
    )
    return ReportTable(
        "background",
        "Whether the background of people goes with what they submitted (exploratory).",
        TESTS,
        rows,
        "Pearson's χ² of independence, each question with each axis; of a question with several "
        "answers, each option by whether it was ticked. Tests of what all answered or submitted "
        f"alike are left out. {simulation_note(context, 'dealing the levels out at random')} "
        f"{LARGE} {EFFECT_NOTE}",
        grouped=2,
    )


def _shares_table(tests: Sequence[_Test]) -> ReportTable:
    return ReportTable(
        "background_shares",
        f"What was submitted by answer, where p is below {SMALL:g} before the correction.",
        SHARES,
        tuple(row for test in tests for row in _shares(test)),
        "Picked by a small p: with so many tests some are small by chance, so that these shares "
        "are for forming hypotheses, not for believing them.",
        grouped=6,
    )


def _shares(test: _Test) -> Iterator[tuple[CellValue, ...]]:
    for answer, counts in zip(test.groups.answers, test.table.tolist(), strict=True):
        people = sum(counts)
        for level, count in zip(test.axis.titles, counts, strict=True):
            if count:
                yield (*test.place, answer, people, level, count, count / people)
