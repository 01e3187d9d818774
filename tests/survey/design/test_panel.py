"""Panels: the identifiers they send, and the addresses people return to."""

from pathlib import Path
from typing import get_args

import pytest

from survey.design.panel import Ending, Panel, PanelIdentifier
from survey.design.problems import StudyFileError
from survey.design.reading import read_study

ALL = {"PROLIFIC_PID": "5f1a", "STUDY_ID": "9b2c", "SESSION_ID": "7d3e"}
PANEL = """
extends: ../tda-needfinding/study.yaml
study: by-panel
version: "1.0"
panel:
  completion: {completion}
"""


def test_what_a_panel_adds_to_an_address_can_be_added_again() -> None:
    identifier = PanelIdentifier.parse(ALL)
    assert identifier == PanelIdentifier("5f1a", "9b2c", "7d3e")
    assert identifier is not None
    assert identifier.query() == ALL


@pytest.mark.parametrize(
    "name", ["", "{{%PROLIFIC_PID%}}", "5f 1a", "5f1a\0", "5f1a\n", "<b>", "٣", "x" * 101]
)
def test_without_a_name_that_could_be_one_nobody_came_from_a_panel(name: str) -> None:
    assert PanelIdentifier.parse({**ALL, "PROLIFIC_PID": name}) is None


def test_a_name_alone_will_do() -> None:
    alone = PanelIdentifier.parse({"PROLIFIC_PID": "5f1a", "STUDY_ID": "{{%STUDY_ID%}}"})
    assert alone == PanelIdentifier("5f1a")
    assert alone is not None
    assert alone.query() == {"PROLIFIC_PID": "5f1a"}


def write(folder: Path, completion: str) -> Path:
    file = folder / "by-panel" / "study.yaml"
    file.parent.mkdir()
    file.write_text(PANEL.format(completion=completion))
    return file


def test_a_study_names_where_its_panel_wants_people_back(study_folder: Path) -> None:
    file = write(study_folder, "https://panel.example/done?code=DONE")
    panel = read_study(file, bundles={"fashion", "iris", "loan"}).survey.panel
    assert panel is not None
    assert panel.completion == "https://panel.example/done?code=DONE"
    assert panel.screened_out is None


@pytest.mark.parametrize(
    "address",
    [
        "http://panel.example/",
        "panel.example",
        "javascript:alert(1)",
        "https://me@panel.example/",
        "https://",
        "https://panel.example:port/",
    ],
)
def test_nobody_is_sent_to_an_address_that_is_not_secure(study_folder: Path, address: str) -> None:
    with pytest.raises(StudyFileError, match=r"panel\.completion: this is not an https address"):
        read_study(write(study_folder, address), bundles={"fashion", "iris", "loan"})


ALL_ENDINGS = {
    "completion": "https://panel.example/done",
    "screened_out": "https://panel.example/out",
    "declined": "https://panel.example/no",
    "stopped": "https://panel.example/stopped",
    "full": "https://panel.example/full",
    "already": "https://panel.example/again",
}


def test_whoever_stops_or_comes_again_returns_to_the_nearest_ending_that_has_an_address() -> None:
    some = Panel(**{key: ALL_ENDINGS[key] for key in ("completion", "declined", "full")})
    assert some.address("stopped") == ALL_ENDINGS["declined"]
    assert some.address("already") == ALL_ENDINGS["full"]
    fewest = Panel(completion=ALL_ENDINGS["completion"], screened_out=ALL_ENDINGS["screened_out"])
    assert fewest.address("stopped") == fewest.address("already") == ALL_ENDINGS["screened_out"]


def test_each_ending_has_its_address_or_that_of_those_screened_out() -> None:
    whole = Panel(**ALL_ENDINGS)
    assert {ending: whole.address(ending) for ending in get_args(Ending)} == ALL_ENDINGS
    some = Panel(completion=ALL_ENDINGS["completion"], screened_out=ALL_ENDINGS["screened_out"])
    assert some.address("declined") == some.address("full") == ALL_ENDINGS["screened_out"]


def test_nobody_else_is_ever_sent_to_the_address_of_those_who_completed() -> None:
    panel = Panel(completion=ALL_ENDINGS["completion"])
    assert [panel.address(ending) for ending in get_args(Ending)] == [panel.completion] + [None] * 5
