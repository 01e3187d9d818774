"""Explanations of texts add up, mark the words where they stand, and are those that ship."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from attribution.axes import Metric
from attribution.data.display import Text
from attribution.effects.bundle_reader import read_bundle
from attribution.errors import BundleError
from attribution.local_explanations.texts.explained_texts import ExplainedTexts
from attribution.local_explanations.texts.marked_words import marked_word_blocks
from attribution.local_explanations.texts.panels import AMOUNTS, EXPLANATIONS
from attribution.local_explanations.texts.similar_texts import similar_text_blocks
from attribution.local_explanations.texts.training_effects import training_effect_blocks
from attribution.local_explanations.texts.wording import training_text
from attribution.panels.blocks import BeforeAfter, MarkedText, Table
from attribution.panels.reader import read_panel_files
from attribution.scenarios import EFFECTS, iris, requests_explanations
from attribution.settings import settings_of

SHIPPED = EFFECTS / "requests-explanations"


def without_weights(content: bytes) -> tuple[str, list[float]]:
    """A bundle without the weights of its words, and these: they alone are numbers."""
    weights: list[float] = []

    def noted(entry: dict[str, Any]) -> dict[str, Any]:
        if entry.get("weight") is not None:
            weights.append(entry.pop("weight"))
        return entry

    return json.dumps(json.loads(content, object_hook=noted)), weights


def number(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-"))


def test_contributions_add_up_to_the_difference_of_the_scores(
    explained_requests: ExplainedTexts,
) -> None:
    test = explained_requests.dataset.test
    scores = explained_requests.scores.of(test.inputs)
    for error in explained_requests.effects.errors:
        of_error = scores[test.ids.index(error.id)]
        difference = of_error[error.predicted_class] - of_error[error.true_class]
        contributions = explained_requests.contributions(error)
        assert contributions.answer == pytest.approx(difference)
        sizes = [abs(points) for _, points in contributions.words]
        assert sizes == sorted(sizes, reverse=True)


def test_an_average_text_is_the_mean_over_the_training_texts(
    explained_requests: ExplainedTexts,
) -> None:
    error = explained_requests.effects.errors[0]
    scores = explained_requests.scores.of(explained_requests.dataset.training.inputs)
    differences = scores[:, error.predicted_class] - scores[:, error.true_class]
    assert explained_requests.contributions(error).average == pytest.approx(differences.mean())


def test_the_model_is_the_one_of_the_bundle(explained_requests: ExplainedTexts) -> None:
    by_id = dict(
        zip(
            explained_requests.dataset.training.ids,
            explained_requests.predictions,
            strict=True,
        )
    )
    samples = explained_requests.effects.training_samples
    # Most points are not quite the largest mean probability.
    assert np.mean([by_id[one.id] == one.predicted_class for one in samples]) > 0.97


@pytest.mark.parametrize("amount", [1, 3, 5, 40])
def test_marks_and_parts_are_those_of_the_largest_contributions(
    explained_requests: ExplainedTexts, amount: int
) -> None:
    for error in explained_requests.effects.errors:
        contributions = explained_requests.contributions(error)
        *_words, marked, total = marked_word_blocks(explained_requests, error, amount)
        assert isinstance(marked, MarkedText)
        assert isinstance(total, Table)
        assert "".join(part.text for part in marked.segments) == explained_requests.text_of(error)
        expected = dict(contributions.words[:amount])
        shown = {part.text.lower(): part.weight for part in marked.segments if part.weight}
        assert shown.keys() == {word for word, points in expected.items() if points}
        largest = max(abs(points) for _, points in contributions.words)
        for word, weight in shown.items():
            assert weight == pytest.approx(expected[word] / largest)
        *parts, (label, answer) = total.rows
        assert label == "This text"
        # Each part is rounded to hundredths.
        assert sum(number(value) for _, value in parts) == pytest.approx(
            number(answer), abs=0.005 * (len(parts) + 1)
        )


def test_similar_texts_have_the_largest_cosines(explained_requests: ExplainedTexts) -> None:
    error = explained_requests.effects.errors[0]
    dataset = explained_requests.dataset
    inputs = dataset.test.inputs[dataset.test.ids.index(error.id)]
    cosines = [
        float(other @ inputs / np.linalg.norm(other) / np.linalg.norm(inputs))
        for other in dataset.training.inputs
    ]
    similar = explained_requests.similar_texts(error, 5)
    assert [one.similarity for one in similar] == pytest.approx(sorted(cosines)[:-6:-1])
    _introduction, *texts = similar_text_blocks(explained_requests, error, 5)
    assert len(texts) == 5
    first = texts[0]
    assert isinstance(first, MarkedText)
    assert first.caption.endswith(f" Similarity: {max(cosines):.2f}")
    own = explained_requests.encoding.settings.occurrences(explained_requests.text_of(error))
    marked = {part.text.lower() for part in first.segments if part.mark}
    assert marked
    assert marked <= {word for word, _ in own}
    shown = Text("".join(part.text for part in first.segments))
    assert shown == dataset.training.displays[similar[0].sample]


def test_texts_left_out_change_the_answer_as_the_bundle_says(
    explained_requests: ExplainedTexts,
) -> None:
    for error in explained_requests.effects.errors:
        removal = explained_requests.joint_removal(error, 3)
        blocks = training_effect_blocks(explained_requests, error, 3)
        if removal.effect is None:
            continue
        _introduction, answers, *texts = blocks
        assert isinstance(answers, BeforeAfter)
        after = removal.effect.change_of(Metric.TRUE_CLASS_PROBABILITY).after
        assert answers.rows[0].after == f"{after * 100:.1f}\N{NO-BREAK SPACE}%"
        captions = [text.caption for text in texts if isinstance(text, MarkedText)]
        assert [caption.partition(".")[0] for caption in captions] == [
            sample.id for sample, _ in removal.samples
        ]


def test_the_shipped_effects_give_the_same_panels(tmp_path: Path) -> None:
    made, shipped = requests_explanations().write(tmp_path / "bundle"), read_panel_files(SHIPPED)
    (texts, values), (expected_texts, expected) = map(
        without_weights, (made.content, shipped.content)
    )
    assert texts == expected_texts
    assert values == pytest.approx(expected, rel=1e-8)


def test_every_error_has_every_setting(explained_requests: ExplainedTexts) -> None:
    bundle = read_panel_files(SHIPPED).bundle
    errors = [error.id for error in explained_requests.effects.errors]
    assert [error.id for error in bundle.errors] == errors
    assert bundle.levels == {
        "explanation": tuple(EXPLANATIONS),
        "amount": tuple(map(str, AMOUNTS)),
    }
    shown = {(panel.error, tuple(panel.setting.values())) for panel in bundle.panels}
    assert shown == {
        (error, tuple(setting.values()))
        for error in errors
        for setting in settings_of(bundle.levels)
    }


def test_a_table_has_no_words_to_mark() -> None:
    with pytest.raises(BundleError, match="inputs of Iris are not words of texts"):
        ExplainedTexts.of(iris(), read_bundle(EFFECTS / "iris"))


def test_a_text_with_too_many_marks_is_shown_without() -> None:
    words = [f"w{number}" for number in range(3000)]
    text, spans, at = " ".join(words), set(), 0
    for word in words:
        spans.add((at, at + len(word)))
        at += len(word) + 1
    about = {"label": "A", "prediction": "B", "note": "Similarity: 0.50"}
    shown = training_text("long", Text(text), **about, shared=spans)
    assert [segment.text for segment in shown.segments] == [text]
    assert shown.marks == {}
