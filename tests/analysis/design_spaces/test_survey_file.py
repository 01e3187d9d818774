"""A second stage begins with a study file that the study check takes, but for its bundle."""

from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from analysis.design_spaces.cite import Cited, cite
from analysis.design_spaces.survey_file import NO_BUNDLE, fitting, problems_of
from analysis.design_spaces.write import AxisContent, LevelContent, add_axis, add_level, add_trace
from survey.design.problems import StudyFileError
from survey.design.reading import read_study
from tests.analysis.design_spaces.space_world import SpaceWorld

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NASTY = 'What "is" it: {{ x }} # \\ – ê?'


@pytest.fixture
def world() -> SpaceWorld:
    world = SpaceWorld()
    cite(world.remove, {world.guid("labels"): Cited("They are taken out.")})
    assert world.relabel
    return world


def test_the_file_has_no_problem_but_its_bundle(world: SpaceWorld, tmp_path: Path) -> None:
    add_level(world.axis, LevelContent("1", NASTY))
    call_command("begin_survey", world.study.slug, out=tmp_path / "new")
    with pytest.raises(StudyFileError) as refused:
        read_study(tmp_path / "new" / "study.yaml", bundles={"loan"})
    assert [one.message for one in refused.value.problems] == [f"there is no bundle {NO_BUNDLE}."]
    study = read_study(tmp_path / "new" / "study.yaml", bundles={NO_BUNDLE}).survey
    assert study.first_stage == "small-interviews"
    assert study.design_space is not None
    assert study.design_space.levels == {"action": ("removal", "label_change", "1")}
    assert study.design_space.axes["action"].title_of("1") == NASTY
    assert study.contact.name == "Rita"
    text = (tmp_path / "new" / "study.yaml").read_text(encoding="utf-8")
    assert "# from #1 Wrong labels: They are taken out." in text
    assert "#   #1 Wrong labels (P3, P11)" in text
    assert "# from no code" in text
    assert text.count("TODO") > 10


def test_a_bundle_that_is_loaded_and_offers_the_levels_is_named(
    world: SpaceWorld, tmp_path: Path
) -> None:
    """The shipped bundle of loans has these axes and levels (docs/reference/bundle-format.md)."""
    metric = add_axis(world.trace, AxisContent("metric", "Metric"))
    for key in ("loss", "true_class_probability"):
        add_level(metric, LevelContent(key, key))
    number = add_axis(world.trace, AxisContent("number", "Number", ordered=True))
    for key in ("1", "10"):
        add_level(number, LevelContent(key, key))
    call_command("begin_survey", world.study.slug, out=tmp_path)
    call_command("check_study", tmp_path / "study.yaml")
    tree = yaml.safe_load((tmp_path / "study.yaml").read_text(encoding="utf-8"))
    assert tree["scenarios"]["scenario_1"]["bundle"] != NO_BUNDLE


def test_a_bundle_fits_with_the_same_axes_and_every_level(world: SpaceWorld) -> None:
    record = world.record()
    two = ("removal", "label_change")
    assert fitting(record, [("one", {"action": two[:1]}), ("both", {"action": two})]) == "both"
    assert fitting(record, [("more", {"action": two, "metric": ("loss",)})]) == NO_BUNDLE


def test_what_a_study_file_refuses_is_told_before(world: SpaceWorld) -> None:
    add_axis(world.trace, AxisContent("trial", "A key that exports use"))
    problems = problems_of(world.record())
    assert "has no levels, so nothing can be chosen on it" in problems[0]


def test_a_reserved_key_is_told(world: SpaceWorld) -> None:
    axis = add_axis(world.trace, AxisContent("error", "An error"))
    for key in ("a", "b"):
        add_level(axis, LevelContent(key, key))
    (problem,) = problems_of(world.record())
    assert "error cannot be the key of an axis" in problem


def test_nothing_is_written_where_something_is(world: SpaceWorld, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError, match=r"is not empty\. Name a folder that is new"):
        call_command("begin_survey", world.study.slug, out=tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_one_of_several_design_spaces_is_named(world: SpaceWorld, tmp_path: Path) -> None:
    other = add_trace(world.codebook, "Another")
    with pytest.raises(CommandError, match=r"several design spaces\. Name one with --trace"):
        call_command("begin_survey", world.study.slug, out=tmp_path / "new")
    with pytest.raises(CommandError, match="There are no axes yet"):
        call_command("begin_survey", world.study.slug, out=tmp_path / "new", trace=other.title)
    call_command("begin_survey", world.study.slug, out=tmp_path / "new", trace="A first space")
    assert (tmp_path / "new" / "trace.json").exists()


def test_a_study_without_a_design_space_or_none_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no study nothing"):
        call_command("begin_survey", "nothing", out=tmp_path / "new")
    empty = SpaceWorld()
    with pytest.raises(CommandError, match="has no design space yet"):
        call_command("begin_survey", empty.study.slug, out=tmp_path / "new")
