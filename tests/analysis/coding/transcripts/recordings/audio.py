"""Small audio files, made byte by byte: silence of a known length in every kind that is played."""

import struct
import wave
from io import BytesIO


def wav(seconds: float, rate: int = 8000) -> bytes:
    target = BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes(b"\x80" * int(seconds * rate))
    return target.getvalue()


def mp3(seconds: float) -> bytes:
    """Frames of MPEG 1 layer III, 128 kbit/s at 44.1 kHz: 417 bytes and 1152 samples each."""
    frame = b"\xff\xfb\x90\x64" + bytes(413)
    return frame * round(seconds * 44100 / 1152)


def flac(seconds: float) -> bytes:
    """The stream's description alone: 44.1 kHz, 2 channels, 16 bits, and its number of samples."""
    packed = (44100 << 44) | (1 << 41) | (15 << 36) | int(seconds * 44100)
    info = struct.pack(">HH", 4096, 4096) + bytes(6) + packed.to_bytes(8) + bytes(16)
    return b"fLaC" + bytes([0x80]) + len(info).to_bytes(3) + info


def ogg(seconds: float) -> bytes:
    """Opus, whose positions count at 48 kHz: its head, its tags, and a last page."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<II", 0, 0)
    return (
        _ogg_page(head, 2, 0, 0)
        + _ogg_page(tags, 0, 0, 1)
        + _ogg_page(bytes(20), 4, int(seconds * 48000), 2)
    )


def _ogg_page(content: bytes, flags: int, position: int, number: int) -> bytes:
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, position, 1, number, 0)
    return head + bytes([1, len(content)]) + content


def m4a(seconds: float) -> bytes:
    """The boxes that tell kind and length."""
    times = struct.pack(">II", 1000, int(seconds * 1000))
    mvhd = _box(b"mvhd", bytes(12) + times + bytes(80))
    sound = bytes(6) + struct.pack(">HIIHHIHH", 1, 0, 0, 1, 16, 0, 44100, 0)
    codec = b"\x40" + bytes(8) + struct.pack(">I", 96_000)
    esds = _box(b"esds", bytes(4) + b"\x03\x19" + bytes(3) + b"\x04\x11" + codec)
    stsd = _box(b"stsd", bytes(4) + struct.pack(">I", 1) + _box(b"mp4a", sound + esds))
    trak = _box(b"trak", _box(b"mdia", _box(b"minf", _box(b"stbl", stsd))))
    return _box(b"ftyp", b"M4A " + bytes(4)) + _box(b"moov", mvhd + trak)


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def webm(seconds: float, *, says_how_long: bool = True) -> bytes:
    """As a browser records it, without a length: then the last block tells it."""
    ticks = int(seconds * 1000)
    duration = _element("4489", struct.pack(">d", ticks)) if says_how_long else b""
    info = _element("1549A966", _element("2AD7B1", (1_000_000).to_bytes(3)) + duration)
    cluster = _element("E7", (ticks - 20).to_bytes(8)) + _element(
        "A3", b"\x81" + struct.pack(">h", 20) + b"\x80" + bytes(9)
    )
    unknown_size = b"\x01" + b"\xff" * 7
    segment = bytes.fromhex("18538067") + unknown_size
    content = info + bytes.fromhex("1F43B675") + unknown_size + cluster
    return _element("1A45DFA3", _element("4282", b"webm")) + segment + content


def _element(name: str, content: bytes) -> bytes:
    return bytes.fromhex(name) + (0x4000 | len(content)).to_bytes(2) + content


KINDS = {".wav": wav, ".mp3": mp3, ".flac": flac, ".ogg": ogg, ".m4a": m4a, ".webm": webm}
