"""Whether people could take part in a version: all that its pages show is there."""

from django.core.cache import cache

from attribution.errors import NotInBundle
from attribution.explanations import Explanations
from attribution.queries import current_bundle, explanations, missing_pictures
from survey.design.rules import broken_rules
from survey.studies.bundles_needed import missing_bundles
from survey.studies.models import StudyKind, StudyVersion

REMEMBERED = 60
"""Seconds for which a process trusts that nothing is missing."""

MISSING_REMEMBERED = 5
"""Seconds until it looks again where something was: people can come in soon after it is mended."""


def what_is_missing(version: StudyVersion) -> tuple[str, ...]:
    """Sentences about what pages of a survey could not show; none where people can take part."""
    if version.study.kind != StudyKind.SURVEY:
        return ()
    try:
        survey = version.survey
    except ValueError:
        unreadable = f"The texts of version {version.label} cannot be read by this release."
        return (f"{unreadable} Load its study file again, as a new version.",)
    if missing := missing_bundles(version):
        named = ", ".join(missing)
        which = "bundle is" if len(missing) == 1 else "bundles are"
        return (f"The {which} not loaded: {named}. Upload what is missing under Bundles.",)
    bundles: dict[str, Explanations] = {}
    sentences = []
    for name in dict.fromkeys(survey.bundles):
        try:
            stored = current_bundle(name)
            bundles[name] = explanations(stored.digest)
        except (NotInBundle, ValueError):
            sentences.append(
                f"The bundle {name} is not whole, or in a form that this release does not read. "
                "Upload it again under Bundles."
            )
            continue
        if without := missing_pictures(stored):
            sentences.append(
                f"{len(without)} pictures of the bundle {name} are missing, such as {without[0]}. "
                "Upload the whole bundle again under Bundles."
            )
    if not sentences:
        broken = broken_rules(survey, bundles=bundles, bundle_of=bundles.get)
        sentences += [f"{rule.message} {rule.remedy}" for rule in broken]
    return tuple(sentences)


def can_run(version: StudyVersion) -> bool:
    """What `what_is_missing` finds, remembered for a while: it is asked for every visitor."""
    key = f"survey.studies.readiness:{version.digest}"
    known: bool | None = cache.get(key)
    if known is None:
        known = not what_is_missing(version)
        cache.set(key, known, REMEMBERED if known else MISSING_REMEMBERED)
    return known
