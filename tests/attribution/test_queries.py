from collections.abc import Iterator
from typing import Any

import pytest

from attribution import queries
from attribution.axes import Action, Metric
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.trial import EffectsIndex
from attribution.errors import NotInBundle
from tests.effect_settings import effect_setting
from tests.folders import FIXTURES
from tests.world import LOAN_EFFECTS, World

pytestmark = pytest.mark.django_db

SETTING = effect_setting(Action.REMOVAL, Metric.LOSS, 3)


@pytest.fixture(autouse=True)
def nothing_in_memory() -> Iterator[None]:
    """Bundles are remembered by digest, and one test alters a bundle under the digest it had."""
    queries._index.cache_clear()
    yield
    queries._index.cache_clear()


def test_a_trial_takes_one_query_for_its_bundle_and_none_after_that(
    world: World, django_assert_num_queries: Any
) -> None:
    digest = world.loan_effects.digest
    error = queries.explanations(digest).bundle.errors[0].id
    queries._index.cache_clear()
    with django_assert_num_queries(1):
        first = queries.explanations(digest).results(error, SETTING)
    with django_assert_num_queries(0):
        assert queries.explanations(digest).results(error, SETTING) == first
    assert len(first.samples) == 3


def test_the_current_bundle_of_a_scenario_is_the_one_loaded_last(world: World) -> None:
    assert world.loan_effects == queries.current_bundle("loan")


def test_a_scenario_whose_effects_are_not_loaded_is_told_how_to_load_them(world: World) -> None:
    with pytest.raises(NotInBundle, match=r"needfinder load_effects fixtures/effects/loan"):
        queries.current_bundle("loan")


def test_a_digest_nobody_loaded_is_refused_and_not_remembered(world: World) -> None:
    digest = "f" * 64
    for _again in range(2):
        with pytest.raises(NotInBundle, match=digest):
            queries.explanations(digest)
    assert queries._index.cache_info().currsize == 0


def test_studies_may_use_what_is_loaded_and_what_this_project_computes(world: World) -> None:
    ships = {folder.name for folder in (FIXTURES / "effects").iterdir()}
    assert queries.known_bundles() == ships
    world.loan_effects.scenario = "our-own"
    world.loan_effects.save()
    assert "our-own" in queries.known_bundles()


def test_the_errors_of_a_bundle_are_known_before_it_is_loaded(world: World) -> None:
    shipped = queries.known_bundle("loan")
    assert shipped is not None
    bundle = queries.explanations(world.loan_effects.digest).bundle
    assert tuple(shipped.errors) == tuple(error.id for error in bundle.errors)
    assert queries.known_bundle("nobody-s-own") is None


def test_a_study_is_checked_against_the_bundle_loaded_last_else_the_one_that_ships(
    world: World,
) -> None:
    assert queries.known_bundle("loan") == EffectsIndex(read_bundle(LOAN_EFFECTS))
    effects = world.loan_effects
    effects.content = effects.content.replace('"Decline"', '"Refuse"')
    effects.scenario = "our-own"
    effects.save()
    own = queries.known_bundle("our-own")
    assert own is not None
    assert set(own.facts_of(own.errors[0]).values()) >= {"Refuse", "Approve"}
    assert queries.known_bundle("nobody-s-own") is None
