import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")

from PIL import Image, ImageFile

from attribution.data.photographs import (
    MOST_PIXELS,
    SHOWN_SIDE,
    model_pixels,
    read_photograph,
    shown_picture,
)
from attribution.errors import DataError

ORIENTATION, RIGHT_TOP, DESCRIPTION = 0x0112, 6, 0x010E


def photograph(width: int = 40, height: int = 20) -> Image.Image:
    """Red on the left, blue on the right."""
    drawn = Image.new("RGB", (width, height), "red")
    drawn.paste("blue", (width // 2, 0, width, height))
    return drawn


def png_header(width: int, height: int) -> bytes:
    """A PNG file that promises so many pixels and holds none."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"")
    chunks = [
        struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        for body in (header, data)
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("mode", "suffix"),
    [
        ("RGB", "jpg"),
        ("CMYK", "jpg"),
        ("L", "jpg"),
        ("P", "gif"),
        ("RGBA", "png"),
        ("1", "png"),
        ("LA", "png"),
        ("PA", "tiff"),
        ("RGB", "mpo"),
        ("RGB", "webp"),
        ("RGB", "bmp"),
        ("YCbCr", "tiff"),
    ],
)
def test_every_kind_of_pixel_becomes_plain_rgb(tmp_path: Path, mode: str, suffix: str) -> None:
    file = tmp_path / f"bird.{suffix}"
    photograph().convert("P" if mode == "PA" else mode).save(file)
    read = read_photograph(file)
    assert (read.mode, read.size) == ("RGB", (40, 20))
    if mode in {"RGB", "CMYK", "P", "RGBA", "YCbCr"}:
        left, right = np.asarray(read)[10, 5], np.asarray(read)[10, 35]
        assert left[0] > 200 > 60 > left[2]
        assert right[2] > 200 > 60 > right[0]


@pytest.mark.parametrize("bits", [12, 16])
@pytest.mark.parametrize("suffix", ["png", "tiff"])
def test_deep_grey_is_scaled_by_the_levels_of_the_picture(
    tmp_path: Path, suffix: str, bits: int
) -> None:
    """255 (level - darkest) / (brightest - darkest), rounded; a third of the way is 85."""
    brightest = 2**bits - 1
    levels = np.repeat([100, 100 + (brightest - 100) // 3, brightest], [10, 10, 20])
    picture = np.tile(levels, (20, 1)).astype(np.uint16)
    Image.fromarray(picture).save(tmp_path / f"scan.{suffix}")
    read = np.asarray(read_photograph(tmp_path / f"scan.{suffix}"))
    assert read.shape == (20, 40, 3)
    assert read[5, [5, 15, 35]].tolist() == [[0] * 3, [85] * 3, [255] * 3]


def test_deep_grey_of_one_level_is_black(tmp_path: Path) -> None:
    Image.new("I;16", (20, 20), 700).save(tmp_path / "scan.png")
    assert np.asarray(read_photograph(tmp_path / "scan.png")).max() == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("scan.dcm", "is a DICOM file: save its picture as PNG"),
        ("scan.NPY", "is an array of NumPy: save it as PNG, by PIL"),
        ("photo.heic", "is a HEIC file: save it as JPEG"),
    ],
)
def test_files_of_other_kinds_are_called_what_they_are(
    tmp_path: Path, name: str, sentence: str
) -> None:
    (tmp_path / name).write_bytes(b"no picture")
    with pytest.raises(DataError, match=sentence):
        read_photograph(tmp_path / name)


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(tmp_path / "bird.png")
    assert np.asarray(read_photograph(tmp_path / "bird.png")).min() == 255


def test_a_camera_held_sideways_is_allowed_for(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = RIGHT_TOP
    photograph().save(tmp_path / "bird.jpg", exif=exif)
    upright = np.asarray(read_photograph(tmp_path / "bird.jpg"))
    assert upright.shape == (40, 20, 3)
    assert upright[5, 10, 0] > 200 > 60 > upright[35, 10, 0]


def test_what_is_shown_is_small_and_carries_no_metadata(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[DESCRIPTION] = "taken in my garden"
    photograph(900, 600).save(
        tmp_path / "bird.jpg", exif=exif, comment=b"my garden", icc_profile=b"my garden's colours"
    )
    picture, content = shown_picture(read_photograph(tmp_path / "bird.jpg"), "A bird")
    with Image.open(io.BytesIO(content)) as shown:
        assert shown.size == (SHOWN_SIDE, 213)
        assert shown.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"garden" not in content
    assert picture.file == f"images/{picture.sha256}.jpg"
    again = shown_picture(read_photograph(tmp_path / "bird.jpg"), "A bird")
    assert again == (picture, content)


def test_a_small_photograph_is_not_enlarged_for_people() -> None:
    _, content = shown_picture(photograph(), "A bird")
    with Image.open(io.BytesIO(content)) as shown:
        assert shown.size == (40, 20)


@pytest.mark.parametrize("size", [(400, 200), (200, 400), (16, 16), (16, 60_000)])
def test_the_model_sees_the_centre(size: tuple[int, int]) -> None:
    drawn = Image.new("RGB", size, "red")
    width, height = size
    side = min(size)
    left, top = (width - side) // 2, (height - side) // 2
    drawn.paste("blue", (left, top, left + side, top + side))
    pixels = model_pixels(drawn)
    assert pixels.shape == (224, 224, 3)
    assert (pixels == (0, 0, 255)).all()


def noise(file: Path) -> None:
    pixels = np.random.RandomState(0).randint(256, size=(64, 64, 3)).astype(np.uint8)
    Image.fromarray(pixels).save(file, "JPEG")
    file.write_bytes(file.read_bytes()[:900])


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda file: file.write_text("a list of birds"), "cannot be read as a photograph"),
        (lambda file: file.write_bytes(b""), "cannot be read as a photograph"),
        (noise, "cannot be read as a photograph: replace it with a sound JPEG"),
        (lambda file: file.mkdir(), "cannot be read as a photograph"),
        (lambda file: None, "is missing: restore it"),
        (lambda file: file.write_bytes(png_header(9_000, 9_000)), "more than 60 million pixels"),
        (lambda file: file.write_bytes(png_header(60_000, 60_000)), "more than 60 million pixels"),
        (lambda file: photograph(1, 1).save(file, "PNG"), "has 1 x 1 pixels, too few"),
        (lambda file: photograph(500, 15).save(file, "PNG"), "has 500 x 15 pixels, too few"),
        (lambda file: Image.new("F", (40, 40)).save(file, "TIFF"), "of the kind F: save it with"),
        (lambda file: file.write_text("%!PS-Adobe-3.0 EPSF-3.0\n"), "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(
    tmp_path: Path, write: Callable[[Path], object], sentence: str
) -> None:
    file = tmp_path / "bird.jpg"
    write(file)
    with pytest.raises(DataError, match=rf"bird\.jpg .*{sentence}"):
        read_photograph(file)
    assert MOST_PIXELS < 9_000**2


def test_half_a_file_is_refused_where_another_library_allows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    noise(tmp_path / "bird.jpg")
    with pytest.raises(DataError, match="cannot be read as a photograph"):
        read_photograph(tmp_path / "bird.jpg")
