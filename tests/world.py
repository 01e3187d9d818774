"""A small world that tests share, built only by the project's own actions."""

from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from attribution.actions import load_bundle
from attribution.models import StoredBundle
from attribution.queries import SHIPPED
from survey import actions
from survey.design.reading import StudyFile, read_study
from survey.models import Participant, StudyVersion

PROJECT = Path(__file__).resolve().parent.parent
STUDIES = PROJECT / "fixtures" / "studies"
EFFECTS = PROJECT / "fixtures" / "effects"
LOAN_EFFECTS = EFFECTS / "loan"
FOUNDING = STUDIES / "tda-needfinding" / "study.yaml"
BIRDS = STUDIES / "tda-needfinding-birds" / "study.yaml"

NOON = datetime(2027, 1, 31, 12, tzinfo=UTC)


@lru_cache
def founding_study() -> StudyFile:
    return read_study(FOUNDING, bundles=SHIPPED)


class World:
    """The founding study; ada takes part in it from the first time she is asked for."""

    def __init__(self) -> None:
        self.founding: StudyVersion = actions.store_version(
            founding_study(), loaded_at=NOON
        ).version

    @cached_property
    def loan_effects(self) -> StoredBundle:
        return load_bundle(LOAN_EFFECTS, loaded_at=NOON).bundle

    @cached_property
    def ada(self) -> Participant:
        return actions.record_consent(self.founding, consented_at=NOON)
