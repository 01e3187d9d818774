"""A simulated participant of a study that ships, who stays in its first trial and applies."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from random import Random

from django.utils import timezone

from attribution.actions import load_bundle
from attribution.queries import known_bundle, known_bundles
from survey.design.path import PathPage
from survey.design.reading import read_study
from survey.participation.requests import SimulatedRequest
from survey.simulation.choices import Choices, any_setting
from survey.simulation.journey import Journey
from survey.studies.load import open_study, store_version

EFFECTS = Path("fixtures") / "effects"


class TrialOfStudy:
    """Bundles and study are loaded, and somebody walks to the first trial."""

    def __init__(self, study: Path, bundles: Iterable[str]) -> None:
        now = timezone.now()
        for name in bundles:
            load_bundle(EFFECTS / name, loaded_at=now)
        file = read_study(study, bundles=known_bundles(), bundle_of=known_bundle)
        version = store_version(file, loaded_at=now).version
        open_study(version.study, opens_at=now - timedelta(days=1), quota=100)
        self.journey = Journey(version, SimulatedRequest(Random(1), now), Choices())  # noqa: S311
        self.page: PathPage = self.journey.walk_to_trial()
        self.offered = file.survey.space_of(self.page.scenario or "").levels

    def apply(self, chance: Random) -> None:
        """One Apply of a setting drawn by chance, and the page that shows what it does."""
        self.journey.apply(any_setting(self.offered, chance), self.page)
