"""methods.json is read strictly, and what is wrong with it is one sentence."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from attribution.axes import Action, Metric
from attribution.errors import BundleError
from attribution.estimates.methods_file import for_same_effects, read_methods, require_of_bundle
from core.digests import digest
from tests.attribution.small_methods import content, document

BUNDLE = "ab" * 32


def test_every_score_of_a_file_is_read() -> None:
    read = read_methods(content(BUNDLE), "methods.json")
    assert (read.scenario, read.bundle_sha256, read.seeds) == ("loan", BUNDLE, (0, 1))
    assert read.subsets.shares[Action.LABEL_CHANGE] == 0.1
    assert len(read.scores) == 3 * 3 * 3
    first = read.scores[0]
    assert (first.method, first.action, first.metric) == ("influence", "removal", Metric.LOSS)
    assert (first.rank_correlation.mean, first.lds.mean) == (0.75, 0.375)
    assert [(overlap.number, overlap.mean) for overlap in first.overlap][-1] == (10, 0.75)


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda file: file.update(schema_version=2), "has schema version 2, and this program"),
        (lambda file: file.pop("seeds"), r"does not follow the schema at seeds \(Field required"),
        (lambda file: file.update(cost=1.5), "does not follow the schema at cost"),
        (lambda file: file["scores"][0].update(metric="f1"), r"at scores\.0\.metric"),
        (lambda file: file["scores"][0]["lds"].update(mean=1.01), r"at scores\.0\.lds\.mean"),
        (lambda file: file["scores"].append(file["scores"][0]), "is there twice"),
        (lambda file: file["methods"].pop(), "are others than those listed"),
        (lambda file: file["scores"][0]["overlap"].reverse(), "do not rise"),
        (lambda file: file.update(bundle_sha256="AB" * 32), "at bundle_sha256"),
    ],
)
def test_what_does_not_follow_the_schema_is_named(change: Change, said: str) -> None:
    file = document(BUNDLE)
    change(file)
    with pytest.raises(BundleError, match=said) as caught:
        read_methods(json.dumps(file).encode(), "methods.json")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("bad", [b"", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"a": NaN}'])
def test_what_is_no_such_file_is_refused(bad: bytes) -> None:
    with pytest.raises(BundleError, match="holds no scores of attribution methods: compute"):
        read_methods(bad, "methods.json")


def test_scores_of_another_bundle_are_refused_with_both_digests() -> None:
    read = read_methods(content(BUNDLE), "methods.json")
    require_of_bundle(read, BUNDLE, "methods.json")
    with pytest.raises(BundleError, match=r"another bundle \(SHA-256 abab.*this one is cdcd"):
        require_of_bundle(read, "cd" * 32, "methods.json")


def test_scores_are_taken_over_to_a_bundle_that_shows_other_pictures() -> None:
    before, after = b"without photographs", b"with photographs"
    taken = for_same_effects(content(digest(before)), before, after)
    assert taken == content(digest(after))
