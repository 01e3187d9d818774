import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from attribution.axes import Action, Metric
from attribution.errors import BundleError
from attribution.estimates.method_names import METHODS, Method
from attribution.estimates.methods_file import read_methods

SCORE = {"mean": 0.5, "standard_deviation": 0.1, "errors": 6}
DIGEST = "ab" * 32


def document() -> dict[str, Any]:
    """A comparison of one method for one action."""
    return {
        "schema_version": 1,
        "scenario": "loan",
        "bundle_sha256": DIGEST,
        "seeds": [0, 1],
        "subsets": {"number": 50, "seed": 0, "shares": {"removal": 0.5}},
        "methods": [{"key": "influence", "settings": {"damping": 0.0}}],
        "scores": [
            {
                "method": "influence",
                "action": "removal",
                "metric": str(metric),
                "rank_correlation": dict(SCORE),
                "lds": {"mean": None, "standard_deviation": None, "errors": 0},
                "overlap": [{"number": 1, "mean": 1.0}, {"number": 10, "mean": 0.9}],
            }
            for metric in Metric
        ],
    }


def read(changed: dict[str, Any]) -> object:
    return read_methods(json.dumps(changed).encode(), DIGEST)


def test_scores_are_looked_up_by_action_and_metric() -> None:
    methods = read_methods(json.dumps(document()).encode(), DIGEST)
    scores = methods.scores_of(Action.REMOVAL, Metric.LOSS)
    assert list(scores) == [Method.INFLUENCE]
    assert scores[Method.INFLUENCE].rank_correlation.mean == 0.5
    assert scores[Method.INFLUENCE].lds.mean is None
    assert not methods.scores_of(Action.COLLECTION, Metric.LOSS)


def test_beyond_the_longest_list_the_overlap_is_that_of_the_whole_list() -> None:
    methods = read_methods(json.dumps(document()).encode(), DIGEST)
    score = methods.scores_of(Action.REMOVAL, Metric.LOSS)[Method.INFLUENCE]
    assert [score.overlap_of(number) for number in (1, 2, 10, 50)] == [1.0, None, 0.9, 0.9]


def in_score(**fields: Any) -> Callable[[dict[str, Any]], None]:
    return lambda changed: changed["scores"][0].update(fields)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda changed: changed.update(note="x"), "at note"),
        (lambda changed: changed.update(seeds=[]), "at seeds"),
        (lambda changed: changed["methods"][0].update(key="shapley"), "at methods.0.key"),
        (in_score(action="addition"), "at scores.0.action"),
        (in_score(rank_correlation={**SCORE, "mean": 1.1}), "at scores.0.rank_correlation.mean"),
        (in_score(rank_correlation={**SCORE, "mean": "0.5"}), "at scores.0.rank_correlation.mean"),
        (in_score(rank_correlation={**SCORE, "errors": 0}), "a mean is of one error or more"),
        (in_score(rank_correlation={**SCORE, "errors": 1}), "a deviation of two or more"),
        (in_score(overlap=[{"number": 0, "mean": 0.5}]), "at scores.0.overlap.0.number"),
        (in_score(metric="true_class_probability"), "one score for every action and metric"),
        (lambda changed: changed["scores"].pop(), "one score for every action and metric"),
        (lambda changed: changed["methods"].append(changed["methods"][0]), "at the whole"),
    ],
)
def test_what_does_not_follow_the_schema_is_refused_by_its_place(
    change: Callable[[dict[str, Any]], None], message: str
) -> None:
    changed = document()
    change(changed)
    with pytest.raises(BundleError, match=message) as refused:
        read(changed)
    assert str(refused.value).endswith("make it again, by --methods.")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff", b"null"])
def test_what_is_no_comparison_is_refused(content: bytes) -> None:
    with pytest.raises(BundleError, match="is no comparison of methods"):
        read_methods(content, DIGEST)


def test_a_number_that_json_does_not_have_is_refused() -> None:
    changed = document()
    in_score(rank_correlation={**SCORE, "mean": float("nan")})(changed)
    with pytest.raises(BundleError, match="does not follow the schema"):
        read(changed)


def test_a_newer_schema_is_refused_by_its_version() -> None:
    with pytest.raises(BundleError, match="schema version 2, and this program reads 1"):
        read({**document(), "schema_version": 2})


def test_scores_of_another_bundle_are_refused() -> None:
    with pytest.raises(BundleError, match="is about another bundle of loan"):
        read_methods(json.dumps(document()).encode(), "cd" * 32)


def test_every_method_has_its_words() -> None:
    assert set(METHODS) == set(Method)
    titles = [method.description.title for method in Method]
    assert len(set(titles)) == len(titles)
    assert all(method.description.sentence.endswith(".") for method in Method)


def test_reading_needs_no_numerical_library() -> None:
    program = (
        "import sys, attribution.estimates.methods_file; "
        "print([name for name in ('numpy', 'scipy', 'sklearn', 'torch') if name in sys.modules])"
    )
    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert outcome.stdout.strip() == b"[]"
