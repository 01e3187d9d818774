"""Axes, levels and citations are stored whole, or refused with a sentence and nothing changed."""

from uuid import uuid4

import pytest

from analysis.coding.codebooks.merge_split import merge_themes
from analysis.design_spaces.cite import Cited, cite
from analysis.design_spaces.models import TraceAxis, TraceCitation, TraceQuote
from analysis.design_spaces.write import (
    AxisContent,
    LevelContent,
    add_axis,
    add_level,
    add_trace,
    change_axis,
    delete_part,
    move,
    rename_trace,
)
from analysis.errors import UnfitDesignSpace
from operations.models import Change
from survey.interviews.write import erase_interviewee
from tests.analysis.coding_world import BY, CodingWorld
from tests.analysis.design_spaces.space_world import SpaceWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SpaceWorld:
    return SpaceWorld()


def test_axes_and_levels_stand_in_the_order_in_which_they_were_added(world: SpaceWorld) -> None:
    assert [world.remove.title, world.relabel.title] == ["Remove", "Change label"]
    add_axis(world.trace, AxisContent("metric", "Metric"))
    record = world.record()
    assert [axis.name for axis in record.axes] == ["Action defining relevance", "Metric"]
    assert [level.key for level in record.axes[0].levels] == ["removal", "label_change"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (AxisContent("Action", "Action"), "Action cannot be the key of this axis."),
        (AxisContent("", "Action"), "An empty word cannot be the key of this axis."),
        (AxisContent("metric", "  "), "The title is missing. Write one."),
        (AxisContent("metric", "x" * 501), "The title is too long. Use at most 500 characters."),
        (AxisContent("metric", "M", why="x" * 5001), "The reason is too long."),
        (AxisContent("action", "Other"), "There is an axis action already. Choose another key."),
    ],
)
def test_an_axis_that_does_not_fit_is_refused(
    world: SpaceWorld, content: AxisContent, message: str
) -> None:
    assert world.axis.key == "action"
    with pytest.raises(UnfitDesignSpace, match=message):
        add_axis(world.trace, content)
    assert world.trace.axes.count() == 1


def test_a_seventh_axis_is_refused_as_a_study_file_refuses_it(world: SpaceWorld) -> None:
    for number in range(6):
        add_axis(world.trace, AxisContent(f"axis_{number}", "Axis"))
    with pytest.raises(UnfitDesignSpace, match="at most 6 axes"):
        add_axis(world.trace, AxisContent("seventh", "Axis"))


def test_a_change_that_is_refused_leaves_the_axis_as_it_was(world: SpaceWorld) -> None:
    assert world.axis
    other = add_axis(world.trace, AxisContent("metric", "Metric"))
    with pytest.raises(UnfitDesignSpace, match="axis action already"):
        change_axis(other, AxisContent("action", "Taken"))
    assert TraceAxis.objects.get(pk=other.pk).title == "Metric"


def test_two_levels_of_one_axis_have_different_keys(world: SpaceWorld) -> None:
    assert world.remove
    with pytest.raises(UnfitDesignSpace, match="level removal already"):
        add_level(world.axis, LevelContent("removal", "Again"))
    other = add_axis(world.trace, AxisContent("metric", "Metric"))
    assert add_level(other, LevelContent("removal", "On another axis")).pk


def test_a_level_changes_places_and_the_first_one_cannot_go_up(world: SpaceWorld) -> None:
    assert world.remove
    move(world.relabel, down=False)
    assert [level.key for level in world.record().axes[0].levels] == ["label_change", "removal"]
    move(world.axis.levels.get(key="label_change"), down=False)
    assert [level.key for level in world.record().axes[0].levels] == ["label_change", "removal"]


def test_a_title_is_used_once_in_a_study(world: SpaceWorld) -> None:
    other = add_trace(world.codebook, "Another")
    with pytest.raises(UnfitDesignSpace, match="called A first space already"):
        rename_trace(other, f" {world.trace.title} ")
    with pytest.raises(UnfitDesignSpace, match="called Another already"):
        add_trace(world.codebook, "Another")


def test_a_survey_has_no_interviews_to_draw_a_design_space_from() -> None:
    with pytest.raises(UnfitDesignSpace, match="is a survey"):
        add_trace(CodingWorld().codebook, "A space")


def test_what_is_cited_takes_the_place_of_what_was_cited_before(world: SpaceWorld) -> None:
    cite(world.remove, {world.guid("labels"): Cited("Taken out."), world.guid("shift"): Cited()})
    cite(world.remove, {world.guid("labels"): Cited("They are taken out.")})
    cited = TraceCitation.objects.get()
    assert (cited.theme.key, cited.sentence) == ("labels", "They are taken out.")


def test_a_code_that_is_not_there_is_refused_and_nothing_changes(world: SpaceWorld) -> None:
    cite(world.remove, {world.guid("labels"): Cited()})
    with pytest.raises(UnfitDesignSpace, match="not in the codebook any more"):
        cite(world.remove, {world.guid("shift"): Cited(), uuid4(): Cited()})
    assert [one.theme.key for one in TraceCitation.objects.all()] == ["labels"]


def test_a_quote_goes_with_whoever_said_it_and_cannot_be_attached_afterwards(
    world: SpaceWorld,
) -> None:
    quote = world.passage("The labels are wrong.").guid
    cite(world.remove, {world.guid("labels"): Cited("Wrong ones go.", (quote,))})
    assert TraceQuote.objects.count() == 1
    erase_interviewee(world.people["P3"], now=NOON)
    assert TraceQuote.objects.count() == 0
    assert TraceCitation.objects.get().sentence == "Wrong ones go."
    with pytest.raises(UnfitDesignSpace, match="its participant withdrew"):
        cite(world.remove, {world.guid("labels"): Cited("", (quote,))})
    assert TraceCitation.objects.get().sentence == "Wrong ones go."


def test_what_a_coder_has_not_agreed_on_is_no_quote(world: SpaceWorld) -> None:
    unit = world.passage("And odd points.").unit
    own = unit.codings.exclude(coder=None).get()
    with pytest.raises(UnfitDesignSpace, match="Open the page again"):
        cite(world.remove, {world.guid("outliers"): Cited("", (own.guid,))})


def test_citing_again_joins_what_was_merged(world: SpaceWorld) -> None:
    cite(world.remove, {world.guid("labels"): Cited("One."), world.guid("shift"): Cited("Two.")})
    merge_themes(world.codebook, world.guid("shift"), into=world.guid("labels"), **BY)
    cite(world.remove, {world.guid("labels"): Cited("Both.")})
    cited = TraceCitation.objects.get()
    assert (cited.theme.key, cited.sentence) == ("labels", "Both.")


def test_every_change_is_noted_and_no_free_text_is(world: SpaceWorld) -> None:
    cite(world.remove, {world.guid("labels"): Cited("Secret words of P3.")})
    delete_part(world.axis)
    noted = {(one.kind, one.what) for one in Change.objects.all()}
    assert {
        ("added", "design space from interviews"),
        ("added", "axis from interviews"),
        ("added", "level from interviews"),
        ("added", "code cited by a level"),
        ("deleted", "code cited by a level"),
        ("deleted", "axis from interviews"),
    } <= noted
    assert "Secret words" not in str(list(Change.objects.values()))
