"""A recipe changes with everything that can change a number."""

import json
from dataclasses import replace

from attribution.training.recipe import installed, this_platform
from tests.attribution.toys import bird_scenario, birds

RECIPE = bird_scenario().recipe


def test_equal_recipes_have_equal_fingerprints_and_others_do_not() -> None:
    assert bird_scenario().recipe.fingerprint == RECIPE.fingerprint
    for other in (
        replace(RECIPE, seeds=(1,)),
        replace(RECIPE, dataset_digest="0" * 64),
        replace(RECIPE, libraries={"numpy": "0.1"}),
        replace(RECIPE, platform={**RECIPE.platform, "rounding": "other"}),
    ):
        assert other.fingerprint != RECIPE.fingerprint


def test_its_document_is_json_and_names_what_actions_do() -> None:
    assert json.loads(json.dumps(RECIPE.document)) == RECIPE.document
    assert RECIPE.document["semantics"]["removal"] == "weight 0, data order unchanged"


def test_it_names_numbers_of_samples_that_are_not_those_of_the_paper() -> None:
    assert "numbers" not in RECIPE.document
    other = bird_scenario(numbers=(1, 5)).recipe
    assert other.document["numbers"] == [1, 5]
    assert other.fingerprint != RECIPE.fingerprint


def test_it_says_what_collection_means_only_where_something_is_held_back() -> None:
    assert "held_back" not in RECIPE.document
    assert "collection" not in RECIPE.document["semantics"]
    pooled = bird_scenario(replace(birds(), held_back=(2, 7))).recipe.document
    assert pooled["held_back"] == 2
    assert pooled["semantics"]["collection"].startswith("held-back samples have weight 0 before")


def test_the_machine_is_known_by_how_it_rounds() -> None:
    assert len(this_platform()["rounding"]) == 16
    assert this_platform() == this_platform()
    assert installed(("joblib",)).keys() == {"joblib", "numpy", "scipy"}
