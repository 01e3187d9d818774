"""Texts are shown as words, marked or not, and folded where they are long."""

import pytest

from attribution.data.display import Text
from attribution.templatetags import displays


def test_markup_in_a_text_stays_words() -> None:
    text = Text('\n <b>Disk</b> & "disks"\n on Monday \n\n')
    assert displays.marked(text, {"disk", "b"}) == (
        "&lt;<mark>b</mark>&gt;<mark>Disk</mark>&lt;/<mark>b</mark>&gt; &amp; &quot;disks&quot;"
        "\n on Monday"
    )
    assert displays.marked(text, set()) == (
        "&lt;b&gt;Disk&lt;/b&gt; &amp; &quot;disks&quot;\n on Monday"
    )


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("x" * 600, False),
        ("x" * 601, True),
        ("\n".join(["line"] * 8), False),
        ("\n".join(["line"] * 9), True),
        ("one line" + "\n" * 20, False),
    ],
)
def test_a_text_is_long_by_its_characters_or_its_lines(text: str, is_long: bool) -> None:
    assert displays.is_long(Text(text)) is is_long
