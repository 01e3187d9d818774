"""How far coders agreed, round by round, by the definition and the themes that the study names."""

from collections.abc import Iterable, Iterator

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
        _curve(part),
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
    beside = "".join(f" {capitalised(_figure(measured))}." for measured in others)
    return f"{coded}Their agreement, {_figure(reported)}.{beside}"


def _figure(measured: MeasuredAgreement) -> str:
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


def _curve(part: CodebookPart) -> ReportFigure:
    rounds = part.results.agreement
    key = part.key("agreement_rounds")
    caption = part.caption("Agreement of the coders over rounds, by the definition reported.")
    mains = [(coding_round.number, coding_round.reported.main) for coding_round in rounds]
    points = [
        CurvePoint(f"Round {number}", main.value, main.low, main.high) for number, main in mains
    ]
    columns = (
        ReportColumn("round", "Round"),
        ReportColumn("basis", "Told"),
        ReportColumn("measure", "Definition"),
        ReportColumn("version", "Codebook version"),
        ReportColumn("coders", "Coders", ColumnKind.COUNT),
        ReportColumn("themes", "Themes", ColumnKind.COUNT),
        *_value_columns(ColumnKind.SHARE),
    )
    rows = tuple(
        (
            f"{coding_round.number}: {coding_round.title}",
            _told(coding_round, measured),
            measured.main.measure.name,
            str(coding_round.version),
            len(measured.coders),
            len(measured.themes),
            *_value_cells(measured.main),
        )
        for coding_round, measured in _measured(part)
    )
    svg = curve(key, caption, points, percentage=True)
    table = ReportTable(part.key("agreement_rounds_numbers"), caption, columns, rows, _note(rounds))
    return ReportFigure(key, caption, svg, table)


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
            *_value_cells(value),
        )
        for coding_round, measured in _measured(part)
        for value in measured.over(Over.ALL)
        if value.measure.is_percentage is are_percentages
    )
    columns = (
        *WHERE,
        ReportColumn("measure", "Definition"),
        *_value_columns(ColumnKind.SHARE if are_percentages else ColumnKind.NUMBER),
    )
    return ReportTable(
        part.key(key), part.caption(caption), columns, rows, _note(rounds), grouped=2
    )


def _parts_table(part: CodebookPart, over: Over, key: str, what: str, caption: str) -> ReportTable:
    """The measure that is reported, for each part; a pair of coders only where there are several.

    A pooled measure stands for a mean over participants, which single themes and questions lack.
    """
    rounds = part.results.agreement
    rows = tuple(
        (*_of(coding_round, measured), value.key, _part_name(value), *_value_cells(value))
        for coding_round, measured in _measured(part)
        if over is not Over.PAIR or len(measured.coders) > 2
        for value in measured.over(over)
        if value.measure.key == _measure_of(over, measured.main.measure)
    )
    columns = (
        *WHERE,
        ReportColumn("key", "Key"),
        ReportColumn("name", what),
        *_value_columns(ColumnKind.SHARE),
    )
    caption = part.caption(f"{caption}, by the definition reported.")
    return ReportTable(part.key(key), caption, columns, rows, _note(rounds), grouped=2)


def _measure_of(over: Over, main: AgreementMeasure) -> str:
    return main.key if over is Over.AREA else main.key.removesuffix("_mean")


def _part_name(value: AgreementValue) -> str:
    """Coders are numbered in a report, and not named."""
    if value.over is Over.PAIR:
        first, second = value.key.split("-")
        return f"Coders {first} and {second}"
    return capitalised(value.name)


def _measured(part: CodebookPart) -> Iterator[tuple[RoundAgreement, MeasuredAgreement]]:
    for coding_round in part.results.agreement:
        for measured in coding_round.measured:
            yield coding_round, measured


def _of(coding_round: RoundAgreement, measured: MeasuredAgreement) -> tuple[str, str]:
    return f"Round {coding_round.number}", _told(coding_round, measured)


def _told(coding_round: RoundAgreement, measured: MeasuredAgreement) -> str:
    reported = " (reported)" if measured == coding_round.reported else ""
    return f"{measured.basis.words}{reported}"


def _definitions_table(part: CodebookPart) -> ReportTable:
    measures = dict.fromkeys(
        value.measure
        for _coding_round, measured in _measured(part)
        for value in measured.over(Over.ALL)
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


def _note(rounds: Iterable[RoundAgreement]) -> str:
    confidences = dict.fromkeys(
        percent(coding_round.reported.confidence, 0) for coding_round in rounds
    )
    return (
        f"Intervals are {' or '.join(confidences)} intervals over participants: of percentages "
        "Wilson's, with an effective number of decisions; of coefficients percentiles of a "
        "bootstrap. Times found counts each theme of each coder in each participant once."
    )


def _compares(measure: AgreementMeasure) -> str:
    return measure.compares.format(unit="participant")
