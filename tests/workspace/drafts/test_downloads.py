"""Drafts and versions as archives, which can be uploaded again."""

import json

import pytest
from django.test import Client

from core.zip_files import unpacked
from survey.design.schema import schema_text
from survey.studies.drafts.find import files_of
from survey.studies.drafts.upload import uploaded_files
from survey.studies.models import Study
from tests.workspace.drafts.drafts import DRAFT, made, maker

VERSION = "/admin/studies/mine/design/versions/1.0/files.zip"


@pytest.fixture
def ada(db: None) -> Client:
    return maker("ada")


@pytest.fixture
def study(ada: Client) -> Study:
    study = made(ada)
    text = files_of(study)["study.yaml"].decode()
    ada.post(DRAFT, {"do": "load", "path": "study.yaml", "text": text, "revision": 1})
    return study


def test_a_draft_comes_as_the_folder_that_can_be_uploaded(ada: Client, study: Study) -> None:
    response = ada.get(f"{DRAFT}files.zip")
    assert response["Content-Disposition"] == 'attachment; filename="mine-draft.zip"'
    assert uploaded_files("mine-draft.zip", response.content) == files_of(study)


def test_a_version_comes_as_the_drafts_files_while_they_are_the_same(
    ada: Client, study: Study
) -> None:
    assert uploaded_files("it.zip", ada.get(VERSION).content) == files_of(study)


def test_and_else_as_a_file_made_from_what_is_stored_that_says_so(
    ada: Client, study: Study
) -> None:
    text = files_of(study)["study.yaml"].decode().replace("35", "36")
    ada.post(DRAFT, {"do": "save", "path": "study.yaml", "text": text, "revision": 1})
    files = unpacked(ada.get(VERSION).content, "it.zip")
    first = files["mine/study.yaml"].decode().splitlines()[0]
    assert first.startswith("# Made from version 1.0 of mine as it is stored")
    assert "mine/consent.md" not in files


def test_there_is_no_version_that_was_not_loaded(ada: Client, study: Study) -> None:
    assert ada.get(VERSION.replace("1.0", "9")).status_code == 404


def test_the_schema_is_the_one_of_the_reference(ada: Client) -> None:
    response = ada.get("/admin/study.schema.json")
    assert json.loads(response.content) == json.loads(schema_text())
