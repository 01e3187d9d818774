"""Pictures written as PNG (ISO/IEC 15948), the same bytes on every machine."""

import struct
import zlib

import numpy as np
import numpy.typing as npt


def grey_png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Write grey levels [height, width] without loss, at most some 65,000 of them.

    They are stored, not compressed: compressors differ, and a digest of the file travels.
    """
    height, width = pixels.shape
    unfiltered = np.pad(pixels, ((0, 0), (1, 0))).tobytes()
    size = len(unfiltered)
    stored = struct.pack("<BHH", 1, size, size ^ 0xFFFF) + unfiltered
    stream = b"\x78\x01" + stored + struct.pack(">I", zlib.adler32(unfiltered))
    eight_bits_of_grey = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = _chunk(b"IHDR", eight_bits_of_grey) + _chunk(b"IDAT", stream) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
