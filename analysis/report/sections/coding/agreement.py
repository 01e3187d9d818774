"""How far coders agreed before they compared, round by round, by the definition the study names."""

from collections.abc import Iterable

from analysis.figures.curves import CurvePoint, curve
from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    Caution,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.coding.codebook_parts import CodebookPart, by_codebook
from analysis.report.wording import capitalised, counted, people, percent
from analysis.statistics.agreement.measures import AgreementMeasure
from analysis.statistics.agreement.records import AgreementValue, Over, RoundAgreement

TITLE = "Agreement of the coders"
DEFINITIONS = (
    ReportColumn("measure", "Definition"),
    ReportColumn("formula", "Formula"),
    ReportColumn("compares", "What is compared"),
    ReportColumn("source", "Source"),
)


def agreement_section(context: ReportContext) -> ReportSection | None:
    """None as long as no round is compared."""
    results = (results for results in context.observations.codes if results.agreement)
    return by_codebook("agreement", TITLE, results, _section)


def _section(part: CodebookPart) -> ReportSection:
    rounds = part.results.agreement
    blocks: list[Block] = [Paragraph(_introduction(rounds))]
    blocks += [Paragraph(_sentence(coding_round)) for coding_round in rounds]
    blocks += [
        Caution(f"Round {coding_round.number}: {warning}")
        for coding_round in rounds
        for warning in coding_round.warnings
    ]
    blocks += [
        _curve(part),
        _percentages_table(part),
        _coefficients_table(part),
        _areas_table(part),
        _definitions_table(part),
    ]
    return ReportSection(part.key("agreement"), part.heading(TITLE), tuple(blocks))


def _introduction(rounds: Iterable[RoundAgreement]) -> str:
    reported = dict.fromkeys(coding_round.main.measure for coding_round in rounds)
    named = "; ".join(
        f"{measure.name}, {measure.formula} ({_compares(measure)})" for measure in reported
    )
    return (
        "Coders worked apart, and saw nothing of each other's work until their round was compared. "
        "What follows was measured at that moment; nothing decided later changes it. The study "
        f"file names the definition that is reported: {named}. Every other one stands beside it."
    )


def _sentence(coding_round: RoundAgreement) -> str:
    main = coding_round.main
    coded = (
        f"In round {coding_round.number} ({coding_round.title}), "
        f"{counted(len(coding_round.coders), 'coder')} read {people(coding_round.units)} apart, "
        f"with version {coding_round.version} of the codebook and "
        f"{counted(coding_round.themes, 'theme')}. "
    )
    if main.value is None:
        return f"{coded}Their agreement is undefined, because {main.undefined}."
    interval = f"no interval: {main.no_interval}"
    if main.low is not None and main.high is not None:
        interval = (
            f"{percent(coding_round.confidence, 0)} bootstrap interval {percent(main.low)} to "
            f"{percent(main.high)}"
        )
    return f"{coded}Their agreement is {percent(main.value)} by {main.measure.name} ({interval})."


def _curve(part: CodebookPart) -> ReportFigure:
    rounds = part.results.agreement
    key = part.key("agreement_rounds")
    caption = part.caption("Agreement of the coders over rounds, by the definition reported.")
    points = [
        CurvePoint(
            f"Round {coding_round.number}",
            coding_round.main.value,
            coding_round.main.low,
            coding_round.main.high,
        )
        for coding_round in rounds
    ]
    columns = (
        ReportColumn("round", "Round"),
        ReportColumn("measure", "Definition"),
        ReportColumn("version", "Codebook version"),
        ReportColumn("coders", "Coders", ColumnKind.COUNT),
        *_value_columns(ColumnKind.SHARE),
    )
    rows = tuple(
        (
            f"{coding_round.number}: {coding_round.title}",
            coding_round.main.measure.name,
            str(coding_round.version),
            len(coding_round.coders),
            *_value_cells(coding_round.main),
        )
        for coding_round in rounds
    )
    svg = curve(key, caption, points, percentage=True)
    table = ReportTable(part.key("agreement_rounds_numbers"), caption, columns, rows, _note(rounds))
    return ReportFigure(key, caption, svg, table)


def _percentages_table(part: CodebookPart) -> ReportTable:
    return _measures_table(
        part,
        "agreement_definitions",
        "Percentages of overlapping themes by each definition, in every round.",
        are_percentages=True,
    )


def _coefficients_table(part: CodebookPart) -> ReportTable:
    return _measures_table(
        part,
        "agreement_coefficients",
        "Agreement corrected for chance, and on whole sets of themes, in every round.",
        are_percentages=False,
    )


def _measures_table(
    part: CodebookPart, key: str, caption: str, *, are_percentages: bool
) -> ReportTable:
    """Values over all themes: percentages as shares, or coefficients, which can be negative."""
    rounds = part.results.agreement
    rows = tuple(
        (f"Round {coding_round.number}", _name(value, coding_round), *_value_cells(value))
        for coding_round in rounds
        for value in coding_round.over(Over.ALL)
        if value.measure.is_percentage is are_percentages
    )
    columns = (
        ReportColumn("round", "Round"),
        ReportColumn("measure", "Definition"),
        *_value_columns(ColumnKind.SHARE if are_percentages else ColumnKind.NUMBER),
    )
    return ReportTable(
        part.key(key), part.caption(caption), columns, rows, _note(rounds), grouped=1
    )


def _areas_table(part: CodebookPart) -> ReportTable:
    rounds = part.results.agreement
    rows = tuple(
        (f"Round {coding_round.number}", capitalised(value.name), *_value_cells(value))
        for coding_round in rounds
        for value in coding_round.over(Over.AREA)
        if value.measure == coding_round.main.measure
    )
    columns = (
        ReportColumn("round", "Round"),
        ReportColumn("area", "Theme area"),
        *_value_columns(ColumnKind.SHARE),
    )
    caption = part.caption("Agreement by theme area, by the definition reported.")
    return ReportTable(
        part.key("agreement_areas"), caption, columns, rows, _note(rounds), grouped=1
    )


def _definitions_table(part: CodebookPart) -> ReportTable:
    measures = dict.fromkeys(
        value.measure
        for coding_round in part.results.agreement
        for value in coding_round.over(Over.ALL)
    )
    rows = tuple(
        (measure.name, measure.formula, _compares(measure), measure.source) for measure in measures
    )
    caption = part.caption("Every definition of agreement.")
    return ReportTable(part.key("agreement_formulas"), caption, DEFINITIONS, rows)


def _value_columns(kind: ColumnKind) -> tuple[ReportColumn, ...]:
    digits = 1 if kind is ColumnKind.SHARE else 3
    return (
        ReportColumn("value", "Agreement", kind, digits),
        ReportColumn("low", "from", kind, digits, over="Interval"),
        ReportColumn("high", "to", kind, digits, over="Interval"),
        ReportColumn("people", "Participants", ColumnKind.COUNT),
        ReportColumn("found", "Times found", ColumnKind.COUNT),
        ReportColumn("because", "Undefined, because"),
    )


def _value_cells(value: AgreementValue) -> tuple[CellValue, ...]:
    no_interval = f"interval: {value.no_interval}" if value.no_interval else ""
    because = value.undefined or no_interval
    return value.value, value.low, value.high, value.units, value.applied, because


def _name(value: AgreementValue, coding_round: RoundAgreement) -> str:
    name = value.measure.name
    return f"{name} (reported)" if value == coding_round.main else name


def _note(rounds: Iterable[RoundAgreement]) -> str:
    confidences = dict.fromkeys(percent(coding_round.confidence, 0) for coding_round in rounds)
    return (
        f"Intervals are {' or '.join(confidences)} percentile intervals of a bootstrap over "
        "participants. Times found counts each theme of each coder in each participant once."
    )


def _compares(measure: AgreementMeasure) -> str:
    return measure.compares.format(unit="participant")
