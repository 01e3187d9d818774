import pytest

from tests.analysis.coding_world import CodingWorld, browser

pytestmark = pytest.mark.django_db


def test_a_part_split_off_has_a_name_that_can_be_kept(coding: CodingWorld) -> None:
    theme = coding.theme("class_overlap")
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/theme/{theme.guid}/change/"
    sent = {"do": "split", "name": "a" * 201, "coding": "0" * 32}
    page = browser(coding.rita).post(address, sent, follow=True).content.decode()
    assert "at most 200 characters" in page
    assert not coding.codebook.themes.filter(name__startswith="aaa").exists()
