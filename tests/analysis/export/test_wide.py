"""The wide table holds everything of a participant in one row."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from analysis.export.scope import Scope
from analysis.export.table import Table
from analysis.export.tables.wide import wide
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from survey.leaving.withdraw import stop
from survey.models import Answer, Participant
from survey.population import Population
from tests.analysis.another_version import retyped
from tests.analysis.participation import go_through
from tests.analysis.two_spaces import take_part, two_spaces
from tests.survey.conftest import opened
from tests.world import NOON, World, joined

pytestmark = pytest.mark.django_db

SIGN_BETWEEN_KEYS = """
extends: ../tda-needfinding/study.yaml
study: signs
version: "1.0"
closing:
  - key: closing
    title: Before you go
    questions:
      - {key: employer, type: short_text, text: Who employs you, identifying: true}
      - {key: data_types__image, type: short_text, text: Which images}
      - {key: trust, type: scale, text: I trust it, minimum_label: No, maximum_label: Yes}
"""


def rows(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    return [dict(zip(names, row, strict=True)) for row in table.rows]


@pytest.fixture
def scope(world: World) -> Scope:
    """Ada completed in seven minutes, bo stopped after one trial and is excluded."""
    go_through(world.ada)
    Participant.objects.filter(pk=world.ada.pk).update(ended_at=NOON + timedelta(minutes=7))
    bo = world.join("bo")
    go_through(bo, trials=1)
    stop(bo, now=NOON)
    exclude(bo, Reason.OTHER, by=User.objects.create_user("eve"), now=NOON)
    return Scope(world.founding.study)


def test_each_participant_has_one_row_with_every_submission_and_answer(scope: Scope) -> None:
    ada, bo = rows(wide(scope))
    assert (ada["state"], ada["minutes"], ada["check_attempts"]) == ("completed", 7, 1)
    assert (bo["state"], bo["excluded"]) == ("stopped", True)
    for scenario in ("image", "tabular"):
        submitted = [ada[f"{scenario}__{name}"] for name in ("action", "metric", "number")]
        assert submitted == ["upweighting", "loss", 1]
        assert (ada[f"{scenario}__settings_tried"], ada[f"{scenario}__seconds"]) == (2, 120)
    assert ada["image__position"] + ada["tabular__position"] == 3
    first, second = ada["scenario_order"].split(">")
    assert ada[f"{first}__position"] == 1
    assert ada[f"{second}__reason_for_action"] == "Grün “quoted”"
    answered = [key for key, value in bo.items() if key.endswith("__action") and value]
    assert len(answered) == 1
    assert bo["remarks"] is None


def test_multiple_choice_is_a_column_of_0_and_1_for_each_option(scope: Scope) -> None:
    ada = rows(wide(scope))[0]
    options = {key: value for key, value in ada.items() if key.startswith("data_types__")}
    written_in = options.pop("data_types__written_in")
    assert set(options.values()) == {0, 1}
    assert [key for key, value in options.items() if value] == [
        next(iter(options)),
        "data_types__other",
    ]
    assert written_in == "robots"
    described = {column.name: column for column in wide(scope).columns}["data_types__other"]
    assert described.values_in_words == "0: not chosen; 1: chosen"


def test_who_was_not_asked_has_neither_0_nor_1(world: World) -> None:
    stop(world.ada, now=NOON)
    (ada,) = rows(wide(Scope(world.founding.study)))
    assert {value for key, value in ada.items() if key.startswith("data_types__")} == {None}


def test_what_could_tell_who_somebody_is_stays_empty_and_is_marked(
    world: World, study_folder: Path
) -> None:
    version = opened(world, study_folder, SIGN_BETWEEN_KEYS)
    go_through(joined(version, "ada"))
    hidden, shown = (Scope(version.study, with_identifying=allowed) for allowed in (False, True))
    assert rows(wide(hidden))[0]["employer"] is None
    assert rows(wide(shown))[0]["employer"] == "Grün “quoted”"
    marked = [column.name for column in wide(hidden).columns if column.withheld]
    assert marked == ["employer"]
    assert not [column for column in wide(shown).columns if column.withheld]


def test_keys_that_read_like_an_option_do_not_share_its_column(
    world: World, study_folder: Path
) -> None:
    version = opened(world, study_folder, SIGN_BETWEEN_KEYS)
    go_through(joined(version, "ada"))
    (ada,) = rows(wide(Scope(version.study)))
    assert (ada["data_types__image"], ada["data_types__image__2"]) == (1, "Grün “quoted”")
    assert ada["trust"] == 5


def test_axes_stand_only_with_the_scenarios_that_have_them(
    world: World, study_folder: Path
) -> None:
    version = two_spaces(world, study_folder)
    take_part(version, "ada")
    (ada,) = rows(wide(Scope(version.study)))
    assert (ada["image__action"], ada["tabular__explanation"]) == (
        "upweighting",
        "similar_applicants",
    )
    assert not {"image__explanation", "tabular__action"} & ada.keys()


def test_every_answer_of_the_long_table_is_in_it(scope: Scope) -> None:
    """Each row of the long table fills a column of its question, by the scenario of the row."""
    people = {row["participant"]: row for row in rows(wide(scope))}
    answers = Answer.objects.filter(participant__number__in=people).select_related("participant")
    assert answers
    for answer in answers:
        name = "__".join(part for part in (answer.scenario, answer.question) if part)
        row = people[answer.participant.number]
        filled = [key for key in row if key == name or key.startswith(f"{name}__")]
        assert any(row[key] is not None for key in filled), name


def test_a_number_asked_for_under_the_key_of_a_choice_has_no_options(world: World) -> None:
    later = retyped(world)
    table = wide(Scope(later.study, Population.SIMULATED))
    (column,) = (one for one in table.columns if one.name == "years_of_experience")
    assert (column.kind, column.values) == ("number", ())
    years = [row["years_of_experience"] for row in rows(table)]
    assert years == [None, None, None, 60, 60]
