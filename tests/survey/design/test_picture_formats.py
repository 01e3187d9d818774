"""The format and size of a picture, by its bytes."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from survey.design.picture_formats import format_of

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
    found = format_of(content)
    assert found is not None
    assert (found.media_type, found.width, found.height) == (f"image/{kind.lower()}", 31, 17)
    assert format_of(content[:-9]) is None


@given(content=st.binary(max_size=60), start=st.sampled_from(STARTS))
def test_any_bytes_are_a_picture_or_none(content: bytes, start: bytes) -> None:
    format_of(start + content)
