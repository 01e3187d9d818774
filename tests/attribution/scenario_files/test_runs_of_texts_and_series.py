"""Scenario files with texts and with curves go all the way to a bundle."""

from pathlib import Path
from typing import Any

import pytest

from attribution.data.display import Modality, Series, Text
from attribution.effects.bundle import Bundle
from attribution.scenario_files.building import build_scenario
from attribution.scenario_files.definition import ScenarioDefinition
from tests.attribution.finished_runs import finished

NAIVE_BAYES = {"class": "sklearn.naive_bayes.MultinomialNB"}
TFIDF = {"class": "sklearn.feature_extraction.text.TfidfVectorizer", "parameters": {"min_df": 2}}
WORDS = ("bin", "street", "tree", "late", "loud", "old", "green")


def written(folder: Path) -> None:
    """Forty texts and forty curves of two kinds, some of them hard to tell apart."""
    texts, curves = ["kind,text"], ["kind,a,b,c"]
    for at in range(40):
        own = ("bin", "tree")[(at + (at % 7 == 0)) % 2]
        texts.append(f"{'wp'[at % 2]},{own} {WORDS[at % 7]} {WORDS[at % 5]} {WORDS[at % 3]}{at}")
        slope = (1 if at % 2 else -1) * (at % 5 - 1)
        curves.append(f"{'ud'[at % 2]},{at % 3},{slope},{slope + at % 4}")
    (folder / "texts.csv").write_text("\n".join(texts))
    (folder / "curves.csv").write_text("\n".join(curves))


def bundle_of(folder: Path, data: dict[str, Any], model: dict[str, Any], run: str) -> Bundle:
    definition = ScenarioDefinition.model_validate(
        {
            "scenario": "own",
            "source": "drawn",
            "data": data,
            "model": model,
            "split": {"test_share": 0.4},
            "errors": {"types": 1, "examples": 1},
            "seeds": 2,
            "numbers": [1, 2],
            "relevance": {"gate": "none", "most": 2},
            "candidates": {"number": 6},
        }
    )
    return finished(build_scenario(definition, folder), folder / run)


TEXTS = {
    "type": "texts",
    "file": "texts.csv",
    "text": "text",
    "label": {"column": "kind", "classes": {"w": "Waste", "p": "Parks"}},
    "duplicates": "first",
}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bundle, Bundle]:
    """With words as inputs, and with a model that reads texts itself."""
    folder = tmp_path_factory.mktemp("texts")
    written(folder)
    pipeline = {"pipeline": [TFIDF, NAIVE_BAYES]}
    return (
        bundle_of(folder, TEXTS, NAIVE_BAYES, "words"),
        bundle_of(folder, TEXTS | {"words": "none"}, pipeline, "none"),
    )


def test_texts_become_a_bundle(texts: tuple[Bundle, Bundle]) -> None:
    bundle, _ = texts
    assert (bundle.modality, bundle.features) == (Modality.TEXT, ())
    assert all(isinstance(sample.display, Text) for sample in bundle.shown)
    assert len(bundle.errors) == 1


def test_a_model_that_reads_texts_itself_has_the_same_effects(
    texts: tuple[Bundle, Bundle],
) -> None:
    # The vectoriser is fitted once on all training samples in use, as words are learned.
    words, pipeline = texts
    assert words.errors == pipeline.errors
    assert words.training_samples == pipeline.training_samples
    for ours, theirs in zip(words.group_effects, pipeline.group_effects, strict=True):
        assert (ours.error, ours.action, ours.number) == (
            theirs.error,
            theirs.action,
            theirs.number,
        )
        assert ours.loss.change == pytest.approx(theirs.loss.change, abs=1e-9)  # type: ignore[attr-defined]


def test_curves_become_a_bundle(tmp_path: Path) -> None:
    written(tmp_path)
    data = {
        "type": "series",
        "file": "curves.csv",
        "label": {"column": "kind", "classes": {"u": "Up", "d": "Down"}},
        "values": {"first": "a", "last": "c"},
        "horizontal": {"label": "Day", "start": 1},
        "vertical": {"label": "Height", "unit": "cm"},
    }
    model = {"class": "sklearn.linear_model.LogisticRegression"}
    bundle = bundle_of(tmp_path, data, model, "run")
    assert bundle.modality is Modality.SERIES
    assert [feature.label for feature in bundle.features] == ["Day", "Height"]
    display = bundle.errors[0].display
    assert isinstance(display, Series)
    assert (display.start, display.step, len(display.values)) == (1.0, 1.0, 3)
