"""What every table and figure of agreement says: values with their intervals, and in words."""

from collections.abc import Iterable, Iterator

from analysis.report.document import CellValue, ColumnKind, ReportColumn
from analysis.report.sections.coding.codebook_parts import CodebookPart
from analysis.report.wording import counted, percent
from analysis.statistics.agreement.records import (
    AgreementValue,
    MeasuredAgreement,
    RoundAgreement,
)


def agreement_in_words(measured: MeasuredAgreement) -> str:
    main = measured.main
    over = f"{measured.basis.words} and over {counted(len(measured.themes), 'theme')},"
    if main.value is None:
        return f"{over} is undefined, because {main.undefined}"
    interval = f"no interval: {main.no_interval}"
    if main.low is not None and main.high is not None:
        interval = (
            f"{percent(measured.confidence, 0)} interval {percent(main.low)} to "
            f"{percent(main.high)}"
        )
    return f"{over} is {percent(main.value)} by {main.measure.name} ({interval})"


def measured_rounds(part: CodebookPart) -> Iterator[tuple[RoundAgreement, MeasuredAgreement]]:
    for coding_round in part.results.agreement:
        for measured in coding_round.measured:
            yield coding_round, measured


def basis_words(coding_round: RoundAgreement, measured: MeasuredAgreement) -> str:
    reported = " (reported)" if measured == coding_round.reported else ""
    return f"{measured.basis.words}{reported}"


def value_columns(kind: ColumnKind) -> tuple[ReportColumn, ...]:
    digits = 1 if kind is ColumnKind.SHARE else 3
    return (
        ReportColumn("value", "Agreement", kind, digits),
        ReportColumn("low", "from", kind, digits, over="Interval"),
        ReportColumn("high", "to", kind, digits, over="Interval"),
        ReportColumn("people", "Participants", ColumnKind.COUNT),
        ReportColumn("found", "Times found", ColumnKind.COUNT),
        ReportColumn("because", "Undefined, because"),
    )


def value_cells(value: AgreementValue) -> tuple[CellValue, ...]:
    no_interval = f"interval: {value.no_interval}" if value.no_interval else ""
    because = value.undefined or no_interval
    return value.value, value.low, value.high, value.units, value.applied, because


def agreement_note(rounds: Iterable[RoundAgreement]) -> str:
    confidences = dict.fromkeys(
        percent(coding_round.reported.confidence, 0) for coding_round in rounds
    )
    return (
        f"Intervals are {' or '.join(confidences)} intervals over participants: of percentages "
        "Wilson's, with an effective number of decisions; of coefficients percentiles of a "
        "bootstrap. Times found counts each theme of each coder in each participant once."
    )
