"""The bundle with texts is that of the scenario file that ships, and scikit-learn alone agrees."""

import csv
from collections import Counter
from math import log

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import normalize

from attribution.axes import Metric
from attribution.data.display import Modality, Text
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import read_bundle
from attribution.scenarios import SEEDS, scenario_named
from core.arrays import Floats
from tests.folders import FIXTURES

MESSAGES = FIXTURES / "datasets" / "requests" / "requests.csv"
TOPICS = ["roads", "waste", "parks", "noise"]


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_bundle(FIXTURES / "effects" / "requests")


@pytest.fixture(scope="module")
def messages() -> list[dict[str, str]]:
    with MESSAGES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_75_messages_on_each_topic_and_none_twice(
    messages: list[dict[str, str]],
) -> None:
    assert Counter(message["topic"] for message in messages) == dict.fromkeys(TOPICS, 75)
    assert len({message["message"].casefold() for message in messages}) == 300
    words = [len(message["message"].split()) for message in messages]
    assert (min(words), max(words)) == (18, 48)


def test_errors_are_confusions_between_topics(bundle: Bundle) -> None:
    assert bundle.modality is Modality.TEXT
    assert bundle.source == "Invented for this project, CC0"
    assert bundle.base_model.test_samples == 120
    assert 12 <= bundle.base_model.test_errors <= 24  # 10 to 20 %
    confusions = Counter((error.true_class, error.predicted_class) for error in bundle.errors)
    assert len(confusions) == 3
    assert all(1 <= count <= 3 for count in confusions.values())


def test_samples_are_shown_as_they_were_written(
    bundle: Bundle, messages: list[dict[str, str]]
) -> None:
    written = {message["id"]: Text(message["message"]) for message in messages}
    assert all(sample.display == written[sample.id] for sample in bundle.shown)


def test_its_recipe_is_the_one_in_the_scenario_file(bundle: Bundle) -> None:
    shipped, current = bundle.provenance.recipe, scenario_named("requests").recipe.document
    for key in (shipped.keys() | current.keys()) - {"libraries", "platform"}:
        assert shipped[key] == current[key], key


def test_scikit_learn_alone_gives_the_same_effect(
    bundle: Bundle, messages: list[dict[str, str]]
) -> None:
    # The first two texts of a list removed together, without any code of this project.
    labels = np.array([TOPICS.index(message["topic"]) for message in messages])
    training, test = map(
        np.sort, train_test_split(np.arange(300), test_size=0.4, stratify=labels, random_state=0)
    )
    texts = [message["message"] for message in messages]
    stop_words = sorted(scenario_named("requests").dataset.words.settings.left_out)  # type: ignore[union-attr]
    counter = CountVectorizer(min_df=2, stop_words=stop_words)
    in_texts = (counter.fit_transform([texts[row] for row in training]) > 0).sum(axis=0)
    weights = [log(181 / (1 + count)) + 1 for count in np.asarray(in_texts).ravel()]
    inputs = normalize(counter.transform(texts).toarray() * weights)
    ids = [message["id"] for message in messages]
    effect = next(
        effect
        for effect in bundle.group_effects
        if (effect.action, effect.metric, effect.number) == ("removal", "loss", 2)
    )
    ranking = next(
        ranking
        for ranking in bundle.rankings
        if (ranking.error, ranking.action, ranking.metric) == (effect.error, "removal", "loss")
    )
    removed = [ids.index(sample.id) for sample in ranking.samples[:2]]
    error = ids.index(effect.error)
    assert error in test

    def losses(sample_weights: Floats) -> Floats:
        by_seed = []
        for seed in SEEDS:
            model = SGDClassifier(
                loss="log_loss", alpha=0.0005, max_iter=50, tol=None, random_state=seed
            )
            model.fit(inputs[training], labels[training], sample_weight=sample_weights)
            by_seed.append(-np.log(model.predict_proba(inputs[[error]])[0, labels[error]]))
        return np.array(by_seed)

    changes = losses(np.where(np.isin(training, removed), 0.0, 1.0)) - losses(
        np.ones(len(training))
    )
    change = effect.change_of(Metric.LOSS)
    assert change.change == pytest.approx(changes.mean(), abs=1e-6)
    assert change.standard_deviation == pytest.approx(changes.std(ddof=1), abs=1e-6)
