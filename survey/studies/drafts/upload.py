"""The files of a study as somebody uploads them: study.yaml alone, or its folder as a zip."""

import re
from pathlib import PurePosixPath

from core.errors import UnsafeFile
from core.zip_files import Bounds, unpacked
from survey.errors import UnfitDraft
from survey.studies.drafts.fit import LARGEST_TOGETHER, MOST_FILES, STUDY, fit_files

LARGEST_UPLOAD = LARGEST_TOGETHER + 1_000_000
"""In bytes; what an archive says of its files is more than nothing."""

# Files that systems and editors leave in every folder, and nobody means to upload.
_LEFT_BY_SYSTEMS = re.compile(r"(^|/)(__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)")

_BOUNDS = Bounds(
    files=2 * MOST_FILES,
    file=LARGEST_TOGETHER,
    whole=LARGEST_TOGETHER,
    remedy="save the pictures smaller.",
)


def uploaded_files(name: str, content: bytes) -> dict[str, bytes]:
    """The files of a whole draft by their paths. Raises UnfitDraft."""
    if len(content) > LARGEST_UPLOAD:
        most = LARGEST_UPLOAD // 1_000_000
        raise UnfitDraft(f"The file {name} is larger than {most} MB. Save the pictures smaller.")
    if name.lower().endswith((".yaml", ".yml")):
        return fit_files({STUDY: content})
    if name.lower().endswith(".zip"):
        return fit_files(_in_archive(name, content))
    raise UnfitDraft(
        f"The file {name} is neither a .yaml file nor a .zip archive. Choose the study's "
        f"{STUDY}, or pack its folder as a zip."
    )


def _in_archive(name: str, content: bytes) -> dict[str, bytes]:
    """What lies in the folder of study.yaml, at the top of an archive or one folder below."""
    try:
        entries = unpacked(content, f"The archive {name}", _BOUNDS)
    except UnsafeFile as problem:
        raise UnfitDraft(str(problem)) from problem
    files = {
        path.replace("\\", "/"): inside
        for path, inside in entries.items()
        if not _LEFT_BY_SYSTEMS.search(path)
    }
    studies = [path for path in files if PurePosixPath(path).name == STUDY]
    if not studies:
        raise UnfitDraft(
            f"The archive {name} holds no {STUDY}. Pack the folder that the study's file is in."
        )
    if len(studies) > 1:
        named = ", ".join(sorted(studies)[:3])
        raise UnfitDraft(
            f"The archive {name} holds more than one {STUDY} ({named}). Pack the folder of one "
            "study."
        )
    folder = studies[0].removesuffix(STUDY)
    if outside := sorted(path for path in files if not path.startswith(folder)):
        raise UnfitDraft(
            f"The file {outside[0]} lies outside the folder of {STUDY} in {name}. Pack that "
            "folder alone."
        )
    return {path.removeprefix(folder): inside for path, inside in files.items()}
