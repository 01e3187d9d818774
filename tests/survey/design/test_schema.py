"""The schema that editors use, and the reference page, tell what the code accepts."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from survey.design.schema import schema_text, study_schema
from tests.folders import PROJECT

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


@pytest.mark.parametrize("key", sorted(set(keys_of(study_schema()))))
def test_every_key_is_on_the_reference_page(key: str) -> None:
    page = (REFERENCE / "study-file.md").read_text(encoding="utf-8")
    assert f"`{key}`" in page


def test_a_study_that_extends_another_needs_no_other_key() -> None:
    schema = study_schema()
    assert "required" not in schema
    assert "consent" in schema["then"]["required"]
    assert json.loads(schema_text()) == schema
