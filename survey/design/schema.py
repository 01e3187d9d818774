"""The JSON Schema of a study file, for editors: `python -m survey.design.schema FILE` writes it."""

import json
import sys
from pathlib import Path
from typing import Any

from survey.design.base import StudyDefinition
from survey.design.definition import SurveyDefinition
from survey.design.interviews.definition import InterviewStudy
from survey.design.source import EXTENDS


def study_schema() -> dict[str, Any]:
    """The schema of a study file: of interviews where it says so, and of a survey otherwise.

    A study that extends another may leave out any key, and says its kind again.
    """
    survey, interviews = _of_kind(SurveyDefinition), _of_kind(InterviewStudy)
    parts = survey.pop("$defs") | interviews.pop("$defs")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "if": {"properties": {"kind": {"const": "interviews"}}, "required": ["kind"]},
        "then": interviews,
        "else": survey,
        "$defs": dict(sorted(parts.items())),
    }


def _of_kind(definition: type[StudyDefinition]) -> dict[str, Any]:
    schema = definition.model_json_schema()
    schema["properties"][EXTENDS] = {
        "type": "string",
        "pattern": r"\.yaml$",
        "description": "Another study file, taken over but for the keys written here",
    }
    schema["if"] = {"not": {"required": [EXTENDS]}}
    schema["then"] = {"required": schema.pop("required")}
    return schema


def schema_text() -> str:
    return json.dumps(study_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8")
