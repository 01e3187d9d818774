"""A reproduction as one HTML page that loads nothing and runs no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.figures.share_interval import share_interval
from analysis.reproduction.comparison import PreferenceCell, Reproduction
from analysis.reproduction.printed.check import tally
from analysis.reproduction.printed.findings import FileFindings, Verdict
from analysis.reproduction.samples.compare import ComparedQuestion
from analysis.reproduction.samples.wording import (
    SAMPLES_NOTE,
    SAMPLES_TITLE,
    exact_pvalue,
    with_share,
)
from analysis.reproduction.sentences import (
    EDITION,
    conclusion,
    differences,
    number,
    once_each,
    pvalue,
    spoken,
    summary,
)
from analysis.statistics.preferences.recommended import ChoiceEstimate, RecommendedTest

MARKED = (Verdict.DIFFERS, Verdict.IMPOSSIBLE)
"""Verdicts that the page shows as it shows values that differ."""


@dataclass(frozen=True)
class ChoiceRow:
    """A choice of an axis: its cells of table 3 and its estimates, scenario by scenario."""

    choice: str
    cells: tuple[PreferenceCell, ...]
    estimates: tuple[ChoiceEstimate, ...]


@dataclass(frozen=True)
class AxisRows:
    """The choices of an axis; `uniform` is the share of each if all were equally popular."""

    axis: str
    rows: tuple[ChoiceRow, ...]
    uniform: float


def as_html(
    reproduction: Reproduction,
    printed: Sequence[FileFindings] = (),
    samples: Sequence[ComparedQuestion] = (),
) -> str:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "spoken": spoken,
        "pvalue": pvalue,
        "number": number,
        "once_each": once_each,
        "interval": _interval,
        "exact_pvalue": exact_pvalue,
        "with_share": with_share,
    }
    return environment.get_template("reproduction.html.jinja").render(
        reproduction=reproduction,
        differences=differences(reproduction),
        summary=summary(reproduction),
        edition=EDITION,
        axes=_axes(reproduction),
        conclusions=[(conclusion(reached), reached.agrees) for reached in reproduction.conclusions],
        caveats=_caveats(reproduction.recommended.tests),
        printed=printed,
        tally=tally(printed),
        marked=MARKED,
        samples=samples,
        samples_title=SAMPLES_TITLE,
        samples_note=SAMPLES_NOTE,
    )


def _interval(estimate: ChoiceEstimate, uniform: float) -> Markup:
    """A drawing of the share and its interval against the uniform share, or a dash."""
    if estimate.share is None or estimate.interval is None:
        return Markup("–")
    drawing = share_interval(
        estimate.share,
        estimate.interval.low,
        estimate.interval.high,
        reference=uniform,
        stands_out=bool(estimate.stands_out),
    )
    return Markup(drawing)  # noqa: S704  drawn by analysis.figures, every word in it escaped


def _axes(reproduction: Reproduction) -> list[AxisRows]:
    axes = dict.fromkeys(cell.test.axis for cell in reproduction.preferences)
    return [_axis(reproduction, axis) for axis in axes]


def _axis(reproduction: Reproduction, axis: str) -> AxisRows:
    tests = [test for test in reproduction.recommended.tests if test.axis == axis]
    cells = [cell for cell in reproduction.preferences if cell.test.axis == axis]
    rows = tuple(
        ChoiceRow(
            choice=estimate.choice,
            cells=tuple(cell for cell in cells if cell.test.choice == estimate.choice),
            estimates=tuple(test.choices[index] for test in tests),
        )
        for index, estimate in enumerate(tests[0].choices)
    )
    return AxisRows(axis, rows, 1 / len(rows))


def _caveats(tests: tuple[RecommendedTest, ...]) -> list[tuple[str, str]]:
    """Each caveat once, with where it holds."""
    caveats = [
        (caveat, f"{spoken(test.scenario)}, {spoken(test.axis).lower()}")
        for test in tests
        for caveat in test.caveats
    ]
    caveats.sort(key=lambda pair: pair[0])
    return [
        (caveat, "; ".join(where for _, where in pairs))
        for caveat, pairs in groupby(caveats, key=lambda pair: pair[0])
    ]
