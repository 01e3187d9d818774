"""Whether people understood the tutorial, by their attempts at its comprehension check."""

from collections.abc import Iterator

import numpy as np

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
from analysis.report.wording import capitalised, counted, people, percent
from analysis.statistics.intervals import wilson
from survey.design.tutorial import CheckQuestion

INTERVAL = "95% interval"
ATTEMPTS = (
    ReportColumn("attempts", "Attempts needed"),
    ReportColumn("people", "People", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
    ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
)
QUESTIONS = (
    ReportColumn("question", "Question"),
    ReportColumn("people", "Answered", ColumnKind.COUNT),
    ReportColumn("right", "Right at first", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
    ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
)
NOTE = (
    "Wilson's intervals, each by itself. The check is asked again until every answer is right, so "
    "nobody goes on who failed it; whoever left before is in no count."
)
MOST_ROWS = 5
"""Numbers of attempts with a row of their own; more of them share the last one."""


def checks_section(context: ReportContext) -> ReportSection | None:
    """None where no version has a comprehension check, or nobody answered one."""
    attempts = context.observations.taking_part.attempts
    attempts = attempts[attempts > 0]
    if not len(attempts):
        return None
    first = int((attempts == 1).sum())
    blocks: list[Block] = [
        Paragraph(_sentence(first, len(attempts))),
        ReportTable(
            "check_attempts",
            "Attempts at the comprehension check.",
            ATTEMPTS,
            tuple(_distribution(attempts.tolist())),
            NOTE,
        ),
    ]
    if questions := tuple(_questions(context)):
        caption = "Questions of the comprehension check at the first attempt."
        blocks.append(ReportTable("check_questions", caption, QUESTIONS, questions, NOTE))
    return ReportSection("checks", "Comprehension check", tuple(blocks))


def _sentence(first: int, number: int) -> str:
    interval = wilson(first, number)
    assert interval is not None, "somebody answered"  # noqa: S101
    bounds = f"{percent(interval.low, 0)} to {percent(interval.high, 0)}"
    failed = number - first
    others = f"{capitalised(people(failed))} failed it at first." if failed else "Nobody failed it."
    return (
        f"Of {people(number)} who passed the comprehension check, {first:,} did so at the first "
        f"attempt ({percent(first / number, 0)}, 95% interval {bounds}). {others}"
    )


def _distribution(attempts: list[int]) -> list[tuple[CellValue, ...]]:
    most = max(attempts)
    numbers = range(1, min(most, MOST_ROWS) + 1)
    counts = np.bincount(np.minimum(attempts, MOST_ROWS), minlength=MOST_ROWS + 1)
    return [
        (
            f"{number} or more" if number == MOST_ROWS < most else counted(number, "attempt"),
            int(counts[number]),
            *_share(int(counts[number]), len(attempts)),
        )
        for number in numbers
    ]


def _questions(context: ReportContext) -> Iterator[tuple[CellValue, ...]]:
    for checked in context.observations.collection.checked:
        if checked.people:
            share = _share(checked.right, checked.people)
            yield _words(context, checked.key), checked.people, checked.right, *share


def _share(count: int, number: int) -> tuple[CellValue, ...]:
    interval = wilson(count, number)
    if interval is None:
        return None, None, None
    return count / number, interval.low, interval.high


def _words(context: ReportContext, key: str) -> str:
    """The question as the newest version that has it asks it."""
    questions: dict[str, CheckQuestion] = {}
    for version in context.observations.versions:
        for question in version.definition.tutorial.check:
            questions.setdefault(question.key, question)
    return questions[key].text
