"""What a participant submitted in each scenario, and on which model error, in the study's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attribution.data.display import Photograph, Picture, TableRow
from attribution.errors import NotInBundle
from attribution.explanations import Explanations
from attribution.panels.blocks import placed_pictures
from attribution.panels.index import PanelIndex
from attribution.queries import explanations
from survey.participation.models import Trial
from survey.studies.models import definition_of


@dataclass(frozen=True)
class ShownPicture:
    """A picture by its SHA-256, the end of its name, and what a screen reader says of it."""

    sha256: str
    suffix: str
    alternative_text: str


@dataclass(frozen=True)
class SubmittedTrial:
    """A trial that is over; `scenario` is its title.

    `error` is such as Pullover → Coat, and `facts` are what was seen of it: names and values.
    `setting` is the one submitted as lists of settings write it, and `levels` the same by the
    titles of its axes; both are empty where nothing was submitted.
    """

    scenario: str
    error: str
    summary: str
    picture: ShownPicture | None
    facts: tuple[tuple[str, str], ...]
    setting: str
    levels: tuple[tuple[str, str], ...]


def submitted_trials(participant: int) -> Mapping[str, SubmittedTrial]:
    """The trials of a participant by the key of their scenario, in one query.

    The definition of a version and the bundles are cached; each costs a query the first time. Where
    a bundle is not loaded any more, the error is told by its id alone.
    """
    rows = (
        Trial.objects.filter(participant=participant)
        .order_by("position")
        .values_list(
            "scenario",
            "bundle",
            "error",
            "choice__exploration__setting",
            "participant__version__digest",
        )
    )
    return {row[0]: _submitted(*row) for row in rows}


def _submitted(
    scenario: str, bundle: str, error: str, chosen: Mapping[str, str] | None, version: str
) -> SubmittedTrial:
    study = definition_of(version)
    space = study.space_of(scenario)
    # Databases do not keep the order of the axes.
    setting = {axis: chosen[axis] for axis in space.axes if axis in chosen} if chosen else {}
    return SubmittedTrial(
        scenario=study.scenarios[scenario].title,
        setting=space.short_words(setting),
        levels=tuple(
            (space.axes[axis].title, space.axes[axis].title_of(level))
            for axis, level in setting.items()
        ),
        **_shown(bundle, error),
    )


def _shown(bundle: str, error: str) -> dict[str, Any]:
    """What the page of the trial showed of an error before any setting."""
    try:
        known = explanations(bundle)
        record, facts = known.error(error), known.facts_of(error)
    except NotInBundle:
        return {"error": error, "summary": "", "picture": None, "facts": ()}
    classes = facts.get("true_class"), facts.get("predicted_class")
    is_whole = all(classes)
    return {
        "error": f"{classes[0]} → {classes[1]}" if is_whole else facts[""],
        "summary": facts[""] if is_whole else getattr(record, "summary", ""),
        "picture": _picture(known, error, getattr(record, "display", None)),
        "facts": _values(known, getattr(record, "display", None)),
    }


def _picture(known: Explanations, error: str, display: object) -> ShownPicture | None:
    if isinstance(display, Picture):
        return _picture_of(display)
    if isinstance(known, PanelIndex):
        placed = placed_pictures(known.blocks_of(error))
        return next((_picture_of(picture) for _path, picture in placed), None)
    return None


def _picture_of(picture: Any) -> ShownPicture:
    suffix = picture.file.rsplit(".", 1)[-1]
    return ShownPicture(picture.sha256, suffix, picture.alternative_text)


def _values(known: Explanations, display: object) -> tuple[tuple[str, str], ...]:
    if isinstance(display, TableRow):
        features = known.bundle.features
        return tuple(
            (feature.label, f"{value} {feature.unit}".strip())
            for feature, value in zip(features, display.cells, strict=True)
        )
    if isinstance(display, Photograph):
        return (("Photograph", display.alternative_text),)
    return ()
