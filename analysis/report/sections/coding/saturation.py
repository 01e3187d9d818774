"""Whether the participants coded last still brought new themes."""

from analysis.figures.curves import CurvePoint, curve
from analysis.report.document import Figure, Paragraph, Section
from analysis.report.labels import times
from analysis.report.numbers import percent
from analysis.report.sections.coding.books import Coded
from analysis.report.tables import Column, Kind, Table

COLUMNS = (
    Column("participant", "Participant"),
    Column("new", "New", Kind.COUNT, over="Themes"),
    Column("seen", "by then", Kind.COUNT, over="Themes"),
    Column("expected", "mean", Kind.NUMBER, 2, over="In any order"),
    Column("low", "from", Kind.NUMBER, 1, over="In any order"),
    Column("high", "to", Kind.NUMBER, 1, over="In any order"),
)


def saturation(coded: Coded) -> Section | None:
    """None where no round is closed."""
    found = coded.results.saturation
    if found is None:
        return None
    last = max((at for at, new in enumerate(found.new, start=1) if new), default=0)
    told = (
        f"The order is that of coding, {times(len(found.cases), 'participant')} in all. "
        f"The last new theme came with number {last}. "
        if last
        else "No theme was found in anybody. "
    )
    caption = coded.caption("Themes found by each participant, in the order of coding.")
    points = [
        CurvePoint(case, float(seen), low, high)
        for case, seen, low, high in zip(
            found.cases, found.seen, found.low, found.high, strict=True
        )
    ]
    rows = tuple(
        zip(
            found.cases, found.new, found.seen, found.expected, found.low, found.high, strict=True
        )
    )  # fmt: skip
    middle = percent(found.confidence, 0)
    note = (
        "In any order: the mean over all orders of the same participants, and the middle "
        f"{middle} of {found.orders:,} orders drawn with seed {found.seed}."
    )
    key = coded.key("saturation")
    table = Table(f"{key}_numbers", caption, COLUMNS, rows, note)
    figure = Figure(key, caption, curve(key, caption, points), table)
    told += (
        f"Bars show what {middle} of other orders would have given by then. A curve that still "
        "rises at its end asks for more participants; one that lies flat does not prove that "
        "nothing is left to find."
    )
    return Section(coded.key("theme_saturation"), "Saturation", (Paragraph(told), figure))
