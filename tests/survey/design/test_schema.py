"""The schema that editors use, and the reference page, tell what the code accepts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from survey.design.definition import SurveyDefinition
from survey.design.interviews.definition import InterviewStudy
from survey.design.schema import schema_text, study_schema
from tests.folders import PROJECT
from tests.world import STUDIES

REFERENCE = PROJECT / "docs" / "reference"


def test_the_committed_schema_is_the_one_the_code_makes() -> None:
    committed = (REFERENCE / "study.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(), (
        "run: python -m survey.design.schema docs/reference/study.schema.json"
    )


def keys_of(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for child in schema.values():
            yield from keys_of(child)
    if isinstance(schema, list):
        for child in schema:
            yield from keys_of(child)


SURVEY = SurveyDefinition.model_json_schema()
INTERVIEWS = InterviewStudy.model_json_schema()
OF_BOTH = INTERVIEWS["$defs"].keys() & SURVEY["$defs"].keys()
"""Parts that are written the same in both kinds of study, and explained once."""


def own_keys_of_interviews() -> set[str]:
    parts = INTERVIEWS["$defs"].items()
    own = {name: part for name, part in parts if name not in OF_BOTH}
    return set(keys_of(INTERVIEWS | {"$defs": own})) - {"file"}  # of every text


@pytest.mark.parametrize("key", sorted({*keys_of(SURVEY), "extends"}))
def test_every_key_is_on_the_reference_page(key: str) -> None:
    page = (REFERENCE / "study-file.md").read_text(encoding="utf-8")
    assert f"`{key}`" in page


@pytest.mark.parametrize("key", sorted(own_keys_of_interviews()))
def test_every_key_of_interviews_is_on_their_page(key: str) -> None:
    page = (REFERENCE / "study-of-interviews.md").read_text(encoding="utf-8")
    assert f"`{key}`" in page


def test_a_study_that_extends_another_needs_no_other_key() -> None:
    schema = study_schema()
    for kind in ("then", "else"):
        assert "required" not in schema[kind]
        assert "consent" in schema[kind]["then"]["required"]
    assert json.loads(schema_text()) == schema


def said_of(part: str, definition: str) -> list[str]:
    """What an editor marks in a part of a study that is written by this definition."""
    schema = {"$defs": study_schema()["$defs"], "$ref": f"#/$defs/{definition}"}
    written = yaml.safe_load(part)
    return [error.message for error in Draft202012Validator(schema).iter_errors(written)]


@pytest.mark.parametrize(
    ("part", "definition"),
    [
        ("{title: A, levels: [1, 10]}", "Axis"),
        ("{title: A, levels: [little, much]}", "Axis"),
        ("{title: A, levels: {little: Little, much: {title: Much, help: all of it}}}", "Axis"),
        ("{key: a, title: A, levels: {number: [1, 2], action: [removal]}}", "AttributionType"),
        ("{preset: {action: removal, number: 1}}", "Tool"),
    ],
)
def test_editors_know_the_short_forms_of_levels(part: str, definition: str) -> None:
    assert said_of(part, definition) == []


@pytest.mark.parametrize(
    "levels", ["[]", "{}", "[1, 1]", "[A level]", "{little: {help: H}}", "little"]
)
def test_editors_mark_levels_that_are_refused(levels: str) -> None:
    assert said_of(f"{{title: A, levels: {levels}}}", "Axis") != []


@pytest.mark.parametrize("study", ["tda-needfinding", "which-explanation-helps"])
def test_editors_find_nothing_wrong_with_the_shipped_design_spaces(study: str) -> None:
    text = (STUDIES / study / "study.yaml").read_text(encoding="utf-8")
    start = text.index("\ndesign_space:\n") + len("\ndesign_space:\n")
    part = text[start : text.index("\n\n", start)]
    assert said_of(part, "DesignSpace") == []


def marked(file: Path, **changes: object) -> list[str]:
    """What an editor marks in a study file with some keys changed, or taken away by None."""
    written = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) | changes  # noqa: S506
    numbers = [key for key in ("duration_minutes", "target_sample_size") if key in written]
    written |= {key: int(written[key]) for key in numbers}
    whole = {key: value for key, value in written.items() if value is not None}
    return [error.message for error in Draft202012Validator(study_schema()).iter_errors(whole)]


def test_editors_know_interviews_by_their_kind() -> None:
    file = STUDIES / "tda-interviews" / "study.yaml"
    conduct = {"begins": "2027", "ends": "2027", "modes": ["telephone"], "minutes": [30, 60]}
    plan = {"sample": "Ten.", "coding": "Two coders."}
    fits = {"conduct": conduct | {"languages": ["en"]}, "plan": plan}
    assert marked(file, **fits) == []
    assert marked(file, **fits, guide=None) == ["'guide' is a required property"]
    assert marked(file, **fits, scenarios={}) != []
    missing = marked(file, **fits, kind=None)
    assert "'tutorial' is a required property" in missing
