"""Who came, who left on the way, and who is analysed."""

from collections.abc import Mapping

from analysis.figures.flow import FlowStage, flow_diagram
from analysis.records.observations import Flow
from analysis.report.context import Material
from analysis.report.document import Block, Figure, Paragraph, Section
from analysis.report.labels import are, listed, people, were
from analysis.report.tables import Column, Kind, Table

COLUMNS = (Column("stage", "Stage"), Column("people", "People", Kind.COUNT))


def participants(material: Material) -> Section:
    flow = material.observations.flow
    counted = _answered_by_scenario(material)
    caption = "Flow of participants through the study."
    rows = _rows(flow, counted)
    described = "; ".join(f"{stage.strip(' –')}: {number}" for stage, number in rows)
    blocks: list[Block] = [Paragraph(_story(flow))]
    if flow.excluded:
        reasons = listed(f"{reason} ({number})" for reason, number in flow.excluded.items())
        blocks.append(Paragraph(f"Reasons to leave somebody out: {reasons}."))
    figure = Figure(
        "flow", caption,
        flow_diagram("flow", caption, described, _steps(flow, counted)),
        Table("flow_numbers", caption, COLUMNS, rows),
    )  # fmt: skip
    return Section("participants", "Participants", (*blocks, figure))


def _story(flow: Flow) -> str:
    if not flow.began:
        return "Nobody has begun to take part yet."
    parts = [f"{people(flow.began).capitalize()} began."]
    if turned := sum(flow.turned_away.values()):
        parts.append(
            f"Before that, {people(turned)} {were(turned)} turned away or did not consent; nothing "
            "about them is kept."
        )
    parts.append(
        f"{flow.completed:,} completed and {flow.stopped:,} stopped and let their answers be kept."
    )
    if flow.withdrawn:
        had = "had" if flow.withdrawn > 1 else "has had"
        parts.append(f"{people(flow.withdrawn).capitalize()} {had} everything deleted.")
    if left := sum(flow.excluded.values()):
        parts.append(f"{people(left).capitalize()} {are(left)} excluded.")
    parts.append(
        f"The analysis holds {people(flow.analysed)}: all who submitted a setting in at least one "
        "scenario, completed or stopped, and are not excluded."
    )
    return " ".join(parts)


def _answered_by_scenario(material: Material) -> dict[str, int]:
    found = material.choices
    return {
        found.named(key): int(found.in_scenario(at).sum())
        for at, key in enumerate(material.observations.scenarios)
    }


def _left_out(flow: Flow) -> dict[str, int]:
    return {
        **{f"excluded: {reason}": number for reason, number in flow.excluded.items()},
        "submitted no setting": flow.without_choice,
    }


def _unfinished(flow: Flow) -> dict[str, int]:
    return {"taking part now": flow.active, "withdrew, everything deleted": flow.withdrawn}


def _steps(flow: Flow, counted: dict[str, int]) -> list[FlowStage]:
    came = flow.began + sum(flow.turned_away.values())
    answers = {"completed": flow.completed, "stopped, answers kept": flow.stopped}
    steps = [
        FlowStage(_box("Came to the consent", came), _aside("Did not begin", flow.turned_away)),
        FlowStage(_box("Began", flow.began), _aside("Without an end", _unfinished(flow))),
        FlowStage(
            _box("Gave answers", flow.answered, answers),
            _aside("Not analysed", _left_out(flow)),
        ),
        FlowStage(_box("Analysed", flow.analysed, counted)),
    ]
    return steps if flow.turned_away else steps[1:]


def _box(title: str, number: int, parts: dict[str, int] | None = None) -> list[str]:
    return [f"{title}: {number:,}", *(f"{part}: {each:,}" for part, each in (parts or {}).items())]


def _aside(title: str, parts: Mapping[str, int]) -> list[str]:
    some = {part: number for part, number in parts.items() if number}
    return _box(title, sum(some.values()), some) if some else []


def _rows(flow: Flow, counted: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return (
        *((f"Did not begin: {reason}", number) for reason, number in flow.turned_away.items()),
        ("Began", flow.began),
        *((part.capitalize(), number) for part, number in _unfinished(flow).items()),
        ("Completed", flow.completed),
        ("Stopped, answers kept", flow.stopped),
        *((part.capitalize(), number) for part, number in _left_out(flow).items()),
        ("Analysed", flow.analysed),
        *((f"Analysed, {scenario}", number) for scenario, number in counted.items()),
    )
