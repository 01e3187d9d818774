"""The pages of the search, without a script: what is ticked is coded, and can be taken back."""

import re
from html import unescape

import pytest
from django.test import Client

from analysis.models import Coding
from tests.analysis.coding.search.test_records import ANSWER, say
from tests.analysis.coding_world import CodingWorld, account, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def search_of(coding: CodingWorld, query: str = "") -> str:
    return f"/admin/analysis/codinground/{coding.round.pk}/search/{query}"


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def ticks(page: str) -> list[str]:
    return re.findall(r'name="hit" value="([^"]+)"', page)


def test_a_coder_ticks_codes_and_takes_back(coding: CodingWorld) -> None:
    say(coding, ANSWER)
    ann, address = browser(coding.ann), search_of(coding, "?q=coat&whole=yes")
    assert "More than" not in shown(ann, address)
    offered = ticks(shown(ann, search_of(coding, "?q=coat")))
    assert len(offered) == 2
    assert shown(ann, search_of(coding, "?q=coat&tick=all")).count(" checked>") == 2
    sent = {"do": "code", "as": str(coding.guid("class_overlap")), "extent": "sentence"}
    assert len(ticks(shown(ann, address))) == 1
    response = ann.post(address, {**sent, "hit": offered[0]}, follow=True)
    page = unescape(response.content.decode())
    assert "Coded 1 passage." in page
    assert "coded as Class overlap" in page
    (coded,) = Coding.objects.all()
    assert coded.unit.text[coded.start : coded.end] == "The coat looks odd."
    step = re.search(r'name="step" value="([^"]+)"', page)
    assert step is not None
    back = {"do": "take back", "step": step[1], "made": "1"}
    assert "Taken back." in ann.post(address, back, follow=True).content.decode()
    assert not Coding.objects.filter(live=True).exists()
    # The words of people are in no message, which travels in a cookie.
    assert "coat" not in str(ann.cookies)


def test_only_hits_of_this_search_are_coded(coding: CodingWorld) -> None:
    say(coding, ANSWER)
    ann, unit = browser(coding.ann), coding.unit().guid
    sent = {"do": "code", "as": str(coding.guid("class_overlap")), "extent": "words"}
    for made_up in (f"{unit}.0.3", f"{unit}.4", "nonsense"):
        page = ann.post(search_of(coding, "?q=coat"), {**sent, "hit": made_up}, follow=True)
        assert "is not found any more" in page.content.decode()
    nothing = ann.post(search_of(coding, "?q=coat"), sent, follow=True)
    assert "Nothing was ticked" in nothing.content.decode()
    assert not Coding.objects.exists()
    assert ann.post(search_of(coding, "?q=coat"), {**sent, "extent": "all"}).status_code == 404


def test_a_pattern_that_cannot_be_read_is_told_on_the_page(coding: CodingWorld) -> None:
    page = shown(browser(coding.ann), search_of(coding, "?how=pattern&q=(a"))
    assert "This pattern cannot be read: missing )." in page
    assert ticks(page) == []


def test_many_hits_stand_on_pages(coding: CodingWorld) -> None:
    say(coding, "odd " * 120)
    ann = browser(coding.ann)
    last = shown(ann, search_of(coding, "?q=odd&page=3"))
    assert "120 found" in last
    assert "Page 3 of 3" in last
    assert len(ticks(last)) == 20
    assert "?q=odd&page=2" in last


def test_a_round_is_searched_by_its_coders_and_a_study_by_its_researchers(
    coding: CodingWorld,
) -> None:
    say(coding, ANSWER)
    for user in (coding.rita, account("carl")):
        assert browser(user).get(search_of(coding)).status_code == 403
    study = f"/admin/analysis/codebook/{coding.codebook.pk}/search/"
    assert browser(coding.ann).get(study).status_code == 403
    rita = browser(coding.rita)
    page = shown(rita, f"{study}?q=coat")
    assert "2 found" in page
    assert ticks(page) == []
    assert rita.post(f"{study}?q=coat", {"do": "code"}).status_code == 405
    simulated = shown(rita, f"{study}?q=coat&population=simulated")
    assert "0 found" in simulated
    assert "Synthetic." in simulated
