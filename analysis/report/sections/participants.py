"""Who came, who left on the way, and who is analysed."""

from collections.abc import Mapping

from analysis.figures.flow import FlowStage, flow_diagram
from analysis.records.observations import AnalysisFlow
from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.wording import are, listed, people, were

CAPTION = "Flow of participants through the study."
COLUMNS = (
    ReportColumn("stage", "Stage"),
    ReportColumn("people", "People", ColumnKind.COUNT),
)


def participants_section(context: ReportContext) -> ReportSection:
    flow = context.observations.flow
    blocks: list[Block] = [Paragraph(_story(flow))]
    if flow.excluded:
        reasons = listed(f"{reason} ({number})" for reason, number in flow.excluded.items())
        blocks.append(Paragraph(f"Reasons to leave somebody out: {reasons}."))
    return ReportSection("participants", "Participants", tuple(blocks))


def _story(flow: AnalysisFlow) -> str:
    if not flow.began:
        return "Nobody has begun to take part yet."
    sentences = [f"{people(flow.began).capitalize()} began."]
    if screened_out := sum(flow.screened_out.values()):
        sentences.append(
            f"Before that, {people(screened_out)} {were(screened_out)} screened out or did not "
            "consent; nothing about them is kept."
        )
    sentences.append(
        f"{flow.completed:,} completed and {flow.stopped:,} stopped and let their answers be kept."
    )
    if flow.withdrew:
        had = "had" if flow.withdrew > 1 else "has had"
        sentences.append(f"{people(flow.withdrew).capitalize()} {had} everything deleted.")
    if flow.expired_in_all:
        states = listed(f"{state} ({number})" for state, number in flow.expired.items())
        sentences.append(
            f"Everything given by {people(flow.expired_in_all)} was deleted when their retention "
            f"was over; they had reached: {states}."
        )
    if excluded := sum(flow.excluded.values()):
        sentences.append(f"{people(excluded).capitalize()} {are(excluded)} excluded.")
    sentences.append(
        f"The analysis holds {people(flow.analysed)}: all who submitted a setting in at least one "
        "scenario, completed or stopped, and are not excluded."
    )
    return " ".join(sentences)


def _analysed_by_scenario(context: ReportContext) -> dict[str, int]:
    return {
        context.choices.scenario_name(scenario): int(context.choices.in_scenario(index).sum())
        for index, scenario in enumerate(context.observations.scenarios)
    }


def flow_figure(context: ReportContext) -> ReportFigure:
    """Who came, left and is analysed, in a figure for the first page."""
    flow, analysed = context.observations.flow, _analysed_by_scenario(context)
    rows = _rows(flow, analysed)
    described = "; ".join(f"{stage.strip(' –')}: {number}" for stage, number in rows)
    return ReportFigure(
        "flow",
        CAPTION,
        flow_diagram("flow", CAPTION, described, _stages(flow, analysed)),
        ReportTable("flow_numbers", CAPTION, COLUMNS, rows),
    )


def _rows(flow: AnalysisFlow, analysed: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return (
        *((f"Did not begin: {reason}", number) for reason, number in flow.screened_out.items()),
        ("Began", flow.began),
        *((part.capitalize(), number) for part, number in _unfinished(flow).items()),
        ("Completed", flow.completed),
        ("Stopped, answers kept", flow.stopped),
        *((part.capitalize(), number) for part, number in _not_analysed(flow).items()),
        ("Analysed", flow.analysed),
        *((f"Analysed, {scenario}", number) for scenario, number in analysed.items()),
    )


def _stages(flow: AnalysisFlow, analysed: Mapping[str, int]) -> list[FlowStage]:
    came = flow.began + sum(flow.screened_out.values())
    answered = {"completed": flow.completed, "stopped, answers kept": flow.stopped}
    stages = [
        FlowStage(_box("Came to the consent", came), _side("Did not begin", flow.screened_out)),
        FlowStage(_box("Began", flow.began), _side("Without an end", _unfinished(flow))),
        FlowStage(
            _box("Gave answers", flow.answered, answered),
            _side("Not analysed", _not_analysed(flow)),
        ),
        FlowStage(_box("Analysed", flow.analysed, analysed)),
    ]
    return stages if flow.screened_out else stages[1:]


def _unfinished(flow: AnalysisFlow) -> dict[str, int]:
    return {
        "taking part now": flow.taking_part,
        "withdrew, everything deleted": flow.withdrew,
        **{f"deleted after retention: {state}": number for state, number in flow.expired.items()},
    }


def _not_analysed(flow: AnalysisFlow) -> dict[str, int]:
    return {
        **{f"excluded: {reason}": number for reason, number in flow.excluded.items()},
        "submitted no setting": flow.without_choice,
    }


def _box(title: str, number: int, parts: Mapping[str, int] | None = None) -> list[str]:
    """The lines of a box: a number of people, then the parts that it is made up of."""
    lines = [f"{part}: {people:,}" for part, people in (parts or {}).items()]
    return [f"{title}: {number:,}", *lines]


def _side(title: str, parts: Mapping[str, int]) -> list[str]:
    """The lines of a box for those who left; none where nobody did."""
    some = {part: number for part, number in parts.items() if number}
    return _box(title, sum(some.values()), some) if some else []
