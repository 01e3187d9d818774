"""Bundles are listed in words, and come in by upload or from those that ship."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from attribution.models import StoredBundle
from config.roles import RESEARCHERS
from config.uploads import LARGEST_FOR_STAFF
from core.zip_files import packed
from survey.members.roles import Role
from tests.attribution.small_methods import content as methods_content
from tests.attribution.test_upload import files_of
from tests.roles import with_role
from tests.world import EFFECTS, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BUNDLES = "/admin/bundles/"


@pytest.fixture
def maker(world: World, researcher: Client) -> Client:
    """The researcher of the study, who may make studies and load bundles on this server."""
    User.objects.get(username="researcher").groups.add(Group.objects.get(name=RESEARCHERS))
    return researcher


def archive(name: str = "iris.zip", content: bytes | None = None) -> SimpleUploadedFile:
    whole = packed(files_of(EFFECTS / "iris")) if content is None else content
    return SimpleUploadedFile(name, whole, "application/zip")


def test_bundles_are_told_in_words_with_the_studies_that_show_them(
    researcher: Client, world: World
) -> None:
    assert world.loan_effects
    page = " ".join(researcher.get(BUNDLES).content.decode().split())
    assert "Effects of training data on 6 errors, by" in page
    assert "action (3), metric (3), number (10)" in page
    assert "What do you need to understand a model&#x27;s error?" in page
    assert "Upload it" not in page


def test_an_archive_is_uploaded_once(maker: Client) -> None:
    done = maker.post(BUNDLES, {"archive": archive()}, follow=True).content.decode()
    assert "The bundle iris is loaded." in done
    again = maker.post(BUNDLES, {"archive": archive()}, follow=True).content.decode()
    assert "was loaded already; nothing changed" in again
    assert StoredBundle.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"nothing", "“iris.zip” is damaged or no ZIP archive"),
        (packed([("../manifest.json", b"{}")]), "leads out of it"),
        (packed([("manifest.json", b"{}")]), "is no manifest of a bundle"),
        (packed([("readme.txt", b"x")]), "it holds no bundle"),
    ],
)
def test_what_is_no_bundle_is_refused_in_a_sentence(
    maker: Client, content: bytes, why: str
) -> None:
    page = maker.post(BUNDLES, {"archive": archive(content=content)}, follow=True)
    assert why in page.content.decode()
    assert not StoredBundle.objects.exists()


def test_a_form_without_a_file_is_shown_again(maker: Client) -> None:
    refused = maker.post(BUNDLES, {})
    assert refused.status_code == 422
    assert "Choose a ZIP archive first." in refused.content.decode()


def test_an_archive_larger_than_a_transcript_is_taken(maker: Client) -> None:
    large = BytesIO(packed([("x", b"0" * (LARGEST_FOR_STAFF + 1))]))
    large.name = "large.zip"
    page = maker.post(BUNDLES, {"archive": large}, follow=True)
    assert "it holds no bundle" in page.content.decode()


def test_a_bundle_that_ships_is_loaded_by_a_button(maker: Client) -> None:
    assert "<option>iris</option>" in maker.get(BUNDLES).content.decode()
    done = maker.post(BUNDLES, {"shipped": "iris"}, follow=True).content.decode()
    assert "The bundle iris is loaded." in done
    assert "<option>iris</option>" not in done
    refused = maker.post(BUNDLES, {"shipped": "../../etc"}, follow=True).content.decode()
    assert "No bundle called ../../etc ships" in refused


def test_members_without_the_right_load_nothing(researcher: Client, world: World) -> None:
    assert researcher.post(BUNDLES, {"archive": archive()}).status_code == 403
    assert with_role(Role.CODER).get(BUNDLES).status_code == 403
    assert not StoredBundle.objects.exists()


def test_scores_of_methods_come_with_a_bundle_that_was_loaded_without_them(
    maker: Client, world: World
) -> None:
    stored = world.loan_effects
    files = [*files_of(EFFECTS / "loan"), ("methods.json", methods_content(stored.digest))]
    files = list(dict(files).items())
    done = maker.post(BUNDLES, {"archive": archive(content=packed(files))}, follow=True)
    page = " ".join(done.content.decode().split())
    assert "the scores of attribution methods on it are loaded now" in page
    assert f"/admin/attribution/storedbundle/{stored.digest}/methods/" in page
    assert "2 attribution methods beside these effects" in page
    assert StoredBundle.objects.count() == 1


def test_scores_that_ship_are_offered_for_the_bundle_they_ship_with_alone(
    maker: Client, world: World, tmp_path: Path, settings: LazySettings
) -> None:
    shutil.copytree(EFFECTS / "loan", tmp_path / "effects/loan")
    settings.FIXTURES_DIR = tmp_path
    scores = methods_content(world.loan_effects.digest)
    (tmp_path / "effects/loan/methods.json").write_bytes(scores)
    assert "<option>loan</option>" in maker.get(BUNDLES).content.decode()
    done = maker.post(BUNDLES, {"shipped": "loan"}, follow=True).content.decode()
    assert "the scores of attribution methods on it are loaded now" in done
    assert "<option>loan</option>" not in done
    other = methods_content("ab" * 32)
    (tmp_path / "effects/loan/methods.json").write_bytes(other)
    assert "<option>loan</option>" not in maker.get(BUNDLES).content.decode()
