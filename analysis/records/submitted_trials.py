"""What a participant submitted in each scenario, and on which model error, in the study's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from attribution.data.curve import Chart, chart_of
from attribution.data.display import Picture, Series, TableRow, Text
from attribution.effects.trial import EffectsIndex
from attribution.errors import NotInBundle
from attribution.panels.blocks import PictureFile, Table, placed_pictures
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
class ShownError:
    """What the page of the trial showed of an error before any setting.

    `name` is such as Pullover → Coat, and `facts` are the names and values of what it shows.
    `text` and `chart` are those of an error that is a text or a curve.
    """

    name: str
    summary: str = ""
    picture: ShownPicture | None = None
    facts: tuple[tuple[str, str], ...] = ()
    text: str = ""
    chart: Chart | None = None


@dataclass(frozen=True)
class SubmittedTrial:
    """A trial that is over; `scenario` is its title.

    `setting` is the one submitted as lists of settings write it, and `levels` the same by the
    titles of its axes; both are empty where nothing was submitted.
    """

    scenario: str
    error: ShownError
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
        error=_error(bundle, error),
        setting=space.short_words(setting),
        levels=tuple(
            (space.axes[axis].title, space.axes[axis].title_of(level))
            for axis, level in setting.items()
        ),
    )


def _error(bundle: str, error: str) -> ShownError:
    try:
        known = explanations(bundle)
        told = known.facts_of(error)
    except NotInBundle:
        return ShownError(error)
    classes = told.get("true_class"), told.get("predicted_class")
    name = f"{classes[0]} → {classes[1]}" if all(classes) else told[""]
    if isinstance(known, PanelIndex):
        return _error_of_panels(known, error, name)
    assert isinstance(known, EffectsIndex)  # noqa: S101  there is no third kind of bundle
    match known.error(error).display:
        case Picture() as picture:
            return ShownError(name, told[""], picture=_picture_of(picture))
        case TableRow(cells=cells):
            pairs = zip(known.bundle.features, cells, strict=True)
            facts = tuple(
                (feature.label, f"{cell} {feature.unit}".strip()) for feature, cell in pairs
            )
            return ShownError(name, told[""], facts=facts)
        case Text(text=text):
            return ShownError(name, told[""], text=text)
        case Series() as series:
            chart = chart_of(series, known.curve_scale(error))
            return ShownError(name, told[""], chart=chart, facts=(("Curve", chart.words),))
        case photograph:
            facts = (("Photograph", photograph.alternative_text),)
            return ShownError(name, told[""], facts=facts)


def _error_of_panels(known: PanelIndex, error: str, name: str) -> ShownError:
    """The first picture of the error, and the rows of those of its tables that list values."""
    blocks, record = known.blocks_of(error), known.error(error)
    pictures = (_picture_of(picture) for _path, picture in placed_pictures(blocks))
    listed = (block for block in blocks if isinstance(block, Table) and len(block.columns) == 2)
    return ShownError(
        name,
        record.summary or record.title,
        next(pictures, None),
        tuple((row[0], row[1]) for block in listed for row in block.rows),
    )


def _picture_of(picture: Picture | PictureFile) -> ShownPicture:
    suffix = picture.file.rsplit(".", 1)[-1]
    return ShownPicture(picture.sha256, suffix, picture.alternative_text)
