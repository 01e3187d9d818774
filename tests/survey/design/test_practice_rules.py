"""What check_study says of a practice trial that cannot be."""

from pathlib import Path

import pytest

from survey.design.problems import StudyFileError
from survey.design.reading import read_study

BUNDLES = frozenset({"birds", "fashion", "iris", "loan"})
OWN = "extends: ../tda-needfinding/study.yaml\nstudy: own\nversion: 1\n"


def said(study_folder: Path, text: str, errors: dict[str, list[str]] | None = None) -> str:
    file = study_folder / "own" / "study.yaml"
    file.parent.mkdir()
    file.write_text(OWN + text)
    try:
        read_study(file, bundles=BUNDLES, errors=lambda name: (errors or {}).get(name, []))
    except StudyFileError as error:
        return str(error)
    return ""


def practice(bundle: str, more: str = "") -> str:
    return f"tutorial: {{practice: {{bundle: {bundle}, text: Try it.{more}}}}}\n"


def test_any_error_will_do_while_a_bundle_is_not_loaded(study_folder: Path) -> None:
    assert said(study_folder, practice("iris", ", error: row-0001")) == ""


@pytest.mark.parametrize(
    ("text", "errors", "expected"),
    [
        (practice("roses"), {}, "tutorial.practice.bundle: there is no effects bundle roses."),
        (
            practice("iris", ", error: row-0001"),
            {"iris": ["row-0078"]},
            "practice.error: the bundle iris has no error row-0001. Use one of: row-0078; or leave",
        ),
        (
            practice("loan"),
            {"loan": ["a"]},
            "the only error of loan is practised on, and none is left to tabular. ",
        ),
        (practice("loan", ", error: b"), {"loan": ["b"]}, "none is left to tabular."),
        (
            practice("iris") + "settings: null\n",
            {},
            "tutorial.practice: the practice trial has no settings, and the study has none for",
        ),
        (
            practice("iris") + "background: [{key: practice, title: A, questions: "
            "[{key: a, type: short_text, text: B}]}]\n",
            {},
            "page key practice is already the key",
        ),
    ],
)
def test_what_cannot_be_practised_is_refused_with_a_remedy(
    study_folder: Path, text: str, errors: dict[str, list[str]], expected: str
) -> None:
    assert expected in said(study_folder, text, errors)


def test_one_of_several_errors_can_be_practised_on(study_folder: Path) -> None:
    assert said(study_folder, practice("loan", ", error: b"), {"loan": ["a", "b"]}) == ""
