"""Loading bundles into the database."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from attribution.data.display import Picture
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import BundleFiles, read_bundle_files
from attribution.errors import BundleError
from attribution.models import StoredBundle, StoredPicture
from attribution.panels.blocks import PictureFile
from attribution.panels.reader import PanelFiles, has_panels, read_panel_files
from attribution.pictures import pictures_of
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
    files = read_panel_files(folder) if _has_panels(folder) else read_bundle_files(folder)
    return store_bundle(files, folder, loaded_at=loaded_at)


def _has_panels(folder: Path) -> bool:
    """Whether a folder has the manifest of a bundle of panels."""
    try:
        return has_panels((folder / "manifest.json").read_bytes())
    except OSError:
        return False  # whatever is wrong is said by the reader


@transaction.atomic
def store_bundle(
    files: BundleFiles | PanelFiles, folder: Path, *, loaded_at: datetime
) -> LoadedBundle:
    """Store what was read of a folder, and its pictures from there."""
    bundle = files.bundle
    name = bundle.scenario if isinstance(bundle, Bundle) else bundle.name
    stored, is_new = StoredBundle.objects.get_or_create(
        digest=digest(files.content),
        defaults={
            "scenario": name,
            "content": files.content.decode(),
            "manifest": files.manifest.decode(),
            "loaded_at": loaded_at,
        },
    )
    if is_new:
        pictures = pictures_of(bundle)
        StoredPicture.objects.bulk_create(
            StoredPicture(
                bundle=stored,
                file=picture.file,
                digest=picture.sha256,
                content=_picture(folder, picture),
            )
            for picture in pictures
        )
    return LoadedBundle(stored, is_new)


def _picture(folder: Path, picture: Picture | PictureFile) -> bytes:
    """The bytes of a picture; raises BundleError where it was altered since it was checked."""
    content = (folder / picture.file).read_bytes()
    if digest(content) != picture.sha256:
        raise BundleError(f"{folder / picture.file} was altered: copy the whole bundle again.")
    return content
