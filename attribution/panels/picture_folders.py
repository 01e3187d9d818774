"""A folder of pictures as a frame, for samples and errors."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from attribution.errors import BundleError
from attribution.panels.placeholders import filled

if TYPE_CHECKING:
    import pandas as pd

ENDS = (".png", ".jpg", ".jpeg", ".webp")


def pictures_in(folder: Path | str, *, alternative_text: str) -> "pd.DataFrame":
    """A row for each picture in a folder and in the folders in it, sorted by their paths.

    Its index has the path without the end, with hyphens for slashes. Columns: `picture`, the file;
    `label`, the name of the folder in the folder where it lies in one; and `alternative_text`, in
    which {name} stands for the index and {label} for the label.

    Raises BundleError where there are no pictures, where two differ only in the ends of their
    names, and for another placeholder.
    """
    import pandas as pd

    folder = Path(folder)
    files = sorted(
        (file.relative_to(folder) for file in folder.rglob("*") if file.suffix.lower() in ENDS),
        key=lambda file: file.as_posix(),
    )
    if not files:
        raise BundleError(
            f"{folder} holds no pictures: name a folder with {', '.join(ENDS)} files."
        )
    names = ["-".join(file.with_suffix("").parts) for file in files]
    counts = Counter(names)
    if twice := next((name for name in names if counts[name] > 1), None):
        raise BundleError(f"{folder} has two pictures {twice}: rename one of them.")
    labels = [file.parts[0] if len(file.parts) > 1 else "" for file in files]
    return pd.DataFrame(
        {
            "picture": [str(folder / file) for file in files],
            "label": labels,
            "alternative_text": [
                filled(alternative_text, "alternative_text", {"name": name, "label": label})
                for name, label in zip(names, labels, strict=True)
            ],
        },
        index=names,
    )
