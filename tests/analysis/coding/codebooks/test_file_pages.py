"""Codebooks are written in the formats that others read, and read back from two of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from analysis.coding.codebooks.areas import add_area
from analysis.coding.codebooks.contents import live_codebook
from analysis.coding.codebooks.store import new_codebook
from tests.analysis.coding.reviews import held
from tests.analysis.coding_world import BY, CODEBOOK, CodingWorld, browser, shipped
from tests.folders import PROJECT

FORMS = ("qdc", "csv")
CASES = PROJECT / "tests" / "analysis" / "coding" / "exchange" / "files"

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize("form", ["html", "docx", "csv", "qdc"])
def test_every_format_is_sent_as_a_file(coding: CodingWorld, form: str) -> None:
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/export/{form}/"
    response = browser(coding.rita).get(address)
    assert response.status_code == 200
    assert f'filename="tda-needfinding.{form}"' in response.headers["Content-Disposition"]


def test_there_are_no_other_formats(coding: CodingWorld) -> None:
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/export/exe/"
    assert browser(coding.rita).get(address).status_code == 404


def looked_through(coding: CodingWorld, name: str, content: bytes) -> str:
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/import/"
    file = SimpleUploadedFile(name, content)
    return browser(coding.rita).post(address, {"file": file}).content.decode()


def confirmed(coding: CodingWorld, page: str) -> str:
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/import/"
    sent = {"held": held(page)}
    return browser(coding.rita).post(address, sent, follow=True).content.decode()


def test_an_export_read_back_changes_nothing(coding: CodingWorld) -> None:
    home = f"/admin/analysis/codebook/{coding.codebook.pk}"
    rita = browser(coding.rita)
    exports = [(f"ours.{form}", rita.get(f"{home}/export/{form}/").content) for form in FORMS]
    for name, content in [("ours.yaml", CODEBOOK.read_bytes()), *exports]:
        page = looked_through(coding, name, content)
        assert "Nothing: all of it is in the codebook as it is." in page
        assert "The codebook is unchanged." in confirmed(coding, page)
    assert live_codebook(coding.codebook) == shipped()


def test_a_file_is_looked_through_before_anything_changes(coding: CodingWorld) -> None:
    odd = (CASES / "odd-colours.qdc").read_bytes()
    before, book = live_codebook(coding.codebook), coding.codebook
    page = looked_through(coding, "odd-colours.qdc", odd)
    for said in (
        "Parent codable",
        "added",
        "There are several codes called Child; one became Child (2).",
        "Left out: 0 sets",
        "Not in the file, and kept",
    ):
        assert said in page
    assert live_codebook(book) == before
    add_area(book, name="Meanwhile", description="", **BY)
    again = confirmed(coding, page)
    assert "The codebook changed meanwhile" in again
    assert not book.themes.filter(name="Child").exists()
    assert "The codebook is changed." in confirmed(coding, again)
    new = book.themes.filter(name__in=["Parent codable", "Child"])
    colours = dict(new.values_list("name", "colour"))
    assert colours == {"Parent codable": "#0A141E", "Child": "#FF0000"}


def test_only_a_file_that_was_shown_for_this_codebook_is_confirmed(coding: CodingWorld) -> None:
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/import/"
    page = browser(coding.rita).post(address, {"held": "forged"}).content.decode()
    assert "Choose it again." in page
    shown = looked_through(coding, "ours.yaml", CODEBOOK.read_bytes())
    other = new_codebook(coding.founding.study, slug="other", title="Other")
    elsewhere = f"/admin/analysis/codebook/{other.pk}/import/"
    page = browser(coding.rita).post(elsewhere, {"held": held(shown)}).content.decode()
    assert "The file was chosen for another codebook." in page
    assert not other.themes.exists()


def test_a_theme_of_the_same_name_is_known_again(coding: CodingWorld) -> None:
    name = coding.theme("class_overlap").name
    table = f"tag,description\n{name},Alike.\nNew one,\n".encode()
    page = looked_through(coding, "taguette.csv", table)
    confirmed(coding, page)
    assert coding.theme("class_overlap").definition == "Alike."
    assert coding.codebook.themes.filter(name="New one").count() == 1


def test_a_file_that_is_no_codebook_is_refused_on_its_field(coding: CodingWorld) -> None:
    file = SimpleUploadedFile("x.yaml", b"themes: [")
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/import/"
    page = browser(coding.rita).post(address, {"file": file}).content.decode()
    assert "errorlist" in page
    assert "x.yaml, line 1: this is not valid YAML" in page
