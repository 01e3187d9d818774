"""The format and size of a picture file, by its bytes: PNG, JPEG or WebP."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """The media type of a picture, and its width and height in pixels."""

    media_type: str
    width: int
    height: int


def format_of(content: bytes) -> Format | None:
    """None for anything that is not one complete picture of these formats."""
    for media_type, size_of in _FORMATS.items():
        try:
            size = size_of(content)
        except IndexError:  # it ends too early
            size = None
        if size and all(size):
            return Format(media_type, *size)
    return None


Size = tuple[int, int]


def _png(content: bytes) -> Size | None:
    whole = content.startswith(b"\x89PNG\r\n\x1a\n") and content[-8:-4] == b"IEND"
    if not whole or content[12:16] != b"IHDR":
        return None
    return _big(content, 16, 4), _big(content, 20, 4)


def _jpeg(content: bytes) -> Size | None:
    if not content.startswith(b"\xff\xd8\xff") or not content.rstrip(b"\0").endswith(b"\xff\xd9"):
        return None
    for marker, start in _jpeg_segments(content):
        # The start of a frame, of whichever kind; C4, C8 and CC between them are other segments.
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return _big(content, start + 5, 2), _big(content, start + 3, 2)
    return None


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, int]]:
    """The marker of each segment before the pixels, and the position of its length."""
    at = 2
    while content[at] == 0xFF and content[at + 1] != 0xDA:
        yield content[at + 1], at + 2
        at += 2 + max(2, _big(content, at + 2, 2))


def _webp(content: bytes) -> Size | None:
    length = int.from_bytes(content[4:8], "little")
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < length + 8:
        return None
    match content[12:16]:
        case b"VP8X":
            return 1 + _little(content, 24, 3), 1 + _little(content, 27, 3)
        case b"VP8 ":
            return _little(content, 26, 2) & 0x3FFF, _little(content, 28, 2) & 0x3FFF
        case b"VP8L":
            bits = _little(content, 21, 4)
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return None


def _big(content: bytes, at: int, length: int) -> int:
    return int.from_bytes(_part(content, at, length), "big")


def _little(content: bytes, at: int, length: int) -> int:
    return int.from_bytes(_part(content, at, length), "little")


def _part(content: bytes, at: int, length: int) -> bytes:
    if len(content) < at + length:
        raise IndexError(at)
    return content[at : at + length]


_FORMATS: dict[str, Callable[[bytes], Size | None]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
}
