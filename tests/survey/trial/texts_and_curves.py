"""A study of one scenario of texts and one of curves, with bundles of real runs."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from attribution.actions import load_bundle
from attribution.data.dataset import Dataset
from attribution.effects.pipeline import run_attribution
from attribution.queries import known_bundle
from survey.design.reading import read_study
from survey.models import StudyVersion
from survey.studies.load import open_study, store_version
from tests.attribution.letters_and_pulses import letters, pulses, scenario_of
from tests.world import LONG_AGO, NOON

STUDY = """
extends: ../tda-needfinding/study.yaml
study: letters-and-pulses
version: "1.0"
attribution_types: null
tutorial: {practice: {bundle: letters}}
scenarios:
  image: null
  tabular: null
  letters: {title: Sorting letters, bundle: letters, brief: A model sorts letters.}
  pulses: {title: Reading pulses, bundle: pulses, brief: A model reads pulses.}
plan: null
"""
ADDRESS = "/studies/letters-and-pulses/"


SHORT: Mapping[str, int] = {"letters": 0, "pulses": 40}
LONG: Mapping[str, int] = {"letters": 5_000, "pulses": 2_000}
"""How many characters the letters have more, and how many values the pulses."""


@cache
def bundle_of(name: str, size: int) -> Path:
    """The folder of a bundle; made once for all tests, as it trains a few thousand models."""
    dataset: Dataset = letters(longer=size) if name == "letters" else pulses(values=size)
    folder = run_attribution(scenario_of(dataset), Path(mkdtemp(prefix="needfinder-"))).bundle
    assert folder is not None
    return folder


def load_study(studies: Path, sizes: Mapping[str, int] = SHORT) -> StudyVersion:
    """Load the bundles and the study, which stands beside the founding one, and open it."""
    for name, size in sizes.items():
        load_bundle(bundle_of(name, size), loaded_at=NOON)
    file = studies / "letters-and-pulses" / "study.yaml"
    file.parent.mkdir()
    file.write_text(STUDY)
    study = read_study(file, bundles={"letters", "pulses"}, bundle_of=known_bundle)
    version = store_version(study, loaded_at=NOON).version
    open_study(version.study, opens_at=LONG_AGO, quota=100, starts_a_minute=10_000)
    return version
