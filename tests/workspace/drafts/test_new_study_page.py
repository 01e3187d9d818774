"""A study begins in the browser, in three ways, and whoever makes it leads it."""

import io
import zipfile

import pytest
from django.test import Client

from survey.members.models import Member
from survey.members.roles import Role
from survey.studies.drafts.find import files_of
from survey.studies.models import Study
from tests.roles import with_role
from tests.workspace.drafts.drafts import file, made, maker, study_text
from tests.world import FOUNDING, World

NEW = "/admin/new-study/"


@pytest.fixture
def ada(db: None) -> Client:
    return maker("ada")


def test_the_shipped_studies_are_listed_by_title_and_sentence(ada: Client) -> None:
    shown = ada.get(NEW).content.decode()
    assert "What do you need to understand a model&#x27;s error?" in shown
    assert "Interviews." in shown
    assert "errornote" not in shown


def test_a_shipped_study_is_copied_under_a_new_name_as_a_first_version(ada: Client) -> None:
    sent = {
        "way": "shipped",
        "shipped-shipped": "tda-needfinding",
        "shipped-name": "mine",
        "shipped-title": "What do radiologists need?",
    }
    response = ada.post(NEW, sent, follow=True)
    assert response.redirect_chain == [("/admin/studies/mine/design/draft/", 302)]
    assert "Nothing is wrong." in response.content.decode()
    study = Study.objects.get(slug="mine")
    text = files_of(study)["study.yaml"].decode()
    assert 'study: mine\nversion: "1.0"\nlanguage: en\ntitle: "What do radiologists need?"' in text
    assert "yaml-language-server" not in text
    assert Member.objects.get(study=study).role == Role.LEAD


def test_a_study_that_extends_another_is_copied_so_that_it_still_does(ada: Client) -> None:
    study = made(ada, shipped="tda-needfinding-birds")
    assert "extends: ../tda-needfinding/study.yaml" in files_of(study)["study.yaml"].decode()
    assert "Nothing is wrong." in ada.get(f"/admin/studies/{study}/design/draft/").content.decode()


def test_a_study_of_ones_own_is_copied_by_its_version_or_its_draft(world: World) -> None:
    ada = maker("ada")
    Member.objects.create(
        study=world.founding.study,
        user_id=ada.session["_auth_user_id"],
        role=Role.RESEARCHER,
        since=world.founding.loaded_at,
    )
    made(ada)
    sources = {"version:tda-needfinding": "from-version", "draft:mine": "from-draft"}
    for key, name in sources.items():
        sent = {"way": "copy", "copy-copied": key, "copy-name": name, "copy-title": "Copied"}
        assert "Nothing is wrong." in ada.post(NEW, sent, follow=True).content.decode()
    files = files_of(Study.objects.get(slug="from-version"))
    assert "consent.md" not in files, "a version has every text in its file"
    assert "consent.md" in files_of(Study.objects.get(slug="from-draft"))


def test_a_study_of_others_is_neither_offered_nor_copied(world: World, ada: Client) -> None:
    sent = {"way": "copy", "copy-copied": "version:tda-needfinding", "copy-name": "stolen"}
    shown = ada.post(NEW, sent).content.decode()
    assert "version:tda-needfinding" not in shown
    assert not Study.objects.filter(slug="stolen").exists()


def test_an_uploaded_file_is_named_by_itself_and_may_have_faults(ada: Client) -> None:
    text = study_text().replace("study: tda-needfinding", "study: mine").replace("35", "long")
    sent = {"way": "upload", "upload-file": file("study.yaml", text.encode())}
    shown = ada.post(NEW, sent, follow=True).content.decode()
    assert "problem" in shown
    assert files_of(Study.objects.get(slug="mine"))["study.yaml"].decode() == text


def test_an_uploaded_folder_keeps_its_texts_and_can_get_another_name(ada: Client) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for source in FOUNDING.parent.iterdir():
            archive.write(source, f"folder/{source.name}")
    sent = {
        "way": "upload",
        "upload-file": file("it.zip", stream.getvalue()),
        "upload-name": "other",
    }
    assert "Nothing is wrong." in ada.post(NEW, sent, follow=True).content.decode()
    assert "tool-error.png" in files_of(Study.objects.get(slug="other"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("study.yaml", b"title: [", "does not say what the study is called"),
        ("study.yaml", b"study: A B\n", "does not say what the study is called"),
        ("study.yaml", b"study: Mine\n", "A study cannot be called &#x27;Mine&#x27;"),
        ("study.yaml", b"study: taken\n", "There is a study called taken on this server."),
        ("study.yaml", b"\xff", "is not UTF-8 text"),
        ("study.yaml", b"", "does not say what the study is called"),
        ("study.zip", b"PK", "damaged or no ZIP archive"),
        ("study.docx", b"PK", "neither a .yaml file nor a .zip"),
    ],
)
def test_what_is_no_study_is_refused_in_a_sentence_and_nothing_is_stored(
    ada: Client, name: str, content: bytes, said: str
) -> None:
    made(maker("ben"), "taken")
    response = ada.post(NEW, {"way": "upload", "upload-file": file(name, content)})
    assert response.status_code == 200
    assert said in response.content.decode()
    assert Study.objects.count() == 1


def test_members_of_studies_who_may_make_none_are_refused(world: World) -> None:
    assert with_role(Role.LEAD).get(NEW).status_code == 403
