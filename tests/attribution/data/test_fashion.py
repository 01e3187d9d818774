import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from attribution.data.display import Modality, Picture
from attribution.data.fashion import (
    CLASSES,
    FILE,
    SHA256,
    alternative_text,
    grey_png,
    load_fashion,
)
from attribution.errors import DataError
from core.digests import digest


def test_thirty_of_each_class_are_learnt_and_as_many_as_in_the_paper_are_tested() -> None:
    dataset = load_fashion()
    assert np.bincount(dataset.training.labels).tolist() == [30] * 10
    # Paper, appendix C.1.
    assert (len(dataset.training), len(dataset.test)) == (300, 277)
    assert dataset.modality is Modality.IMAGE


def test_a_photograph_is_shown_in_words_and_pixel_by_pixel() -> None:
    test = load_fashion().test
    # The first photographs of the published test set that were drawn.
    assert test.ids[:3] == ("test-00008", "test-00053", "test-00079")
    shown = test.displays[0]
    assert isinstance(shown, Picture)
    assert shown.file == "images/test-00008.png"
    assert shown.alternative_text == (
        "Medium grey, 28 pixels wide and 6 high, with strong contrast"
    )
    pixels = np.rint(test.inputs[0, 0] * 255).astype(np.uint8)
    assert load_fashion().pictures[shown.file] == grey_png(pixels)


def test_inputs_are_grey_levels_from_none_to_all() -> None:
    inputs = load_fashion().training.inputs
    assert inputs.shape == (300, 1, 28, 28)
    assert inputs.dtype == np.float32
    assert (inputs.min(), inputs.max()) == (0, 1)


def test_a_file_with_one_changed_byte_is_refused(tmp_path: Path) -> None:
    content = bytearray(FILE.read_bytes())
    content[1000] ^= 1
    altered = tmp_path / "fashion.npz"
    altered.write_bytes(content)
    with pytest.raises(DataError, match=r"is not the file that ships .*: restore it\.$"):
        load_fashion(altered)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"fashion\.npz cannot be read .*: restore it\.$"):
        load_fashion(tmp_path / "fashion.npz")


def test_the_attribution_and_the_licence_lie_beside_the_data() -> None:
    assert SHA256 in FILE.with_name("ATTRIBUTION.md").read_text("utf-8")
    assert "Copyright (c) 2017 Zalando SE" in FILE.with_name("LICENSE").read_text("utf-8")


def test_the_text_in_place_of_a_photograph_says_what_can_be_seen_and_not_the_class() -> None:
    image = np.zeros((28, 28), dtype=np.uint8)
    assert alternative_text(image) == "Black all over"
    image[4:24, 10:18] = 200
    assert alternative_text(image) == "Light grey, 8 pixels wide and 20 high, evenly shaded"
    image[14:24, 10:18] = 100
    assert alternative_text(image) == (
        "Medium grey, 8 pixels wide and 20 high, with some contrast, darker in the lower half"
    )
    texts = {
        shown.alternative_text
        for shown in load_fashion().training.displays
        if isinstance(shown, Picture)
    }
    assert len(texts) > 150  # of 300
    assert not any(name.lower() in text.lower() for name in CLASSES for text in texts)


PIXELS = np.arange(6, dtype=np.uint8).reshape(2, 3) * 50


def chunks(png: bytes) -> dict[bytes, bytes]:
    contents, at = {}, 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + content) == struct.unpack(">I", png[at + 8 + length :][:4])[0]
        contents[kind] = content
        at += length + 12
    return contents


def test_a_png_holds_every_pixel() -> None:
    contents = chunks(grey_png(PIXELS))
    # Width, height, 8 bits, grey, and nothing optional.
    assert contents[b"IHDR"] == bytes([0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0])
    # A row is a zero, for "no filter", and its pixels.
    assert zlib.decompress(contents[b"IDAT"]) == bytes([0, 0, 50, 100, 0, 150, 200, 250])


def test_a_png_has_the_same_bytes_everywhere() -> None:
    # Recorded once: a bundle's digest rests on it.
    expected = "829ac7c3e712378aacc2563a9e3b23e967a8be688fb9c381ca7af04758a3bd81"
    assert digest(grey_png(PIXELS)) == expected
