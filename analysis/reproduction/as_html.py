"""A reproduction as one page that needs nothing else: no scripts, everything escaped."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.reproduction.comparison import PreferenceCell, Reproduction
from analysis.reproduction.differences import differences
from analysis.reproduction.sentences import conclusion, number, pvalue, spoken, summary
from analysis.statistics.preferences.recommended import ChoiceEstimate, RecommendedTest


@dataclass(frozen=True)
class Line:
    """One choice of an axis, across scenarios."""

    choice: str
    cells: tuple[PreferenceCell, ...]
    estimates: tuple[ChoiceEstimate, ...]


@dataclass(frozen=True)
class Panel:
    """One axis, across scenarios; `uniform` is the share that each choice would have by chance."""

    axis: str
    lines: tuple[Line, ...]
    uniform: float


def as_html(found: Reproduction) -> str:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"spoken": spoken, "pvalue": pvalue, "number": number}
    return environment.get_template("reproduction.html.jinja").render(
        found=found,
        differences=differences(found),
        summary=summary(found),
        panels=_panels(found),
        conclusions=[(conclusion(each), each.agrees) for each in found.conclusions],
        caveats=_caveats(found.recommended.tests),
    )


def _panels(found: Reproduction) -> list[Panel]:
    axes = dict.fromkeys(cell.test.axis for cell in found.preferences)
    return [_panel(found, axis) for axis in axes]


def _panel(found: Reproduction, axis: str) -> Panel:
    tests = [test for test in found.recommended.tests if test.axis == axis]
    cells = [cell for cell in found.preferences if cell.test.axis == axis]
    lines = tuple(
        Line(
            choice=estimate.choice,
            cells=tuple(cell for cell in cells if cell.test.choice == estimate.choice),
            estimates=tuple(test.choices[place] for test in tests),
        )
        for place, estimate in enumerate(tests[0].choices)
    )
    return Panel(axis, lines, 1 / len(lines))


def _caveats(tests: tuple[RecommendedTest, ...]) -> list[tuple[str, str]]:
    """Each caveat once, with where it holds."""
    told = [
        (caveat, f"{spoken(test.scenario)}, {spoken(test.axis).lower()}")
        for test in tests
        for caveat in test.caveats
    ]
    told.sort(key=lambda pair: pair[0])
    return [
        (caveat, "; ".join(place for _, place in pairs))
        for caveat, pairs in groupby(told, key=lambda pair: pair[0])
    ]
