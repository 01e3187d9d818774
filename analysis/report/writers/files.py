"""Files of a report, and how a folder gets all of them or none."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from analysis.errors import CannotReport

Files = dict[str, bytes]
"""Contents by path, relative to the folder that a report is written to."""


def put_into(folder: Path, files: Files) -> None:
    """Write files beside the folder, then rename them into it, replacing those of the same name.

    Folders of figures and tables are replaced whole, so that none of an older report stays in
    them. Raises CannotReport where the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=".report-", dir=folder))
    except OSError as problem:
        raise _refusal(folder, problem) from problem
    try:
        for name, content in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_bytes(content)
        for written in sorted(beside.iterdir()):
            _replace(written, folder / written.name, beside)
    except OSError as problem:
        raise _refusal(folder, problem) from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _replace(written: Path, target: Path, beside: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        # A folder that holds something cannot be renamed over.
        target.rename(beside / f"{target.name}.old")
    written.rename(target)


def _refusal(folder: Path, problem: OSError) -> CannotReport:
    return CannotReport(
        f"The report cannot be written to {folder} ({problem.strerror or problem}): "
        "choose another folder with --out, or make this one writable."
    )
