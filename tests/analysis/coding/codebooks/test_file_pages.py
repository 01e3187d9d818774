"""Codebooks are written in the formats that others read, and read back from two of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from analysis.coding.codebooks.theme_records import live_codebook
from tests.analysis.coding_world import CODEBOOK, CodingWorld, browser, shipped

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", ["html", "docx", "csv", "qdc"])
def test_every_format_is_sent_as_a_file(coding: CodingWorld, form: str) -> None:
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/export/{form}/"
    response = browser(coding.rita).get(address)
    assert response.status_code == 200
    assert f'filename="tda-needfinding.{form}"' in response.headers["Content-Disposition"]


def test_there_are_no_other_formats(coding: CodingWorld) -> None:
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/export/exe/"
    assert browser(coding.rita).get(address).status_code == 404


def test_an_export_read_back_changes_nothing(coding: CodingWorld) -> None:
    rita, home = browser(coding.rita), f"/admin/analysis/codebook/{coding.codebook.pk}"
    exported = rita.get(f"{home}/export/qdc/").content
    for file in (
        SimpleUploadedFile("ours.qdc", exported),
        SimpleUploadedFile("ours.yaml", CODEBOOK.read_bytes()),
    ):
        page = rita.post(f"{home}/import/", {"file": file}, follow=True).content.decode()
        assert "The codebook is unchanged." in page
    assert live_codebook(coding.codebook) == shipped()


def test_a_file_that_is_no_codebook_is_refused_on_its_field(coding: CodingWorld) -> None:
    file = SimpleUploadedFile("x.yaml", b"themes: [")
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/import/"
    page = browser(coding.rita).post(address, {"file": file}).content.decode()
    assert "errorlist" in page
