"""`--explain` bundles explanations beside the effects of a scenario with texts."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from attribution.panels.reader import read_panel_files

SCENARIO = """\
scenario: moods
source: Drawn
data:
  type: texts
  file: moods.csv
  text: text
  label: {column: mood, classes: {g: Good, b: Bad}}
  duplicates: first
WORDS
split: {test_share: 0.4}
model: MODEL
errors: {types: 1, examples: 1}
seeds: 2
numbers: [1, 2]
relevance: {gate: none, most: 2}
candidates: {number: 6}
"""
LINEAR = "{class: sklearn.linear_model.LogisticRegression}"
NAIVE = "{class: sklearn.naive_bayes.BernoulliNB}"
PIPELINE = (
    "{pipeline: [{class: sklearn.feature_extraction.text.CountVectorizer}, "
    "{class: sklearn.linear_model.LogisticRegression}]}"
)
SKY = ("rain", "sun", "wind", "snow", "fog")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [f"{'gb'[at % 2]},{SKY[at % 5]} {SKY[at % 3]} {SKY[at % 4]} day{at}" for at in range(40)]
    (tmp_path / "moods.csv").write_text("\n".join(["mood,text", *rows]))
    return tmp_path


def written(model: str, words: str = "") -> str:
    text = SCENARIO.replace("MODEL", model).replace("WORDS", words)
    Path("moods.yaml").write_text(text)
    return "moods.yaml"


def test_explanations_are_written_beside_the_effects(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("attribute", written(LINEAR), "--explain")
    said = capsys.readouterr().out
    assert said.endswith("Load them with: needfinder load_effects runs/moods/explanations\n")
    panels = read_panel_files(here / "runs" / "moods" / "explanations").bundle
    assert panels.name == "moods-explanations"
    assert panels.levels["explanation"] == ("marked_words", "similar_texts", "training_effects")


@pytest.mark.parametrize(
    ("model", "words", "sentence"),
    [
        (NAIVE, "", "The models of moods are not linear, so their answers are no sums over words"),
        (PIPELINE, "  words: none", "The inputs of moods are not words of texts"),
    ],
)
def test_what_cannot_be_explained_is_refused_before_anything_is_run(
    here: Path, model: str, words: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("attribute", written(model, words), "--explain")
    assert not (here / "runs").exists()
