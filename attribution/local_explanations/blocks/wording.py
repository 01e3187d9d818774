"""Words and cells that several explanations share."""

from collections.abc import Sequence

from attribution.data.display import Display, Feature, TableRow
from attribution.panels.blocks import AnyBlock, Column, Markdown, Sample
from attribution.scales import MINUS, SPACE

Blocks = tuple[AnyBlock, ...]


def counted(count: int, name: str) -> str:
    """Such as "1 application" or "3 applications"."""
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def the(count: int, name: str) -> str:
    """Such as "The application" or "The 3 applications"."""
    return f"The {name}" if count == 1 else f"The {counted(count, name)}"


def if_fewer(asked: int, there: int, name: str) -> Blocks:
    """A sentence where there are fewer entries than a setting asks for."""
    if there >= asked:
        return ()
    found = f"are only {counted(there, name)}" if there > 1 else f"is only one {name}"
    if there == 0:
        found = f"is no {name}"
    return (Markdown(text=f"Up to {asked} can be shown here, but there {found}."),)


def with_unit(feature: Feature, text: str) -> str:
    return f"{text}{SPACE}{feature.unit}" if feature.unit else text


def difference(feature: Feature, before: str, after: str) -> str:
    """The change of a number, with its sign; nothing for categories."""
    if not feature.numeric:
        return ""
    number = float(after) - float(before)
    return with_unit(feature, f"{'+' if number > 0 else MINUS}{abs(number):.10g}")


def cells_of(display: Display) -> tuple[str, ...]:
    """The cells of a row; pictures and photographs have none."""
    return display.cells if isinstance(display, TableRow) else ()


def columns(features: Sequence[Feature]) -> tuple[Column, ...]:
    return tuple(
        Column(label=feature.label, unit=feature.unit, numeric=feature.numeric)
        for feature in features
    )


def application(name: str, display: Display, *, label: str, prediction: str, note: str) -> Sample:
    """A training sample."""
    return Sample(
        title=f"Application {name}",
        label=label,
        prediction=prediction,
        cells=cells_of(display),
        note=note,
    )
