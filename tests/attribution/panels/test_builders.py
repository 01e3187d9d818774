"""Blocks from pandas, words and files."""

import traceback
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import BundleError
from attribution.panels.blocks import Picture, Samples
from attribution.panels.builders import (
    SampleFrame,
    bars,
    before_after,
    markdown,
    marked_text,
    picture,
    row,
    samples,
    table,
)
from core.digests import digest
from tests.attribution.panels.small_bundle import picture_bytes

FRAME = pd.DataFrame(
    {"age": [30, 40], "amount": [1000.5, 2000.0], "job": ["cook", None]}, index=["s1", "s2"]
)


def test_a_frame_is_a_table_whose_numbers_are_known() -> None:
    block = table(FRAME, caption="People", index="Name", units={"age": "years"})
    assert [(column.label, column.unit, column.numeric) for column in block.columns] == [
        ("Name", "", False),
        ("age", "years", True),
        ("amount", "", True),
        ("job", "", False),
    ]
    assert block.rows == (("s1", "30", "1000.50", "cook"), ("s2", "40", "2000.00", "–"))


def test_a_row_is_a_table_of_features() -> None:
    block = row(FRAME.loc["s1"], caption="Person", units={"age": "years"}, digits=1)
    assert [column.label for column in block.columns] == ["Feature", "Value"]
    assert block.rows == (
        ("age", "30\N{NO-BREAK SPACE}years"),
        ("amount", "1000.5"),
        ("job", "cook"),
    )


def test_what_differs_has_its_difference() -> None:
    before, after = FRAME.loc["s1"], pd.Series({"age": 30, "amount": 900.5, "job": "clerk"})
    block = before_after(before, after, caption="Change", only_changed=True)
    assert [(line.label, line.before, line.after, line.change) for line in block.rows] == [
        ("amount", "1000.50", "900.50", "−100.00"),
        ("job", "cook", "clerk", ""),
    ]
    assert len(before_after(before, after, caption="Change").rows) == 3


def test_a_change_of_whole_numbers_is_whole() -> None:
    assert before_after({"n": 3}, {"n": 5}, caption="c").rows[0].change == "+2"


def test_series_of_other_features_are_refused() -> None:
    with pytest.raises(BundleError, match=r"b is in one of the two alone\. Give both the same"):
        before_after({"a": 1}, {"a": 1, "b": 2}, caption="c")


def test_bars_keep_their_order_and_sign() -> None:
    block = bars(pd.Series({"b": np.float32(0.5), "a": -0.25}), caption="c", unit="points")
    assert [(bar.label, bar.value, bar.text) for bar in block.rows] == [
        ("b", 0.5, "+0.50"),
        ("a", -0.25, "−0.25"),
    ]
    assert bars({"a": 0.5}, caption="c", signed=False).rows[0].text == "0.50"


def test_weights_are_shares_of_the_largest() -> None:
    block = marked_text(["a", "b"], [3, -6], caption="c", positive="for", negative="against")
    assert [(part.text, part.weight) for part in block.segments] == [("a ", 0.5), ("b", -1)]
    halved = marked_text(["a"], [3], caption="c", positive="for", largest=6)
    assert halved.segments[0].weight == 0.5
    assert marked_text(["a"], [0], caption="c").segments[0].weight == 0


def test_words_can_be_marked_instead() -> None:
    block = marked_text(
        ["Ada", ", 36"],
        marks=["name", None],
        meanings={"name": "a person"},
        caption="c",
        separator="",
        language="en",
    )
    assert [(part.text, part.mark, part.weight) for part in block.segments] == [
        ("Ada", "name", None),
        (", 36", None, None),
    ]


def test_a_picture_is_named_by_its_digest_and_kept_as_it_is(tmp_path: Path) -> None:
    content = picture_bytes(kind="JPEG")
    (tmp_path / "map.jpeg").write_bytes(content)
    shown = picture(tmp_path / "map.jpeg", alternative_text="A map")
    name = f"images/{digest(content)}.jpg"
    assert shown.pictures == {name: content}
    assert isinstance(shown.block, Picture)
    assert (shown.block.file, shown.block.width, shown.block.height) == (name, 30, 20)


def test_columns_of_a_frame_say_what_is_known_of_a_sample(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture_bytes())
    frame = FRAME.assign(
        label=["good", "bad"],
        note=["first", None],
        picture=[tmp_path / "a.png", None],
        alternative_text=["A face", None],
    )
    shown = samples(frame, caption="Similar")
    assert isinstance(shown.block, Samples)
    first, second = shown.block.samples
    assert (first.title, first.label, first.note) == ("s1", "good", "first")
    assert first.cells == ("30", "1000.50", "cook")
    assert first.picture is not None
    assert first.picture.alternative_text == "A face"
    assert (second.label, second.note, second.picture) == ("bad", "", None)
    assert [column.label for column in shown.block.columns] == ["age", "amount", "job"]
    assert list(shown.pictures) == [first.picture.file]


def test_samples_shown_apart_have_the_decimals_of_all() -> None:
    frame = SampleFrame(pd.DataFrame({"x": [1.0, 2.5]}))
    block = frame.block([0], caption="c", notes=["n"]).block
    assert isinstance(block, Samples)
    assert (block.samples[0].cells, block.samples[0].note) == (("1.00",), "n")


TWICE = pd.DataFrame([[1, 2]], columns=["a", "a"])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: markdown(" "), "markdown, text: this text is empty."),
        (lambda: bars({}, caption="c"), "bars, rows: this has 0 entries. Give at least 1."),
        (lambda: bars({"a": np.nan}, caption="c"), "bars, rows[0].value: nan is no finite number."),
        (lambda: bars({"a": "x"}, caption="c"), "The value of a is no number"),
        (lambda: bars({"a": 1}, caption=""), "bars, caption: this text is empty."),
        (lambda: table(TWICE, caption="c"), "table: two columns have one name."),
        (lambda: samples(TWICE, caption="c"), "samples: two columns have one name."),
        (lambda: samples(FRAME.iloc[:0], caption="c"), "samples, samples: this has 0 entries."),
        (lambda: row({}, caption="c"), "row, rows: this has 0 entries."),
        (
            lambda: marked_text(["a"], [1, 2], caption="c"),
            "marked_text: there are 2 weights for 1 words. Give one for each word.",
        ),
        (
            lambda: marked_text("a b", [1, 2, 3], caption="c"),
            "marked_text: the words are one text. Give a list of words, such as text.split().",
        ),
        (
            lambda: marked_text(["a", "b"], [1, 3], caption="c", positive="for", largest=2),
            (
                "marked_text: the weight of 'b' is 3, and largest is 2. Give the size of the "
                "largest weight of all texts as largest, or leave it out."
            ),
        ),
        (lambda: marked_text(["a"], [3], caption="c", largest=0), "marked_text: largest is 0."),
        (
            lambda: marked_text(["a"], [3], caption="c", largest=np.inf),
            "marked_text: largest is inf. Give a finite number above 0.",
        ),
        (
            lambda: marked_text(["a"], [3], caption="c"),
            "marked_text: there are positive weights, and no words for what they mean.",
        ),
        (
            lambda: picture("no.png", alternative_text="a"),
            "picture: the picture no.png cannot be read (No such file or directory).",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused_at_once(make: Any, said: str) -> None:
    with pytest.raises(BundleError) as refused:
        make()
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("weight", [np.nan, None, pd.NA, np.inf, -np.inf])
def test_a_weight_that_is_not_there_or_has_no_end_is_refused(weight: Any) -> None:
    with pytest.raises(BundleError) as refused:
        marked_text(["a", "b"], [1, weight], caption="c", positive="for")
    assert str(refused.value) == (
        f"marked_text: the weight of 'b' is {weight}. Give a finite number, and write 0 for a word "
        "without a mark."
    )


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=5))
def test_the_size_of_the_largest_weight_is_large_enough(weights: list[float]) -> None:
    words = [f"word {place}" for place in range(len(weights))]
    block = marked_text(
        words,
        weights,
        caption="c",
        positive="for",
        negative="against",
        largest=max(map(abs, weights)) or 1,
    )
    shares = [part.weight for part in block.segments]
    assert all(share is not None and abs(share) <= 1 for share in shares)


def test_a_refusal_of_a_block_shows_no_second_traceback() -> None:
    with pytest.raises(BundleError) as refused:
        bars({"a": np.nan}, caption="c")
    printed = "".join(traceback.format_exception(refused.value))
    assert "pydantic" not in printed
    assert printed.count("Traceback") == 1


def test_a_picture_of_a_sample_needs_alternative_text(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture_bytes())
    with pytest.raises(BundleError, match="this picture has no alternative text"):
        samples(pd.DataFrame({"picture": [tmp_path / "a.png"]}), caption="c")
