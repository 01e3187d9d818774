"""Attribution scores as panels."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import BundleError
from attribution.panels.blocks import Markdown, Samples
from attribution.panels.index import PanelIndex
from attribution.panels.picture_folders import pictures_in
from attribution.panels.scores import Helpful, ScoreWords, panels_of_scores
from attribution.panels.writer import PanelWriter
from attribution.settings import Setting, settings_of
from tests.attribution.panels.small_bundle import picture_bytes

SAMPLES = pd.DataFrame({"age": [30, 40, 50, 60]}, index=["s1", "s2", "s3", "s4"])
ERRORS = pd.DataFrame(
    {"age": [35, 45], "label": ["good", "bad"], "prediction": ["bad", "good"]}, index=["e1", "e2"]
)
SCORES = np.array([[0.5, 0.0], [-2.0, 0.0], [1.0, 0.0], [0.5, -1e-5]])


def panels_of(**changes: Any) -> PanelWriter:
    given: dict[str, Any] = {
        "scores": {"influence": SCORES},
        "samples": SAMPLES,
        "errors": ERRORS,
        "helpful": "positive",
        "numbers": (1, 3),
    }
    return panels_of_scores("scores", source="Example", **{**given, **changes})


def listed(panels: PanelWriter, error: str, number: int) -> list[tuple[str, str]]:
    index = PanelIndex(panels.bundle())
    setting = Setting({"method": "influence", "number": str(number)})
    (block,) = index.results(error, setting).blocks
    assert isinstance(block, Samples | Markdown)
    return [] if isinstance(block, Markdown) else [(s.title, s.note) for s in block.samples]


@pytest.mark.parametrize(
    ("helpful", "expected"),
    [
        ("positive", [("s3", "Score +1"), ("s1", "Score +0.5"), ("s4", "Score +0.5")]),
        ("negative", [("s2", "Score −2")]),
        ("size", [("s2", "Score −2"), ("s3", "Score +1"), ("s1", "Score +0.5")]),
    ],
)
def test_the_most_influential_come_first(helpful: Helpful, expected: list[tuple[str, str]]) -> None:
    assert listed(panels_of(helpful=helpful), "e1", 3) == expected
    assert listed(panels_of(helpful=helpful), "e1", 1) == expected[:1]


def test_a_score_of_nothing_is_not_listed() -> None:
    assert listed(panels_of(), "e2", 3) == []
    assert listed(panels_of(helpful="size"), "e2", 3) == [("s4", "Score −1e-05")]


def test_every_list_says_that_it_is_an_estimate() -> None:
    panels = panels_of(
        scores={"influence": SCORES, "tracin": SCORES},
        titles={"influence": "influence functions", "tracin": "TracIn"},
    )
    index = PanelIndex(panels.bundle())
    assert index.bundle.estimated == "Estimated by influence functions, TracIn, not retrained."
    assert index.axes == {"method": ("influence", "tracin"), "number": ("1", "3")}
    for error in index.errors:
        for setting in settings_of(index.axes):
            panel = index.results(error, setting)
            lists_samples = panel.blocks[0].type == "samples"
            assert lists_samples == (error == "e1")
            assert panel.estimated == (index.bundle.estimated if lists_samples else "")
            assert "estimate" in panel.blocks[0].model_dump_json(exclude={"samples"})


def test_an_error_has_its_row_and_its_classes_as_facts() -> None:
    index = PanelIndex(panels_of().bundle())
    assert index.facts_of("e1") == {"": "e1", "true_class": "good", "predicted_class": "bad"}
    (block,) = index.blocks_of("e1")
    assert block.model_dump()["rows"] == (("Label", "good"), ("Prediction", "bad"), ("age", "35"))


def test_errors_can_have_titles_and_pictures(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.png").write_bytes(
            picture_bytes(colour="blue" if name == "a" else "red")
        )
    errors = pictures_in(tmp_path, alternative_text="Picture {name}")
    panels = panels_of(
        errors=errors.assign(title=["A cat", "A dog"], summary=["Taken for a dog", ""])
    )
    files = panels.write(tmp_path / "bundle")
    assert [error.title for error in files.bundle.errors] == ["A cat", "A dog"]
    assert [error.summary for error in files.bundle.errors] == ["Taken for a dog", ""]
    assert len(files.bundle.pictures) == 2


def test_arrays_are_read_from_files(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", SCORES)
    np.savez(tmp_path / "all.npz", influence=SCORES)
    expected = panels_of().bundle()
    assert panels_of(scores={"influence": tmp_path / "a.npy"}).bundle() == expected
    assert panels_of(scores=tmp_path / "all.npz").bundle() == expected


def infinite() -> Any:
    scores = SCORES.copy()
    scores[2, 1] = np.inf
    return scores


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"scores": {"influence": SCORES.T}},
            (
                "The scores influence have the shape [2, 4], and [4, 2] is that of [training "
                "samples, errors]: give a row for each sample and a column for each error. "
                "Transpose it."
            ),
        ),
        ({"scores": {"influence": SCORES[:, 0]}}, "The scores influence have the shape [4], and"),
        (
            {"scores": {"influence": infinite()}},
            "The scores influence are not finite at sample 2, error 1 (counted from 0): compute",
        ),
        (
            {"scores": {"influence": np.array([["a"]])}},
            "The scores influence are of the type <U1: give real numbers.",
        ),
        ({"scores": {}}, "There are no scores: give an array for each method."),
        ({"scores": {"TracIn": SCORES}}, "The bundle, axes[0].levels[0]: TracIn does not fit"),
        (
            {"samples": SAMPLES.set_index(pd.Index(["a", "b", "a", "c"]))},
            "Two of the samples are called a: give the frame an index without repeats.",
        ),
        (
            {"errors": ERRORS.set_index(pd.Index([1, 1]))},
            "Two of the errors are called 1: give the frame an index without repeats.",
        ),
        (
            {"numbers": (1, 5)},
            "The scores have 4 training samples, and 5 cannot be shown: use numbers from 1 to 4.",
        ),
        ({"numbers": (0,)}, "The scores have 4 training samples, and 0 cannot be shown"),
        ({"numbers": (1, 1)}, "the axis number has the level 1 twice."),
        (
            {"scores": SCORES},
            (
                "The scores are without a method: give a mapping of arrays by the keys of their "
                'methods, such as {"tracin": array}.'
            ),
        ),
        (
            {"titles": {"influense": "Influence functions"}},
            (
                "There are no scores of a method influense, which titles names. Did you mean "
                "influence? Use one of: influence."
            ),
        ),
        *(
            (
                {"words": words},
                f"{called} of words has a placeholder {{mthod}} that nothing fills in.",
            )
            for words, called in (
                (ScoreWords(estimated="By {mthod}"), "The text estimated"),
                (ScoreWords(caption="By {mthod}"), "The caption"),
                (ScoreWords(none="By {mthod}"), "The text none"),
                (ScoreWords(note="By {mthod}"), "The note"),
            )
        ),
        (
            {"words": ScoreWords(estimated="")},
            "The panel of e1 is an estimate, and the bundle has no words for it: give",
        ),
        ({"helpful": "good"}, "There is no order 'good': use positive, negative or size."),
    ],
)
def test_scores_that_cannot_be_shown_are_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BundleError) as refused:
        panels_of(**changes)
    assert str(refused.value).startswith(said)


def test_files_that_are_no_arrays_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", SCORES)
    np.savez(tmp_path / "two.npz", a=SCORES, b=SCORES)
    np.save(tmp_path / "objects.npy", np.array([{}]), allow_pickle=True)
    (tmp_path / "words.npy").write_text("words")
    for scores, said in (
        (tmp_path / "a.npy", "holds one array without a name"),
        ({"influence": tmp_path / "two.npz"}, "The scores influence are several arrays"),
        ({"influence": tmp_path / "objects.npy"}, "cannot be read as arrays of numbers"),
        ({"influence": tmp_path / "words.npy"}, "cannot be read as arrays of numbers"),
        ({"influence": tmp_path / "none.npy"}, "cannot be read as arrays of numbers"),
    ):
        with pytest.raises(BundleError, match=said):
            panels_of(scores=scores)


@given(st.lists(st.floats(-1e9, 1e9), min_size=4, max_size=4))
def test_a_shorter_list_is_the_beginning_of_a_longer_one(scores: list[float]) -> None:
    panels = panels_of(
        scores={"influence": np.array([scores, scores]).T}, numbers=(1, 2, 4), helpful="size"
    )
    whole = listed(panels, "e1", 4)
    assert len(whole) == sum(score != 0 for score in scores)
    for number in (1, 2):
        assert listed(panels, "e1", number) == whole[:number]
    sizes = [abs(scores[int(title[1]) - 1]) for title, _note in whole]
    assert sizes == sorted(sizes, reverse=True)
