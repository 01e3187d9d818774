"""The process of coding in one figure: people, themes and agreement, round by round."""

from analysis.figures.coding_rounds import AgreementMark, DrawnRound, coding_rounds
from analysis.report.document import ColumnKind, ReportColumn, ReportFigure, ReportTable
from analysis.report.sections.coding.agreement_values import (
    agreement_in_words,
    agreement_note,
    basis_words,
    measured_rounds,
    value_cells,
    value_columns,
)
from analysis.report.sections.coding.codebook_parts import CodebookPart
from analysis.report.wording import people
from analysis.statistics.agreement.records import RoundAgreement


def process_figure(part: CodebookPart) -> ReportFigure:
    """The paper's figure 7 in numbers: people, themes and agreement of each round."""
    rounds = part.results.agreement
    key = part.key("agreement_rounds")
    caption = part.caption(
        "The process of coding: how many people were coded, themes, and the agreement of the "
        "coders, round by round."
    )
    columns = (
        ReportColumn("round", "Round"),
        ReportColumn("basis", "Told"),
        ReportColumn("measure", "Definition"),
        ReportColumn("version", "Codebook version"),
        ReportColumn("coders", "Coders", ColumnKind.COUNT),
        ReportColumn("themes", "Themes", ColumnKind.COUNT),
        *value_columns(ColumnKind.SHARE),
    )
    rows = tuple(
        (
            f"{coding_round.number}: {coding_round.title}",
            basis_words(coding_round, measured),
            measured.main.measure.name,
            str(coding_round.version),
            len(measured.coders),
            len(measured.themes),
            *value_cells(measured.main),
        )
        for coding_round, measured in measured_rounds(part)
    )
    described = ". ".join(map(_described, rounds))
    svg = coding_rounds(key, caption, described, list(map(_drawn, rounds)))
    table = ReportTable(
        part.key("agreement_rounds_numbers"), caption, columns, rows, agreement_note(rounds)
    )
    return ReportFigure(key, caption, svg, table)


def _drawn(coding_round: RoundAgreement) -> DrawnRound:
    """A round with the themes that it ended with."""
    reported = coding_round.reported
    marks = (
        AgreementMark(
            measured.basis.words,
            measured.main.value,
            measured.main.low,
            measured.main.high,
            measured is reported,
        )
        for measured in coding_round.measured
    )
    return DrawnRound(
        f"Round {coding_round.number}",
        people(reported.units),
        len(coding_round.measured[-1].themes),
        tuple(marks),
    )


def _described(coding_round: RoundAgreement) -> str:
    agreements = "; ".join(map(agreement_in_words, coding_round.measured))
    return f"Round {coding_round.number}, {people(coding_round.reported.units)}: {agreements}"
