"""How the interviews were coded: workshops and rounds, with the agreement of each (figure 7)."""

from collections.abc import Sequence

from analysis.figures.flow import FlowStage, flow_diagram
from analysis.report.document import (
    Block,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.interviews.observations import CodingStage, InterviewObservations
from analysis.report.wording import capitalised, counted, people, percent
from analysis.statistics.agreement.records import MeasuredAgreement
from analysis.statistics.agreement.reflexive import NO_AGREEMENT

TITLE = "The process"
COLUMNS = (
    ReportColumn("stage", "Stage"),
    ReportColumn("together", "Coded together"),
    ReportColumn("apart", "Coded apart"),
    ReportColumn("late", "Added late"),
    ReportColumn("coders", "Coders", ColumnKind.COUNT),
    ReportColumn("themes", "Themes", ColumnKind.COUNT),
    ReportColumn("told", "Agreement told"),
    ReportColumn("agreement", "Agreement", ColumnKind.SHARE),
    ReportColumn("low", "from", ColumnKind.SHARE, over="Interval"),
    ReportColumn("high", "to", ColumnKind.SHARE, over="Interval"),
    ReportColumn("measure", "Definition"),
)


def process_section(observed: InterviewObservations) -> ReportSection:
    if not observed.stages:
        nothing = "No coding round was compared or closed yet."
        return ReportSection("process", TITLE, (Paragraph(nothing),))
    blocks: list[Block] = [Paragraph(_sentence(stage)) for stage in observed.stages]
    claims = observed.definition.coding.claims_agreement
    blocks.append(Paragraph(_definitions(observed.stages) if claims else NO_AGREEMENT))
    blocks.append(_figure(observed.stages))
    return ReportSection("process", TITLE, tuple(block for block in blocks if block))


def _sentence(stage: CodingStage) -> str:
    parts = []
    if stage.together:
        parts.append(f"{people(len(stage.together))} coded together ({_labels(stage.together)})")
    if stage.apart:
        parts.append(
            f"{people(len(stage.apart))} by {counted(stage.coders, 'coder')} apart "
            f"({_labels(stage.apart)})"
        )
    if stage.late:
        parts.append(f"{people(len(stage.late))} added late ({_labels(stage.late)})")
    state = "" if stage.closed else " It is not closed yet."
    return (
        f"{_name(stage)}: {'; '.join(parts) or 'nobody coded'}, with "
        f"{counted(stage.themes, 'theme')} in version {stage.version} of the codebook.{state}"
        f"{_agreement(stage)}"
    )


def _agreement(stage: CodingStage) -> str:
    if stage.agreement is None:
        return ""
    figures = [
        f"{measured.basis.words} {_value(measured)} over {counted(len(measured.themes), 'theme')}"
        for measured in stage.agreement.measured
    ]
    return f" Agreement: {'; '.join(figures)}."


def _value(measured: MeasuredAgreement) -> str:
    main = measured.main
    return "undefined" if main.value is None else percent(main.value)


def _definitions(stages: Sequence[CodingStage]) -> str:
    agreements = [stage.agreement for stage in stages if stage.agreement]
    measures = dict.fromkeys(agreed.reported.main.measure for agreed in agreements)
    bases = dict.fromkeys(one.basis for agreed in agreements for one in agreed.measured)
    if not measures:
        return "No agreement was measured, as nobody was coded apart."
    named = "; ".join(
        f"{measure.name}, {measure.formula} ({measure.compares.format(unit='participant')})"
        for measure in measures
    )
    told = " ".join(f"{capitalised(basis.words)}: {basis.definition}" for basis in bases)
    return f"Agreement is {named}. {told}"


def _figure(stages: Sequence[CodingStage]) -> ReportFigure:
    key, caption = "coding_process", "The stages of coding, with the agreement at each."
    drawn = [FlowStage((_name(stage), *_lines(stage))) for stage in stages]
    described = " ".join(map(_sentence, stages))
    rows = tuple(row for stage in stages for row in _rows(stage))
    note = (
        "Agreement was measured before the coders discussed anything; with themes reconciled it "
        "was measured again as the stage was closed."
    )
    table = ReportTable(f"{key}_numbers", caption, COLUMNS, rows, note, grouped=1)
    return ReportFigure(key, caption, flow_diagram(key, caption, described, drawn), table)


def _lines(stage: CodingStage) -> list[str]:
    lines = [
        f"{what}: {_labels(labels)}"
        for what, labels in (
            ("together", stage.together),
            (f"apart, {counted(stage.coders, 'coder')}", stage.apart),
            ("late", stage.late),
        )
        if labels
    ]
    lines.append(counted(stage.themes, "theme"))
    if stage.agreement:
        lines += [
            f"agreement {measured.basis.words}: {_value(measured)}"
            for measured in stage.agreement.measured
        ]
    return lines


def _rows(stage: CodingStage) -> list[tuple[CellValue, ...]]:
    where = (
        _name(stage),
        _labels(stage.together) or None,
        _labels(stage.apart) or None,
        _labels(stage.late) or None,
        stage.coders,
    )
    if stage.agreement is None:
        return [(*where, stage.themes, None, None, None, None, None)]
    return [
        (
            *where,
            len(measured.themes),
            measured.basis.words,
            measured.main.value,
            measured.main.low,
            measured.main.high,
            measured.main.measure.name,
        )
        for measured in stage.agreement.measured
    ]


def _name(stage: CodingStage) -> str:
    return f"Round {stage.number}: {stage.title}"


def _labels(labels: Sequence[str]) -> str:
    return ", ".join(labels)
