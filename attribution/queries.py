"""Queries about stored effects; other apps read them in no other way."""

from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from attribution.effects.bundle_reader import bundle_of_files, read_without_pictures
from attribution.effects.trial import EffectsIndex, RankedList
from attribution.errors import BundleError, NotInBundle
from attribution.estimates.method_scores import MethodScores
from attribution.estimates.methods_file import METHODS_FILE
from attribution.explanations import Explanations
from attribution.models import StoredBundle, StoredMethods, StoredPicture
from attribution.panels.index import PanelIndex
from attribution.panels.reader import has_panels, panels_of_files, read_panel_files
from attribution.pictures import pictures_of

SHIPPED = frozenset(
    {
        "birds",
        "fashion",
        "fashion-collection",
        "iris",
        "loan",
        "loan-collection",
        "loan-explanations",
        "requests",
        "requests-explanations",
    }
)
"""The bundles that this project computes."""

BUNDLES_IN_MEMORY = 16


def known_bundles() -> frozenset[str]:
    """The bundles that a study may name: those that are loaded, and those that ship.

    Works without database tables, so that a study can be checked before there is a database.
    """
    if not _has_tables():
        return SHIPPED
    return SHIPPED.union(StoredBundle.objects.values_list("scenario", flat=True))


def known_bundle(name: str) -> Explanations | None:
    """The bundle of a name that was loaded last, or else the one that ships, or None."""
    if _has_tables():
        with suppress(NotInBundle):
            return explanations(current_bundle(name).digest)
    if name not in SHIPPED:
        return None
    return _shipped(settings.FIXTURES_DIR / "effects" / name)


@lru_cache(maxsize=len(SHIPPED))
def _shipped(folder: Path) -> Explanations:
    """Kept in memory: a draft is checked against it after every pause in typing."""
    if has_panels((folder / "manifest.json").read_bytes()):
        return PanelIndex(read_panel_files(folder).bundle)
    return EffectsIndex(read_without_pictures(folder).bundle)


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
            f"load them with `needfinder load_effects fixtures/effects/{scenario}`."
        )
    return stored


def explanations(digest: str) -> Explanations:
    """What a bundle shows; raises NotInBundle where none has this digest."""
    return _index(digest)


def method_scores(digests: Iterable[str]) -> dict[str, MethodScores]:
    """How near attribution methods come to the effects of bundles, by the digests of these.

    Of several scores on a bundle it is those that were loaded last; most bundles have none.
    """
    stored = StoredMethods.objects.filter(bundle__digest__in=set(digests))
    rows = stored.order_by("loaded_at", "pk").values_list("bundle__digest", "content")
    last = dict(rows)
    return {bundle: MethodScores.read(content.encode()) for bundle, content in last.items()}


def shipped_scores_missing() -> frozenset[str]:
    """The bundles that are loaded as they ship, but without the scores that ship with them."""
    files = (settings.FIXTURES_DIR / "effects" / name / METHODS_FILE for name in SHIPPED)
    shipped = [MethodScores.read(file.read_bytes()) for file in files if file.is_file()]
    if not shipped:
        return frozenset()
    digests = [scores.digest for scores in shipped]
    loaded = set(StoredMethods.objects.filter(digest__in=digests).values_list("digest", flat=True))
    of_bundles = {
        scores.file.bundle_sha256: scores.file.scenario
        for scores in shipped
        if scores.digest not in loaded
    }
    there = StoredBundle.objects.filter(digest__in=of_bundles).values_list("digest", flat=True)
    return frozenset(of_bundles[digest] for digest in there)


def picture(digest: str) -> bytes:
    """A picture by its digest; raises NotInBundle where no bundle has it."""
    content = StoredPicture.objects.filter(digest=digest).values_list("content", flat=True).first()
    if content is None:
        raise NotInBundle(f"No picture has the digest {digest}.")
    return bytes(content)


def missing_pictures(stored: StoredBundle) -> tuple[str, ...]:
    """The files of pictures that a loaded bundle names and that are not stored with it.

    Raises NotInBundle as `explanations` does.
    """
    named = [picture.file for picture in pictures_of(explanations(stored.digest).bundle)]
    there = set(stored.pictures.values_list("file", flat=True)) if named else set()
    return tuple(file for file in named if file not in there)


def ranked_lists(digest: str, error: str) -> list[RankedList]:
    """Every ranked list of a model error, with the effects of its groups.

    Raises NotInBundle for an unknown bundle or error.
    """
    return _effects(digest).ranked_lists(error)


def _effects(digest: str) -> EffectsIndex:
    index = _index(digest)
    if not isinstance(index, EffectsIndex):
        raise NotInBundle(f"The bundle {index.name} holds panels and no effects.")
    return index


@lru_cache(maxsize=BUNDLES_IN_MEMORY)
def _index(digest: str) -> Explanations:
    """Kept in memory, since the bundle of a digest never changes.

    Raises NotInBundle also for a bundle in the old form, which an earlier version stored.
    """
    stored = StoredBundle.objects.filter(digest=digest).first()
    if stored is None:
        raise NotInBundle(f"No bundle has the digest {digest}.")
    try:
        if has_panels(stored.manifest.encode()):
            return PanelIndex(panels_of_files(stored.content, stored.manifest))
        return EffectsIndex(bundle_of_files(stored.content, stored.manifest))
    except BundleError as problem:
        raise NotInBundle(str(problem)) from problem
