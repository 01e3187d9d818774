"""Whether the participants coded last still brought new themes."""

from analysis.figures.curves import CurvePoint, curve
from analysis.report.document import (
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.coding.codebook_parts import CodebookPart
from analysis.report.wording import counted, percent
from analysis.statistics.themes.saturation import Saturation

ANY_ORDER = "In any order"
COLUMNS = (
    ReportColumn("participant", "Participant"),
    ReportColumn("new", "New", ColumnKind.COUNT, over="Themes"),
    ReportColumn("seen", "by then", ColumnKind.COUNT, over="Themes"),
    ReportColumn("expected", "mean", ColumnKind.NUMBER, 2, over=ANY_ORDER),
    ReportColumn("low", "from", ColumnKind.NUMBER, 1, over=ANY_ORDER),
    ReportColumn("high", "to", ColumnKind.NUMBER, 1, over=ANY_ORDER),
)


def saturation_section(part: CodebookPart) -> ReportSection | None:
    """None where no round is closed."""
    saturation = part.results.saturation
    if saturation is None:
        return None
    explanation = (
        f"{_last_new_theme(saturation)} Bars show what {percent(saturation.confidence, 0)} of "
        "other orders would have given by then. A curve that still rises at its end asks for more "
        "participants; one that lies flat does not prove that nothing is left to find."
    )
    blocks = (Paragraph(explanation), _figure(part, saturation))
    return ReportSection(part.key("theme_saturation"), "Saturation", blocks)


def _last_new_theme(saturation: Saturation) -> str:
    last = max((number for number, new in enumerate(saturation.new, start=1) if new), default=0)
    if not last:
        return "No theme was found in anybody."
    return (
        f"The order is that of coding, {counted(len(saturation.cases), 'participant')} in all. "
        f"The last new theme came with number {last}."
    )


def _figure(part: CodebookPart, saturation: Saturation) -> ReportFigure:
    key = part.key("saturation")
    caption = part.caption("Themes found by each participant, in the order of coding.")
    rows = tuple(
        zip(
            saturation.cases,
            saturation.new,
            saturation.seen,
            saturation.expected,
            saturation.low,
            saturation.high,
            strict=True,
        )
    )
    points = [CurvePoint(case, float(seen), low, high) for case, _, seen, _, low, high in rows]
    note = (
        "In any order: the mean over all orders of the same participants, and the middle "
        f"{percent(saturation.confidence, 0)} of {saturation.orders:,} orders drawn with seed "
        f"{saturation.seed}."
    )
    table = ReportTable(f"{key}_numbers", caption, COLUMNS, rows, note)
    svg = curve(key, caption, points, steps="Participants", values="Themes")
    return ReportFigure(key, caption, svg, table)
