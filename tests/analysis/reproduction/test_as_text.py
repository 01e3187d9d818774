"""The text names what differs, and what nobody chose is undefined."""

import re

from analysis.reproduction.as_text import as_text
from analysis.reproduction.comparison import Reproduction, reproduce
from analysis.reproduction.reference import read_reference
from tests.analysis.reproduction.emptied_axes import emptied


def test_the_text_names_what_differs(reproduction: Reproduction) -> None:
    text = as_text(reproduction)
    assert "111 of 114 printed values are met; 3 are not." in text
    assert len(re.findall(r" differs$", text, flags=re.MULTILINE)) == 3
    assert re.search(r"^tabular +action +removal +13/31 +41\.94 +41\.97", text, re.MULTILINE)
    assert "Image, metric: as published no preference, as recommended a preference, for loss." in (
        text
    )


def test_what_nobody_chose_is_told_and_never_nan() -> None:
    nothing = [emptied(axis) for axis in read_reference() if axis.counts.axis == "metric"]
    text = as_text(reproduce(nothing))
    assert not re.search(r"\bnan\b", text, re.IGNORECASE)
    assert "undefined" in text
