"""How far coders agreed, round by round, by the definition and the themes that the study names."""

from collections.abc import Iterable

from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    Caution,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.coding.agreement_process import process_figure
from analysis.report.sections.coding.agreement_values import (
    agreement_in_words,
    agreement_note,
    basis_words,
    measured_rounds,
    value_cells,
    value_columns,
)
from analysis.report.sections.coding.codebook_parts import CodebookPart, by_codebook
from analysis.report.wording import capitalised, counted, people
from analysis.statistics.agreement.measures import AgreementMeasure
from analysis.statistics.agreement.records import (
    AgreementValue,
    MeasuredAgreement,
    Over,
    RoundAgreement,
)
from analysis.statistics.themes.results import CodingResults

TITLE = "Agreement of the coders"
WHERE = (ReportColumn("round", "Round"), ReportColumn("basis", "Told"))
DEFINITIONS = (
    ReportColumn("measure", "Definition"),
    ReportColumn("formula", "Formula"),
    ReportColumn("compares", "What is compared"),
    ReportColumn("source", "Source"),
)


def agreement_section(context: ReportContext) -> ReportSection | None:
    """None as long as no round is compared, and where no agreement is claimed."""
    return agreement_of_codebooks(context.observations.codes)


def agreement_of_codebooks(codes: Iterable[CodingResults]) -> ReportSection | None:
    """The same for any study whose codes these are."""
    results = (results for results in codes if results.agreement)
    return by_codebook("agreement", TITLE, results, _section)


def _section(part: CodebookPart) -> ReportSection:
    rounds = part.results.agreement
    blocks: list[Block] = [Paragraph(_introduction(rounds))]
    blocks += [Paragraph(_sentence(coding_round)) for coding_round in rounds]
    blocks += [
        Caution(f"Round {coding_round.number}: {warning}")
        for coding_round in rounds
        for warning in (coding_round.instead, *coding_round.reported.warnings)
        if warning
    ]
    blocks += [
        process_figure(part),
        _measures_table(
            part,
            "agreement_definitions",
            "Percentages of overlapping themes by each definition, in every round.",
            are_percentages=True,
        ),
        _measures_table(
            part,
            "agreement_coefficients",
            "Agreement corrected for chance, and on whole sets of themes, in every round.",
            are_percentages=False,
        ),
    ]
    parts = (
        (Over.QUESTION, "agreement_questions", "Question", "Agreement by question"),
        (Over.AREA, "agreement_areas", "Theme area", "Agreement by theme area"),
        (Over.THEME, "agreement_by_theme", "Theme", "Agreement by each theme that counts"),
        (Over.PAIR, "agreement_pairs", "Coders", "Agreement by pair of coders"),
    )
    tables = (_parts_table(part, *named) for named in parts)
    details = ReportSection(
        part.key("agreement_details"),
        part.caption("Agreement in detail").rstrip("."),
        (*(table for table in tables if table.rows), _definitions_table(part)),
        in_appendix=True,
    )
    return ReportSection(part.key("agreement"), part.heading(TITLE), tuple(blocks), (details,))


def _introduction(rounds: tuple[RoundAgreement, ...]) -> str:
    reported = dict.fromkeys(coding_round.reported.main.measure for coding_round in rounds)
    named = "; ".join(
        f"{measure.name}, {measure.formula} ({_compares(measure)})" for measure in reported
    )
    bases = dict.fromkeys(measured.basis for agreed in rounds for measured in agreed.measured)
    told = " ".join(f"{capitalised(basis.words)}: {basis.definition}" for basis in bases)
    return (
        "Coders worked apart, and saw nothing of each other's work until their round was compared. "
        f"{told} What was measured stays as it was, whatever is decided later. The study file "
        f"names what is reported: {named}. Every other definition stands beside it, and every "
        "formula in the appendix."
    )


def _sentence(coding_round: RoundAgreement) -> str:
    reported = coding_round.reported
    coded = (
        f"In round {coding_round.number} ({coding_round.title}), "
        f"{counted(len(reported.coders), 'coder')} read {people(reported.units)} apart, "
        f"with version {coding_round.version} of the codebook. "
    )
    others = [measured for measured in coding_round.measured if measured != reported]
    beside = "".join(f" {capitalised(agreement_in_words(measured))}." for measured in others)
    return f"{coded}Their agreement, {agreement_in_words(reported)}.{beside}"


def _measures_table(
    part: CodebookPart, key: str, caption: str, *, are_percentages: bool
) -> ReportTable:
    """Values over all themes: percentages as shares, or coefficients, which can be negative."""
    rounds = part.results.agreement
    rows = tuple(
        (
            *_of(coding_round, measured),
            f"{value.measure.name} (reported)"
            if coding_round.is_reported(measured, value)
            else value.measure.name,
            *value_cells(value),
        )
        for coding_round, measured in measured_rounds(part)
        for value in measured.over(Over.ALL)
        if value.measure.is_percentage is are_percentages
    )
    columns = (
        *WHERE,
        ReportColumn("measure", "Definition"),
        *value_columns(ColumnKind.SHARE if are_percentages else ColumnKind.NUMBER),
    )
    return ReportTable(
        part.key(key), part.caption(caption), columns, rows, agreement_note(rounds), grouped=2
    )


def _parts_table(part: CodebookPart, over: Over, key: str, what: str, caption: str) -> ReportTable:
    """The measure that is reported, for each part; a pair of coders only where there are several.

    A pooled measure stands for a mean over participants, which single themes and questions lack.
    """
    rounds = part.results.agreement
    rows = tuple(
        (*_of(coding_round, measured), value.key, _part_name(value), *value_cells(value))
        for coding_round, measured in measured_rounds(part)
        if over is not Over.PAIR or len(measured.coders) > 2
        for value in measured.over(over)
        if value.measure.key == _measure_of(over, measured.main.measure)
    )
    columns = (
        *WHERE,
        ReportColumn("key", "Key"),
        ReportColumn("name", what),
        *value_columns(ColumnKind.SHARE),
    )
    caption = part.caption(f"{caption}, by the definition reported.")
    return ReportTable(part.key(key), caption, columns, rows, agreement_note(rounds), grouped=2)


def _measure_of(over: Over, main: AgreementMeasure) -> str:
    return main.key if over is Over.AREA else main.key.removesuffix("_mean")


def _part_name(value: AgreementValue) -> str:
    """Coders are numbered in a report, and not named."""
    if value.over is Over.PAIR:
        first, second = value.key.split("-")
        return f"Coders {first} and {second}"
    return capitalised(value.name)


def _of(coding_round: RoundAgreement, measured: MeasuredAgreement) -> tuple[str, str]:
    return f"Round {coding_round.number}", basis_words(coding_round, measured)


def _definitions_table(part: CodebookPart) -> ReportTable:
    measures = dict.fromkeys(
        value.measure
        for _coding_round, measured in measured_rounds(part)
        for value in measured.over(Over.ALL)
    )
    rows = tuple(
        (measure.name, measure.formula, _compares(measure), measure.source) for measure in measures
    )
    caption = part.caption("Every definition of agreement.")
    return ReportTable(part.key("agreement_formulas"), caption, DEFINITIONS, rows)


def _compares(measure: AgreementMeasure) -> str:
    return measure.compares.format(unit="participant")
