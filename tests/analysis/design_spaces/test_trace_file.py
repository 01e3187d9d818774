"""A trace file is loaded whole, or refused with every problem, its line and what to do."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from analysis.design_spaces.cite import Cited, cite
from analysis.design_spaces.trace_file import load_trace, read_trace
from analysis.errors import TraceFileError, UnfitDesignSpace
from tests.analysis.design_spaces.space_world import SpaceWorld
from tests.folders import FIXTURES

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SMALL = """
trace: From a file
codebook: interviews
axes:
  - key: action
    title: Action
    levels:
      - key: removal
        title: Remove
        cites:
          labels: They are taken out.
          shift:
      - {key: collection, title: Collect}
"""


def file(folder: Path, text: str = SMALL) -> Path:
    path = folder / "trace.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_stored_and_loaded_again_in_place_of_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = SpaceWorld()
    for _ in range(2):
        call_command("load_trace", file(tmp_path))
    assert "From a file stored: 1 axes with 2 levels, for small-interviews." in (
        capsys.readouterr().out
    )
    trace = world.study.traces.get()
    levels = trace.axes.get().levels.all()
    assert [level.key for level in levels] == ["removal", "collection"]
    cited = {one.theme.key: one.sentence for one in levels[0].citations.all()}
    assert cited == {"labels": "They are taken out.", "shift": ""}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("labels:", "lables:", "line 11.*has no code or theme lables"),
        ("key: action", "key: The Action", "The Action does not fit here"),
        ("title: Remove", "titel: Remove", "Did you mean title"),
        ("key: collection", "key: removal", "removal is already the key"),
        (
            "          labels: They are taken out.\n          shift:",
            "          - labels",
            "mapping",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_and_nothing_is_stored(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    world = SpaceWorld()
    assert old in SMALL
    with pytest.raises(CommandError, match=message):
        call_command("load_trace", file(tmp_path, SMALL.replace(old, new)))
    assert not world.study.traces.exists()


def test_quotes_are_not_lost_to_a_file(tmp_path: Path) -> None:
    world = SpaceWorld()
    trace = read_trace(file(tmp_path))
    level = load_trace(trace, world.codebook).axes.get().levels.all()[0]
    quote = world.passage("Labels, again.").guid
    cite(level, {world.guid("labels"): Cited("", (quote,))})
    with pytest.raises(UnfitDesignSpace, match="Quotes are attached to From a file"):
        load_trace(trace, world.codebook)


def test_a_file_without_its_codebook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no codebook interviews\. Load it with"):
        call_command("load_trace", file(tmp_path))


def test_a_file_of_no_axes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TraceFileError, match=r"these are 0 axes\. Write 1 to 6"):
        read_trace(file(tmp_path, "trace: T\ncodebook: b\n"))


def test_the_shipped_trace_says_what_section_4_3_says() -> None:
    """Table 2 numbers the codes; 4.3.1 to 4.3.3 cite them for these levels."""
    numbers = {
        "distribution_shifts": 1,
        "data_unavailability": 2,
        "wrong_labels": 3,
        "data_scaling": 4,
        "historical_data": 5,
        "outlier_data_points": 6,
        "decision_boundary_samples": 7,
        "high_confidence_samples": 8,
        "group_of_samples": 10,
    }
    trace = read_trace(FIXTURES / "studies" / "tda-interviews" / "trace.yaml")
    assert {
        axis.key: {level.content.key: {numbers[key] for key in level.cites} for level in levels}
        for axis, levels in trace.axes
    } == {
        "action": {
            "removal": {3, 5},
            "label_change": {2, 3, 4},
            "upweighting": {6, 1},
            "collection": {6, 1},
        },
        "metric": {
            "loss": {3, 6},
            "true_class_probability": {7, 8},
            "predicted_class_probability": {7, 8},
        },
        "number": {"one": set(), "group": {10}},
    }
