"""Loading bundles of effects into the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from attribution.data.display import Picture
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import BundleFiles, read_bundle_files
from attribution.models import StoredBundle, StoredPicture
from core.digests import digest


@dataclass(frozen=True)
class LoadedBundle:
    """The stored bundle; it is not new where the same one was loaded before."""

    bundle: StoredBundle
    is_new: bool


def load_bundle(folder: Path, *, loaded_at: datetime) -> LoadedBundle:
    """Store the bundle of a folder; loading the same bundle twice changes nothing.

    Raises BundleError where the folder does not hold a whole and unaltered bundle.
    """
    return store_bundle(read_bundle_files(folder), folder, loaded_at=loaded_at)


@transaction.atomic
def store_bundle(files: BundleFiles, folder: Path, *, loaded_at: datetime) -> LoadedBundle:
    """Store what was read of a folder, and its pictures from there."""
    stored, is_new = StoredBundle.objects.get_or_create(
        digest=digest(files.content),
        defaults={
            "scenario": files.bundle.scenario,
            "content": files.content.decode(),
            "manifest": files.manifest.decode(),
            "loaded_at": loaded_at,
        },
    )
    if is_new:
        StoredPicture.objects.bulk_create(_pictures(stored, files.bundle, folder))
    return LoadedBundle(stored, is_new)


def _pictures(stored: StoredBundle, bundle: Bundle, folder: Path) -> Iterator[StoredPicture]:
    pictures = {sample.display for sample in bundle.shown if isinstance(sample.display, Picture)}
    for picture in sorted(pictures, key=lambda picture: picture.file):
        content = (folder / picture.file).read_bytes()
        yield StoredPicture(
            bundle=stored, file=picture.file, digest=picture.sha256, content=content
        )
