"""Bundles are listed in words, and come in by upload or from those that ship."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from attribution.models import StoredBundle
from config.roles import RESEARCHERS
from config.uploads import LARGEST_FOR_STAFF
from core.zip_files import packed
from survey.members.roles import Role
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
