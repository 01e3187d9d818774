"""Loading a bundle from an archive of its folder, as a browser sends it."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.conf import settings

from attribution.actions import LoadedBundle, load_bundle
from attribution.errors import BundleError
from attribution.queries import SHIPPED
from core.zip_files import extracted

LARGEST = 200_000_000
"""Bytes of an archive; a bundle of the largest shipped study has two million."""
MANIFEST = "manifest.json"


def load_archive(stream: IO[bytes], file_name: str, *, loaded_at: datetime) -> LoadedBundle:
    """Store the bundle of a ZIP archive that holds its files, or its folder with them.

    Raises UnsafeFile for an archive that cannot be unpacked safely, and BundleError where it does
    not hold one whole and unaltered bundle. Then nothing is stored.
    """
    with TemporaryDirectory() as temporary:
        extracted(stream, Path(temporary), file_name)
        try:
            return load_bundle(_folder_of_bundle(Path(temporary), file_name), loaded_at=loaded_at)
        except BundleError as problem:
            # The folder is nobody's, and gone when the sentence is read.
            sentence = str(problem).replace(f"{temporary}/", "").replace(temporary, file_name)
            raise BundleError(f"{file_name}: {sentence}") from problem


def load_shipped(name: str, *, loaded_at: datetime) -> LoadedBundle:
    """Store a bundle that ships with Needfinder. Raises BundleError where there is none."""
    if name not in SHIPPED:
        raise BundleError(f"No bundle called {name[:60]} ships with Needfinder: choose another.")
    try:
        return load_bundle(settings.FIXTURES_DIR / "effects" / name, loaded_at=loaded_at)
    except BundleError as problem:
        folder = f"{settings.FIXTURES_DIR / 'effects'}/"
        raise BundleError(str(problem).replace(folder, "")) from problem


def _folder_of_bundle(unpacked: Path, file_name: str) -> Path:
    """The folder with the manifest: the archive itself, or the one folder in it that has one."""
    if (unpacked / MANIFEST).is_file():
        return unpacked
    folders = [path.parent for path in sorted(unpacked.glob(f"*/{MANIFEST}"))]
    if len(folders) != 1:
        number = "no" if not folders else "more than one"
        raise BundleError(
            f"it holds {number} bundle: pack the folder of one bundle, with its {MANIFEST}."
        )
    return folders[0]
