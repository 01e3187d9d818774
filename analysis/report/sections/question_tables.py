"""Tables of the answers to questions: options with shares, scales and numbers with means."""

from collections.abc import Iterator, Sequence
from math import floor

from analysis.figures.stacked import StackedBar, stacked_bars
from analysis.report.document import (
    CellValue,
    ColumnKind,
    ReportColumn,
    ReportFigure,
    ReportTable,
)
from analysis.report.questions import AskedQuestion, five_numbers
from analysis.statistics.intervals import Interval, simultaneous, wilson
from analysis.statistics.numbers import describe_numbers

INTERVAL = "95% interval"
OF_MEAN, OF_MEDIAN = "95% interval of the mean", "95% interval of the median"
ANSWERS = (
    ReportColumn("question", "Question"),
    ReportColumn("answer", "Answer"),
    ReportColumn("people", "People", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
    ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
)
NUMBERS = (
    ReportColumn("question", "Question"),
    ReportColumn("answered", "Answers", ColumnKind.COUNT),
    ReportColumn("smallest", "Smallest", ColumnKind.NUMBER),
    # Quartiles of whole numbers are multiples of a quarter, which two digits do not round.
    ReportColumn("lower_quartile", "Lower quartile", ColumnKind.NUMBER, 2),
    ReportColumn("median", "Median", ColumnKind.NUMBER, 2),
    ReportColumn("upper_quartile", "Upper quartile", ColumnKind.NUMBER, 2),
    ReportColumn("largest", "Largest", ColumnKind.NUMBER),
    ReportColumn("mean", "Mean", ColumnKind.NUMBER, 2),
    ReportColumn("sd", "SD", ColumnKind.NUMBER, 2),
)
SCALES = (
    ReportColumn("question", "Question"),
    ReportColumn("answered", "Answers", ColumnKind.COUNT),
    ReportColumn("mean", "Mean", ColumnKind.NUMBER, 2),
    ReportColumn("sd", "SD", ColumnKind.NUMBER, 2),
    ReportColumn("mean_low", "from", ColumnKind.NUMBER, 2, over=OF_MEAN),
    ReportColumn("mean_high", "to", ColumnKind.NUMBER, 2, over=OF_MEAN),
    ReportColumn("median", "Median", ColumnKind.NUMBER, 1),
    ReportColumn("median_low", "from", ColumnKind.NUMBER, 1, over=OF_MEDIAN),
    ReportColumn("median_high", "to", ColumnKind.NUMBER, 1, over=OF_MEDIAN),
)
TEXTS = (
    ReportColumn("place", "Asked"),
    ReportColumn("question", "Question"),
    ReportColumn("answers", "Answers", ColumnKind.COUNT),
    ReportColumn("lower_quartile", "lower quartile", ColumnKind.NUMBER, 0, over="Characters"),
    ReportColumn("median", "median", ColumnKind.NUMBER, 0, over="Characters"),
    ReportColumn("upper_quartile", "upper quartile", ColumnKind.NUMBER, 0, over="Characters"),
)
INTERVALS_NOTE = (
    "Intervals hold together for all answers to a question of one answer (Goodman), and each by "
    "itself where several were possible (Wilson)."
)
SCALES_NOTE = (
    "The mean takes the steps as equally far apart; its interval is Student's t, from two answers "
    "on. The median's is between two of the answers (order statistics, confidence at least 95%), "
    "from six on."
)
TEXTS_NOTE = "Quartiles in whole characters, halves rounded up."


def answers_table(
    key: str, caption: str, asked: Sequence[AskedQuestion], note: str = ""
) -> ReportTable:
    """How many people chose each option of closed questions."""
    rows = tuple(row for question in asked for row in _options(question))
    words = f"{note} {INTERVALS_NOTE}".lstrip()
    return ReportTable(key, caption, ANSWERS, rows, words, grouped=1)


def _options(question: AskedQuestion) -> Iterator[tuple[CellValue, ...]]:
    counts, people = question.counts(), question.answers.people
    intervals: Sequence[Interval | None]
    if question.allows_several:
        intervals = [wilson(count, people) for count in counts.values()]
    else:
        intervals = simultaneous(list(counts.values())) or [None] * len(counts)
    for (option, count), interval in zip(counts.items(), intervals, strict=True):
        yield (
            question.text,
            question.options.get(option, option),
            count,
            count / people if people else None,
            interval.low if interval else None,
            interval.high if interval else None,
        )


def scale_figures(key: str, caption: str, asked: Sequence[AskedQuestion]) -> Iterator[ReportFigure]:
    """One for all scales with the same steps, of those that somebody answered."""
    by_steps: dict[tuple[str, ...], list[AskedQuestion]] = {}
    for question in asked:
        if question.is_scale and question.answers.people:
            by_steps.setdefault(tuple(question.options.values()), []).append(question)
    for number, (steps, scales) in enumerate(by_steps.items(), start=1):
        own = key if number == 1 else f"{key}_{number}"
        rows = tuple(row for question in scales for row in _scale(question))
        bars = [StackedBar(scale.text, list(scale.counts().values())) for scale in scales]
        described = "; ".join(
            f"{bar.label} "
            + ", ".join(f"{step} {count}" for step, count in zip(steps, bar.counts, strict=True))
            for bar in bars
        )
        yield ReportFigure(
            own,
            caption,
            stacked_bars(own, caption, described, steps, bars),
            ReportTable(f"{own}_numbers", caption, SCALES, rows, SCALES_NOTE),
        )


def _scale(question: AskedQuestion) -> Iterator[tuple[CellValue, ...]]:
    described = describe_numbers(question.numbers())
    if described is None:
        return
    of_mean, of_median = described.mean_interval, described.median_interval
    yield (
        question.text,
        described.n,
        described.mean,
        described.sd,
        of_mean.low if of_mean else None,
        of_mean.high if of_mean else None,
        described.median,
        of_median.low if of_median else None,
        of_median.high if of_median else None,
    )


def numbers_table(key: str, caption: str, asked: Sequence[AskedQuestion]) -> ReportTable:
    """How the numbers spread that were answered to questions."""
    rows = []
    for question in asked:
        described = describe_numbers(question.numbers())
        rows.append(
            (
                question.text,
                question.answers.people,
                *(five_numbers(question.answers) or (None,) * 5),
                described.mean if described else None,
                described.sd if described else None,
            )
        )
    return ReportTable(key, caption, NUMBERS, tuple(rows))


def texts_table(asked: Sequence[tuple[str, AskedQuestion]]) -> ReportTable | None:
    """How many texts were written, and how long; None where nobody was asked for one."""
    rows = tuple(
        (when, question.text, question.answers.people, *_lengths(question))
        for when, question in asked
        if question.is_text
    )
    if not rows:
        return None
    caption = "Answers in people's own words."
    return ReportTable("texts", caption, TEXTS, rows, TEXTS_NOTE, grouped=1)


def _lengths(question: AskedQuestion) -> tuple[CellValue, ...]:
    quantiles = five_numbers(question.answers)
    return tuple(floor(part + 0.5) for part in quantiles[1:4]) if quantiles else (None,) * 3
