"""The format and size of a picture, by its bytes."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.picture_formats import format_of

STARTS = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\1\0\0\0WEBPVP8X"]


def picture(kind: str = "PNG", size: tuple[int, int] = (30, 20), **options: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\0\0"}),
    ],
)
def test_a_format_and_its_size_are_told_from_the_bytes(
    kind: str, options: dict[str, object]
) -> None:
    content = picture(kind, (31, 17), **options)
    picture_format = format_of(content)
    assert picture_format is not None
    assert (picture_format.media_type, picture_format.width, picture_format.height) == (
        f"image/{kind.lower()}",
        31,
        17,
    )
    assert format_of(content[:-9]) is None


@given(content=st.binary(max_size=60), start=st.sampled_from(STARTS))
def test_any_bytes_are_a_picture_or_none(content: bytes, start: bytes) -> None:
    format_of(start + content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(1, 1), (300, 2), (2, 300), (16_000, 1)])
def test_sizes_beyond_a_byte_are_read_in_the_right_order(kind: str, size: tuple[int, int]) -> None:
    picture_format = format_of(picture(kind, size))
    assert picture_format is not None
    assert (picture_format.width, picture_format.height) == size


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_formats_are_none(kind: str) -> None:
    assert format_of(picture(kind)) is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_was_cut_off_is_none(kind: str) -> None:
    content = picture(kind)
    for length in range(len(content) - 1):
        assert format_of(content[:length]) is None, length


def test_a_picture_without_any_pixel_is_none() -> None:
    content = picture("PNG")
    # PNG, section 11.2.2: the width is the first four bytes of IHDR, and zero is not valid.
    assert format_of(content[:16] + bytes(4) + content[20:]) is None
