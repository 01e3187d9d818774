"""Loading bundles into the database."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from attribution.data.display import Picture
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import BundleFiles, read_bundle_files
from attribution.errors import BundleError
from attribution.estimates.methods_file import METHODS_FILE, read_methods, require_of_bundle
from attribution.models import StoredBundle, StoredMethods, StoredPicture
from attribution.panels.blocks import PictureFile
from attribution.panels.reader import PanelFiles, has_panels, read_panel_files
from attribution.pictures import pictures_of
from core.digests import digest


@dataclass(frozen=True)
class LoadedBundle:
    """The stored bundle; it is not new where the same one was loaded before.

    `new_methods` is whether scores of attribution methods came with it that were not there yet.
    """

    bundle: StoredBundle
    is_new: bool
    new_methods: bool = False


def load_bundle(folder: Path, *, loaded_at: datetime) -> LoadedBundle:
    """Store the bundle of a folder, with the scores of methods on it where it has a methods.json.

    Loading the same bundle twice changes nothing, but for scores that were not there before.
    Raises BundleError where the folder does not hold a whole and unaltered bundle, or scores of
    another one.
    """
    files = read_panel_files(folder) if _has_panels(folder) else read_bundle_files(folder)
    scores = _scores(folder, files)
    return store_bundle(files, folder, scores=scores, loaded_at=loaded_at)


def _scores(folder: Path, files: BundleFiles | PanelFiles) -> bytes | None:
    """The bytes of methods.json once they are checked; None where there is none."""
    path = folder / METHODS_FILE
    if not path.is_file():
        return None
    if isinstance(files, PanelFiles):
        raise BundleError(
            f"{path} holds scores of attribution methods, and the bundle beside it holds panels, "
            "on which no method is scored: take the file away."
        )
    content = path.read_bytes()
    require_of_bundle(read_methods(content, str(path)), digest(files.content), str(path))
    return content


def _has_panels(folder: Path) -> bool:
    """Whether a folder has the manifest of a bundle of panels."""
    try:
        return has_panels((folder / "manifest.json").read_bytes())
    except OSError:
        return False  # whatever is wrong is said by the reader


@transaction.atomic
def store_bundle(
    files: BundleFiles | PanelFiles,
    folder: Path,
    *,
    scores: bytes | None = None,
    loaded_at: datetime,
) -> LoadedBundle:
    """Store what was read of a folder, and its pictures from there.

    `scores` is a methods.json that was checked against the bundle.
    """
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
    new_methods = scores is not None and store_scores(stored, scores, loaded_at)
    return LoadedBundle(stored, is_new, new_methods)


def store_scores(bundle: StoredBundle, scores: bytes, loaded_at: datetime) -> bool:
    """Store the bytes of a methods.json that was checked; whether they were not there before."""
    _stored, is_new = StoredMethods.objects.get_or_create(
        digest=digest(scores),
        defaults={"bundle": bundle, "content": scores.decode(), "loaded_at": loaded_at},
    )
    return is_new


def _picture(folder: Path, picture: Picture | PictureFile) -> bytes:
    """The bytes of a picture; raises BundleError where it was altered since it was checked."""
    content = (folder / picture.file).read_bytes()
    if digest(content) != picture.sha256:
        raise BundleError(f"{folder / picture.file} was altered: copy the whole bundle again.")
    return content
