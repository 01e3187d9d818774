"""Words that two texts share: whole, in any script, and only those that say something."""

import pytest

from attribution.data.shared_words import common_words, stretches, telling_words

NONE: frozenset[str] = frozenset()


def marked(text: str, other: str, common: frozenset[str] = NONE) -> list[str]:
    wanted = telling_words(other, common)
    return [stretch.text for stretch in stretches(text, wanted) if stretch.is_shared]


@pytest.mark.parametrize(
    ("text", "other", "shared"),
    [
        ("The DISK crashed.", "my disk is full", ["DISK"]),
        ("disks and a diskette", "disk", []),
        ("Straße", "STRASSE", ["Straße"]),
        ("caf\u00e9", "CAFE\u0301", ["caf\u00e9"]),
        ("हिन्दी भाषा", "हिन्दी", ["हिन्दी"]),
        ("a-b x 7 42", "a b x 7 42", ["42"]),
        ("wi-fi, l\u2019été", "wi fi été", ["wi", "fi", "été"]),
    ],
)
def test_whole_words_are_compared_without_case_and_beyond_one_letter(
    text: str, other: str, shared: list[str]
) -> None:
    assert marked(text, other) == shared


@pytest.mark.parametrize("text", ["", "  \n", "one", " one, two\nthree ", "\N{BIRD} one"])
def test_stretches_together_are_the_text(text: str) -> None:
    assert "".join(stretch.text for stretch in stretches(text, {"one", "two"})) == text


def test_common_words_are_not_marked() -> None:
    texts = [f"bitte Drucker {number}" for number in range(8)] + ["bitte Papier"] * 4
    common = common_words(texts)
    assert {"bitte", "drucker", "the"} <= common  # of 12 texts, 12 and 8 have them
    assert "papier" not in common
    assert marked("Bitte Papier", "bitte das Papier", common) == ["Papier"]


def test_of_few_texts_only_the_english_list_is_common() -> None:
    common = common_words(["bitte"] * 9)
    assert "bitte" not in common
    assert "the" in common
