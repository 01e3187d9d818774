"""How a study thanks its participants."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from survey.design.compensation import Compensation
from tests.survey.design.study_files import definition_of, refusal_after

COMPENSATION: TypeAdapter[Any] = TypeAdapter(Compensation)


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org",
        "https://",
        "javascript:alert(1)",
        "https://user@example.org/",
        "https://[abc",
        "https://example.org:port",
        "https://example.org/a b",
    ],
)
def test_a_compensation_link_has_to_be_an_https_address(study_folder: Path, link: str) -> None:
    error = refusal_after(
        study_folder,
        "kind: code\n  text: {file: compensation.md}\n  code: TDA-THANK-YOU",
        f'kind: link\n  text: Thanks.\n  link: "{link}"',
    )
    assert "compensation.link: this is not an https address." in str(error)


def test_a_study_may_thank_with_a_link_or_with_words_alone(study_folder: Path) -> None:
    file = study_folder / "tda-needfinding" / "study.yaml"
    code = "kind: code\n  text: {file: compensation.md}\n  code: TDA-THANK-YOU"
    text = file.read_text()
    file.write_text(
        text.replace(code, "kind: link\n  text: Thanks.\n  link: https://example.org/a")
    )
    assert definition_of(file).compensation.kind == "link"
    file.write_text(text.replace(code, "kind: none\n  text: Thanks."))
    assert definition_of(file).compensation.kind == "none"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"kind": "code", "code": "A-1"}, "CompensationCode"),
        ({"kind": "codes"}, "PersonalCodes"),
        ({"kind": "link", "link": "https://example.org/a"}, "CompensationLink"),
        ({"kind": "contact"}, "CompensationByContact"),
        ({"kind": "none"}, "NoCompensation"),
    ],
)
def test_the_kind_says_what_else_is_needed(value: dict[str, str], kind: str) -> None:
    compensation = COMPENSATION.validate_python({"text": "Thanks.", **value})
    assert type(compensation).__name__ == kind
    assert (compensation.offer, compensation.when_stopped) == (None, None)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ({"kind": "code"}, "missing"),
        ({"kind": "link"}, "missing"),
        ({"kind": "codes", "code": "A-1"}, "extra_forbidden"),
        ({"kind": "none", "link": "https://example.org/a"}, "extra_forbidden"),
        ({"kind": "money"}, "union_tag_invalid"),
    ],
)
def test_a_key_of_another_kind_is_refused_and_one_of_its_own_is_needed(
    value: dict[str, str], error: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        COMPENSATION.validate_python({"text": "Thanks.", **value})
    assert [details["type"] for details in refused.value.errors()] == [error]
