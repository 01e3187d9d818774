"""Table 5: how often each type of attribution was chosen, held against the margins of table 3."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.reproduction.printed.findings import FileFindings, Finding, Verdict
from analysis.reproduction.printed.tables import Prints, Row
from analysis.reproduction.reference import PrintedAxis
from analysis.statistics.preferences.choices import POOLED

ACTIONS = {"removal": "removal", "label change": "label_change", "addition": "upweighting"}
"""Section 4.4.2 lets upweighting stand for the addition of data, which was not offered."""

ANY = "any"
ONE = "1"


@dataclass(frozen=True)
class Bounds:
    """How many settings can stand for a type, given how often each level was chosen."""

    low: int
    high: int


def attribution_findings(prints: Prints, axes: Sequence[PrintedAxis]) -> FileFindings:
    return FileFindings(
        file="attribution_types.csv",
        title="How often each type of attribution was chosen (table 5)",
        findings=(
            *(_finding(row, axes) for row in prints["attribution_types"]),
            *_total(prints["attribution_types"], axes),
        ),
    )


def bounds(row: Row, axes: Sequence[PrintedAxis]) -> Bounds:
    """Fréchet's: in each scenario at most the rarest level, at least what they must share."""
    low = high = 0
    for margins in _scenarios(axes).values():
        people = sum(margins["action"].values())
        shares = [_chosen(row, axis, counts) for axis, counts in margins.items()]
        high += min(shares)
        low += max(0, sum(shares) - (len(shares) - 1) * people)
    return Bounds(low, high)


def _scenarios(axes: Sequence[PrintedAxis]) -> dict[str, dict[str, Mapping[str, int]]]:
    margins: dict[str, dict[str, Mapping[str, int]]] = {}
    for axis in axes:
        if axis.counts.scenario != POOLED:
            margins.setdefault(axis.counts.scenario, {})[axis.counts.axis] = axis.counts.counts
    return margins


def _chosen(row: Row, axis: str, counts: Mapping[str, int]) -> int:
    """How many chose a level of this axis that the type allows."""
    if axis == "number":
        one = counts.get(ONE, 0)
        return one if row["train"] == ONE else sum(counts.values()) - one
    level = row[axis]
    if level == ANY:
        return sum(counts.values())
    return counts.get(ACTIONS[level] if axis == "action" else level, 0)


def _finding(row: Row, axes: Sequence[PrintedAxis]) -> Finding:
    possible, printed = bounds(row, axes), int(row["count"])
    if (row["action"], row["metric"]) == (ANY, ANY):
        return Finding(
            row["place"],
            Verdict.UNKNOWN,
            f"{row['type']}: {printed} is printed, but {_range(possible)} settings have any "
            f"action, any metric and {_samples(row)}. What sets this type apart are several test "
            "samples, and every setting was about one error, so settings cannot give the number; "
            "it may have been counted from what people wrote.",
        )
    margins = _margins(row, axes)
    claim = f"{row['type']}: {printed} is printed"
    if not possible.low <= printed <= possible.high:
        away = printed - possible.high if printed > possible.high else possible.low - printed
        beyond = "more" if printed > possible.high else "fewer"
        return Finding(
            row["place"],
            Verdict.IMPOSSIBLE,
            f"{claim}, but table 3 has {margins}, so {_range(possible)} settings stand for it: "
            f"{printed} is {away} {beyond} than that. It is a misprint, or counts something "
            "besides settings.",
        )
    verdict = Verdict.FITS if possible.low == possible.high else Verdict.POSSIBLE
    return Finding(
        row["place"],
        verdict,
        f"{claim}; table 3 has {margins}, which leaves {_range(possible)} for it.",
    )


def _margins(row: Row, axes: Sequence[PrintedAxis]) -> str:
    """The chosen levels that limit the type, scenario by scenario."""
    scenarios = _scenarios(axes)
    limits = []
    for axis, name in (("action", row["action"]), ("metric", row["metric"]), ("number", "")):
        shares = [_chosen(row, axis, margins[axis]) for margins in scenarios.values()]
        everybody = [sum(margins[axis].values()) for margins in scenarios.values()]
        if shares == everybody:
            continue
        spoken = ACTIONS.get(name, name).replace("_", " ")
        if axis == "number":
            spoken = _samples(row)
        limits.append(f"{' + '.join(map(str, shares))} = {sum(shares)} times {spoken}")
    return " and ".join(limits)


def _samples(row: Row) -> str:
    return "one training sample" if row["train"] == ONE else "several training samples"


def _total(rows: Sequence[Row], axes: Sequence[PrintedAxis]) -> Iterator[Finding]:
    """Types of different actions exclude each other, so they share the settings."""
    settings = sum(sum(margins["action"].values()) for margins in _scenarios(axes).values())
    removals = sum(margins["action"]["removal"] for margins in _scenarios(axes).values())
    others = [int(row["count"]) for row in rows if row["action"] not in (ANY, "removal")]
    total = removals + sum(others)
    arithmetic = f"{removals} removals + {' + '.join(map(str, others))} = {total}"
    if total == settings:
        yield Finding("table 5", Verdict.FITS, f"All settings: {arithmetic}, as many as there are.")
    else:
        yield Finding(
            "table 5",
            Verdict.IMPOSSIBLE,
            f"All settings: {arithmetic}, but {settings} were submitted, {abs(total - settings)} "
            f"{'fewer' if total > settings else 'more'}.",
        )


def _range(possible: Bounds) -> str:
    if possible.low == possible.high:
        return f"exactly {possible.low}"
    return f"{possible.low} to {possible.high}"
