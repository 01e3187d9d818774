"""The bundles that a version needs, and which of them are loaded."""

from attribution.queries import current_bundle, stored_bundles
from survey.studies.models import StudyKind, StudyVersion


def effects_of(version: StudyVersion) -> dict[str, str]:
    """The digest of the bundle that each scenario shows now; none for a study of interviews.

    Raises NotInBundle where one is not loaded.
    """
    if version.study.kind == StudyKind.INTERVIEWS:
        return {}
    return {
        key: current_bundle(scenario.bundle).digest
        for key, scenario in version.survey.scenarios.items()
    }


def missing_bundles(version: StudyVersion) -> tuple[str, ...]:
    """The names of the bundles that the version needs and that are not loaded."""
    if version.study.kind == StudyKind.INTERVIEWS:
        return ()
    needed = dict.fromkeys(version.survey.bundles)
    loaded = set(stored_bundles().filter(scenario__in=needed).values_list("scenario", flat=True))
    return tuple(name for name in needed if name not in loaded)
