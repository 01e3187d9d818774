"""The editor of a draft without a script: saved, checked, loaded, and never overwritten unseen."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from survey.members.models import Member
from survey.members.roles import Role
from survey.studies.drafts.find import draft_of, files_of
from survey.studies.models import Study
from tests.workspace.drafts.drafts import DRAFT, file, made, maker
from tests.world import NOON, World

FILES = f"{DRAFT}files/"


@pytest.fixture
def ada(db: None) -> Client:
    return maker("ada")


@pytest.fixture
def study(ada: Client) -> Study:
    return made(ada)


@pytest.fixture
def ben(study: Study) -> Client:
    client = maker("ben")
    user = User.objects.get(username="ben")
    Member.objects.create(study=study, user=user, role=Role.RESEARCHER, since=NOON)
    return client


def text_of(study: Study, path: str = "study.yaml") -> str:
    return files_of(study)[path].decode()


def post(client: Client, do: str, text: str, *, revision: int = 1, **options: Any) -> Any:
    sent = {"do": do, "path": "study.yaml", "text": text, "revision": revision}
    return client.post(DRAFT, sent | options.pop("sent", {}), **options)


def test_a_save_comes_back_to_the_same_file(ada: Client, study: Study) -> None:
    sent = {"path": "consent.md"}
    response = post(ada, "save", "Do you agree?\r\n", sent=sent, follow=True)
    assert response.redirect_chain == [(f"{DRAFT}?file=consent.md", 302)]
    assert "consent.md is saved." in response.content.decode()
    assert text_of(study, "consent.md") == "Do you agree?\n"


def test_a_check_stores_nothing_and_links_each_problem_to_its_line(
    ada: Client, study: Study
) -> None:
    before = text_of(study)
    text = before.replace("duration_minutes: 35", "duration_minutes: long")
    shown = post(ada, "check", text).content.decode()
    line = text[: text.index("duration_minutes")].count("\n") + 1
    assert f'href="{DRAFT}?file=study.yaml&amp;line={line}"' in shown
    assert "long is not a whole number." in shown
    assert "duration_minutes: long" in shown, "the text stays in the editor"
    assert text_of(study) == before


def test_the_editor_is_told_the_same_as_json(ada: Client, study: Study) -> None:
    text = text_of(study).replace("duration_minutes: 35", "duration_minutes: long")
    response = post(ada, "check", text, headers={"Accept": "application/json"})
    told = json.loads(response.content)
    (problem,) = told["problems"]
    assert problem["file"] == "study.yaml"
    assert problem["text"] == "long is not a whole number. Write a whole number."
    assert "long is not a whole number." in told["html"]


def test_a_missing_bundle_is_told_with_its_line(ada: Client, study: Study) -> None:
    shown = post(ada, "check", text_of(study).replace("bundle: fashion", "bundle: none"))
    assert "scenarios.image.bundle" in shown.content.decode()


def test_whoever_saves_second_sees_both_texts_and_what_differs(
    ada: Client, ben: Client, study: Study
) -> None:
    before = text_of(study)
    mine, theirs = (before.replace("35", minutes) for minutes in ("40", "45"))
    post(ben, "save", theirs)
    response = post(ada, "save", mine)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "study.yaml was changed by ben since you opened it." in shown
    assert "<code>duration_minutes: 40</code>" in shown
    assert "<code>duration_minutes: 45</code>" in shown
    assert text_of(study) == theirs
    post(ada, "save", mine, revision=2)
    assert text_of(study) == mine


def test_the_editor_is_told_of_a_conflict(ada: Client, ben: Client, study: Study) -> None:
    post(ben, "save", text_of(study) + "# ben\n")
    response = post(ada, "save", "study: mine\n", headers={"Accept": "application/json"})
    assert response.status_code == 409
    assert "changed by ben" in json.loads(response.content)["conflict"]


def test_text_that_cannot_be_held_stays_in_the_editor(ada: Client, study: Study) -> None:
    response = post(ada, "save", "study: mine\x07\n")
    assert response.status_code == 400
    assert "U+0007 is not text" in response.content.decode()
    assert "study: mine\x07" in response.content.decode()


def test_loading_saves_first_and_tells_what_became_of_it(ada: Client, study: Study) -> None:
    text = text_of(study).replace("35", "36")
    response = post(ada, "load", text, follow=True)
    assert "Version 1.0 is loaded." in response.content.decode()
    assert response.redirect_chain == [("/admin/studies/mine/design/", 302)]
    assert study.versions.get().survey.duration_minutes == 36
    again = post(ada, "load", text, revision=2, follow=True)
    assert "Version 1.0 is loaded already, and nothing changed." in again.content.decode()


def test_what_cannot_be_loaded_is_saved_and_its_problems_are_listed(
    ada: Client, study: Study
) -> None:
    response = post(ada, "load", text_of(study).replace("35", "long"), follow=True)
    shown = response.content.decode()
    assert "The draft is saved, and not loaded: it has the problems below." in shown
    assert "long is not a whole number." in shown
    assert not study.versions.exists()


def test_a_version_in_use_is_told_with_the_next_one(world: World) -> None:
    world.open()
    world.join("ada")
    client, study = maker("lead"), world.founding.study
    Member.objects.create(
        study=study, user=User.objects.get(username="lead"), role=Role.LEAD, since=NOON
    )
    address = f"/admin/studies/{study}/design/draft/"
    assert "There is no draft of this study." in client.get(address).content.decode()
    client.post(f"{address}files/", {"do": "begin"})
    text = text_of(study).replace("duration_minutes: 35", "duration_minutes: 36")
    sent = {"do": "load", "path": "study.yaml", "text": text, "revision": 1}
    shown = client.post(address, sent, follow=True).content.decode()
    assert "1 person has begun to take part in tda-needfinding 2.0" in shown
    assert "version: &quot;2.1&quot;" in shown


def test_a_picture_is_shown_and_not_edited(ada: Client, study: Study) -> None:
    shown = ada.get(f"{DRAFT}?file=tool-error.png").content.decode()
    assert 'src="data:image/png;base64,' in shown
    assert "<textarea" not in shown


def test_a_file_that_is_gone_leads_back_to_the_study(ada: Client, study: Study) -> None:
    response = ada.get(f"{DRAFT}?file=none.md", follow=True)
    assert "The draft has no file none.md any more." in response.content.decode()


def test_files_are_added_replaced_and_deleted(ada: Client, study: Study) -> None:
    sent = {"do": "add", "revision": 1, "name": "new.md", "files": [file("a.md", b"a")]}
    ada.post(FILES, sent)
    assert {"new.md", "a.md"} <= files_of(study).keys()
    taken = ada.post(FILES, {"do": "add", "revision": 2, "name": "a.md"}, follow=True)
    assert "There is a file a.md already." in taken.content.decode()
    ada.post(FILES, {"do": "delete", "revision": 2, "path": "a.md"})
    assert "a.md" not in files_of(study)
    ada.post(FILES, {"do": "upload", "revision": 3, "file": file("s.yaml", b"study: mine\n")})
    assert files_of(study) == {"study.yaml": b"study: mine\n"}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"do": "add"}, "No file came."),
        ({"do": "upload"}, "No file came."),
        ({"do": "add", "name": "../a.md"}, "A file cannot be called"),
        ({"do": "add", "name": "a.svg"}, "a.svg belongs to no study."),
        ({"do": "delete", "path": "study.yaml"}, "study.yaml is the study itself."),
        ({"do": "delete", "path": "consent.md", "revision": ""}, "consent.md was changed"),
        ({"do": "discard"}, "its draft is all there is of it."),
        ({"do": "begin"}, "has no version to begin from."),
    ],
)
def test_what_cannot_be_done_with_files_is_told_and_nothing_changes(
    ada: Client, study: Study, sent: dict[str, str], said: str
) -> None:
    before = files_of(study)
    response = ada.post(FILES, {"revision": "1"} | sent, follow=True)
    assert said in response.content.decode()
    assert files_of(study) == before


def test_an_upload_over_what_somebody_else_saved_is_refused(
    ada: Client, ben: Client, study: Study
) -> None:
    post(ben, "save", "study: mine\n")
    sent = {"do": "upload", "revision": 1, "file": file("s.yaml", b"study: other\n")}
    assert "The draft was changed by ben" in ada.post(FILES, sent, follow=True).content.decode()
    assert text_of(study) == "study: mine\n"


def test_a_draft_is_deleted_beside_its_version_and_begun_again(ada: Client, study: Study) -> None:
    post(ada, "load", text_of(study))
    ada.post(FILES, {"do": "discard", "revision": 1})
    assert draft_of(study) is None
    ada.post(FILES, {"do": "upload", "file": file("s.yaml", b"study: mine\n")})
    assert files_of(study) == {"study.yaml": b"study: mine\n"}


def test_members_who_may_not_change_the_study_see_no_draft(study: Study) -> None:
    coder = maker("coder")
    user = User.objects.get(username="coder")
    assert coder.get(DRAFT).status_code == 404
    Member.objects.create(study=study, user=user, role=Role.CODER, since=NOON)
    assert coder.get(DRAFT).status_code == 403
    assert coder.post(FILES, {"do": "discard", "revision": 1}).status_code == 403
