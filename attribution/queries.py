"""Queries about stored effects; other apps read them in no other way."""

from contextlib import suppress
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from attribution.axes import Setting
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import bundle_of_files, read_without_pictures
from attribution.effects.trial import RankedList, Trial, TrialIndex
from attribution.errors import BundleError, NotInBundle
from attribution.models import StoredBundle, StoredPicture

SHIPPED = frozenset({"birds", "fashion", "iris", "loan"})
"""The scenarios this project computes effects for."""

BUNDLES_IN_MEMORY = 16


def known_bundles() -> frozenset[str]:
    """The bundles that a study may name: those that are loaded, and those that ship.

    Works without database tables, so that a study can be checked before there is a database.
    """
    if not _has_tables():
        return SHIPPED
    return SHIPPED.union(StoredBundle.objects.values_list("scenario", flat=True))


def known_errors(scenario: str) -> tuple[str, ...]:
    """The ids of the errors in `known_bundle`; none where there is no bundle."""
    current = known_bundle(scenario)
    return tuple(error.id for error in current.errors) if current else ()


def known_bundle(scenario: str) -> Bundle | None:
    """The bundle of a scenario that was loaded last, or else the one that ships, or None."""
    if _has_tables():
        with suppress(NotInBundle):
            return bundle(current_bundle(scenario).digest)
    if scenario not in SHIPPED:
        return None
    return read_without_pictures(settings.FIXTURES_DIR / "effects" / scenario).bundle


def _has_tables() -> bool:
    return StoredBundle._meta.db_table in connection.introspection.table_names()


def stored_bundles() -> QuerySet[StoredBundle]:
    """All bundles without their content."""
    return StoredBundle.objects.defer("content")


def current_bundle(scenario: str) -> StoredBundle:
    """The bundle of a scenario that was loaded last, without its content.

    Raises NotInBundle where none is loaded.
    """
    stored = stored_bundles().filter(scenario=scenario).first()
    if stored is None:
        raise NotInBundle(
            f"The effects of {scenario} are not loaded: "
            f"load them with `manage.py load_effects fixtures/effects/{scenario}`."
        )
    return stored


def bundle(digest: str) -> Bundle:
    """Everything in a bundle; raises NotInBundle where none has this digest."""
    return _index(digest).bundle


def trial(digest: str, error: str, setting: Setting) -> Trial:
    """What a trial shows for a setting; raises NotInBundle for an unknown bundle or error."""
    return _index(digest).trial(error, setting)


def picture(digest: str) -> bytes:
    """A picture by its digest; raises NotInBundle where no bundle has it."""
    content = StoredPicture.objects.filter(digest=digest).values_list("content", flat=True).first()
    if content is None:
        raise NotInBundle(f"No picture has the digest {digest}.")
    return bytes(content)


def ranked_lists(digest: str, error: str) -> list[RankedList]:
    """Every ranked list of a model error, with the effects of its groups.

    Raises NotInBundle for an unknown bundle or error.
    """
    return _index(digest).ranked_lists(error)


@lru_cache(maxsize=BUNDLES_IN_MEMORY)
def _index(digest: str) -> TrialIndex:
    """Kept in memory, since the bundle of a digest never changes.

    Raises NotInBundle also for a bundle in the old form, which an earlier version stored.
    """
    stored = StoredBundle.objects.filter(digest=digest).first()
    if stored is None:
        raise NotInBundle(f"No effects bundle has the digest {digest}.")
    try:
        return TrialIndex(bundle_of_files(stored.content, stored.manifest))
    except BundleError as problem:
        raise NotInBundle(str(problem)) from problem
