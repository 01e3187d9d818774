"""The record says which level came from which codes, who holds these, and what is missing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.coding.codebooks.merge_split import merge_themes, retire_theme
from analysis.design_spaces.cite import Cited, cite
from analysis.design_spaces.codes import codes_of
from analysis.design_spaces.read import trace_of, traces_of
from analysis.design_spaces.write import AxisContent, LevelContent, add_axis, add_level
from analysis.statistics.themes.trace import CitedQuote
from survey.population import Population
from tests.analysis.coding_world import BY
from tests.analysis.design_spaces.space_world import SpaceWorld

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SpaceWorld:
    return SpaceWorld()


def test_codes_have_numbers_in_the_order_of_the_codebook_and_the_people_who_hold_them(
    world: SpaceWorld,
) -> None:
    cite(world.relabel, {world.guid("outliers"): Cited("Odd."), world.guid("labels"): Cited()})
    record = world.record()
    assert [(code.label, code.name, code.participants) for code in record.codes] == [
        ("#1", "Wrong labels", ("P3", "P11")),
        ("#2", "Outliers", ("P11",)),
    ]
    assert [code.quotes for code in record.codes] == [2, 1]
    assert record.codes[0].description == "Somebody erred."
    assert record.axes[0].levels[0].labels == ("#1", "#2")


def test_levels_without_a_code_and_codes_without_a_level_are_named(world: SpaceWorld) -> None:
    cite(world.remove, {world.guid("labels"): Cited()})
    assert world.relabel
    record = world.record()
    assert [level.key for _axis, level in record.without_codes] == ["label_change"]
    assert record.uncited == ("Distribution shifts", "Outliers")


def test_a_quote_is_told_with_its_number_alone(world: SpaceWorld) -> None:
    quote = world.passage("And odd points.").guid
    cite(world.remove, {world.guid("outliers"): Cited("They go.", (quote,))})
    (citation,) = world.record().axes[0].levels[0].citations
    assert citation.quotes == (CitedQuote("P11", "And odd points."),)


def test_a_merged_code_is_read_as_the_one_it_was_merged_into(world: SpaceWorld) -> None:
    cite(world.remove, {world.guid("outliers"): Cited("One."), world.guid("labels"): Cited("Two.")})
    merge_themes(world.codebook, world.guid("outliers"), into=world.guid("labels"), **BY)
    record = world.record()
    assert [(code.name, code.participants) for code in record.codes] == [
        ("Wrong labels", ("P3", "P11"))
    ]
    (citation,) = record.axes[0].levels[0].citations
    assert sorted(citation.sentence.split()) == ["One.", "Two."]


def test_a_code_that_was_taken_out_is_told_as_such(world: SpaceWorld) -> None:
    cite(world.remove, {world.guid("shift"): Cited()})
    retire_theme(world.codebook, world.guid("shift"), **BY)
    (code,) = world.record().codes
    assert (code.name, code.is_retired) == ("Distribution shifts", True)


def test_simulated_participants_are_never_counted_among_people(world: SpaceWorld) -> None:
    cite(world.remove, {world.guid("labels"): Cited()})
    codes = codes_of(world.codebook, Population.SIMULATED)
    assert {code.participants for code in codes.by_key.values()} == {()}
    record = trace_of(world.study, Population.SIMULATED)
    assert record is not None
    assert record.codes[0].participants == ()


def test_a_study_without_a_design_space_has_none(world: SpaceWorld) -> None:
    assert trace_of(world.study) is None
    assert world.trace
    assert [record.title for record in traces_of(world.study)] == ["A first space"]


def test_more_levels_take_no_more_queries(world: SpaceWorld) -> None:
    cite(world.remove, {world.guid("labels"): Cited()})
    with CaptureQueriesContext(connection) as few:
        world.record()
    for number in range(5):
        axis = add_axis(world.trace, AxisContent(f"axis_{number}", "Axis"))
        level = add_level(axis, LevelContent("level", "Level"))
        cite(level, {world.guid("labels"): Cited(), world.guid("shift"): Cited()})
    with CaptureQueriesContext(connection) as many:
        world.record()
    assert len(many) == len(few)
