"""Researchers change themes on pages, and are told what cannot be done."""

import pytest

from analysis.models import Theme
from tests.analysis.coding_world import CodingWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_researcher_adds_merges_and_undoes_themes(coding: CodingWorld) -> None:
    rita, home = browser(coding.rita), f"/admin/analysis/codebook/{coding.codebook.pk}/"
    page = rita.post(f"{home}theme/", {"name": "Weather", "kinds": ["action"]}, follow=True)
    assert "Weather" in page.content.decode()
    taken = rita.post(f"{home}theme/", {"name": "weather"}).content.decode()
    assert "of this name already" in taken
    fresh = Theme.objects.get(name="Weather")
    theme = f"{home}theme/{fresh.guid}/"
    assert rita.get(theme).status_code == 200
    rita.post(f"{theme}change/", {"do": "merge", "into": str(coding.guid("class_overlap"))})
    fresh.refresh_from_db()
    assert fresh.merged_into == coding.theme("class_overlap")
    last = coding.codebook.operations.first()
    assert last is not None
    rita.post(f"{home}undo/", {"operation": str(last.guid)})
    fresh.refresh_from_db()
    assert fresh.merged_into is None


def test_themes_in_a_round_that_is_coded_apart_are_not_merged(coding: CodingWorld) -> None:
    rita, theme = browser(coding.rita), coding.guid("mislabeled_data")
    assert coding.round.pk
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/theme/{theme}/change/"
    sent = {"do": "merge", "into": str(coding.guid("class_overlap"))}
    page = rita.post(address, sent, follow=True).content.decode()
    assert "is being coded independently" in page
    assert coding.theme("mislabeled_data").merged_into is None


def test_a_part_split_off_has_a_name_that_can_be_kept(coding: CodingWorld) -> None:
    theme = coding.theme("class_overlap")
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/theme/{theme.guid}/change/"
    sent = {"do": "split", "name": "a" * 201, "coding": "0" * 32}
    page = browser(coding.rita).post(address, sent, follow=True).content.decode()
    assert "at most 200 characters" in page
    assert not coding.codebook.themes.filter(name__startswith="aaa").exists()
