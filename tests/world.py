"""A small world that tests share, built only by the project's own actions."""

from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any

from attribution.actions import store_bundle
from attribution.effects.bundle_reader import BundleFiles, read_bundle_files
from attribution.models import StoredBundle
from attribution.queries import SHIPPED
from survey.design.reading import StudyFile, read_study
from survey.enrolment.enrol import ConsentGiven, enrol
from survey.models import Participant, StudyVersion
from survey.studies.load import open_study, store_version
from tests.folders import PROJECT

STUDIES = PROJECT / "fixtures" / "studies"
EFFECTS = PROJECT / "fixtures" / "effects"
LOAN_EFFECTS = EFFECTS / "loan"
FOUNDING = STUDIES / "tda-needfinding" / "study.yaml"
BIRDS = STUDIES / "tda-needfinding-birds" / "study.yaml"

NOON = datetime(2027, 1, 31, 12, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@lru_cache
def founding_study() -> StudyFile:
    return read_study(FOUNDING, bundles=SHIPPED)


@lru_cache
def shipped_effects(name: str) -> BundleFiles:
    """Read once for all tests, since checking a bundle takes longer than storing it."""
    return read_bundle_files(EFFECTS / name)


def load_shipped_effects(name: str) -> StoredBundle:
    return store_bundle(shipped_effects(name), EFFECTS / name, loaded_at=NOON).bundle


def joined(
    version: StudyVersion, name: str, *, now: datetime = NOON, **options: Any
) -> Participant:
    """Somebody consents to the founding study, or to one that extends it, and is eligible."""
    study = version.definition
    consent = ConsentGiven(name, study.consent_digest, study.language, now)
    inclusion = {"developed_models": {"option": "yes"}}
    return enrol(version, consent, inclusion=inclusion, now=now, **options)


class World:
    """The founding study; ada takes part in it from the first time she is asked for."""

    def __init__(self) -> None:
        self.founding: StudyVersion = store_version(founding_study(), loaded_at=NOON).version

    @cached_property
    def loan_effects(self) -> StoredBundle:
        return load_shipped_effects("loan")

    def open(self, quota: int = 100, *, starts_a_minute: int | None = 10_000) -> None:
        for scenario in ("loan", "fashion", "iris"):
            load_shipped_effects(scenario)
        open_study(
            self.founding.study, opens_at=LONG_AGO, quota=quota, starts_a_minute=starts_a_minute
        )

    def join(self, name: str, *, now: datetime = NOON, **options: Any) -> Participant:
        """Somebody consents and is eligible."""
        return joined(self.founding, name, now=now, **options)

    @cached_property
    def ada(self) -> Participant:
        self.open()
        return self.join("ada")
