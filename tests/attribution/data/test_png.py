import struct
import zlib

import numpy as np

from attribution.data.png import grey_png
from core.digests import digest

PIXELS = np.arange(6, dtype=np.uint8).reshape(2, 3) * 50


def chunks(png: bytes) -> dict[bytes, bytes]:
    found, at = {}, 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + content) == struct.unpack(">I", png[at + 8 + length :][:4])[0]
        found[kind] = content
        at += length + 12
    return found


def test_every_pixel_comes_back() -> None:
    found = chunks(grey_png(PIXELS))
    # Width, height, 8 bits, grey, and nothing optional.
    assert found[b"IHDR"] == bytes([0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0])
    # A row is a zero, for "no filter", and its pixels.
    assert zlib.decompress(found[b"IDAT"]) == bytes([0, 0, 50, 100, 0, 150, 200, 250])


def test_the_bytes_are_the_same_everywhere() -> None:
    # Recorded once: a bundle's digest rests on it.
    expected = "829ac7c3e712378aacc2563a9e3b23e967a8be688fb9c381ca7af04758a3bd81"
    assert digest(grey_png(PIXELS)) == expected
