"""Lists of the admin beneath the pages of a study speak of what people gave names to."""

import re

import pytest
from django.test import Client

from survey.studies.find import titles_by_name
from tests.analysis.coding_world import CodingWorld, browser
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

TITLE = "What do you need to understand a model&#x27;s error?"
LISTS = (
    "analysis/codebook",
    "analysis/codinground",
    "analysis/designspacetrace",
    "analysis/exclusionstep",
    "analysis/transcript",
    "survey/interviewee",
    "survey/participant",
)


@pytest.fixture
def coding(db: None) -> CodingWorld:
    return CodingWorld()


def headings(page: str) -> list[str]:
    return [
        re.sub(r"<[^>]+>|\s+", " ", one).strip().lower()
        for one in re.findall(r"<th [^>]*scope=\"col\".*?</th>", page, re.DOTALL)
    ]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_called_what_it_holds_and_leads_to_no_list_of_models(
    researcher: Client, world: World, name: str
) -> None:
    page = researcher.get(f"/admin/{name}/").content.decode()
    assert "Select" not in page
    app = name.split("/")[0]
    assert f'href="/admin/{app}/"' not in page
    title = re.search(r"<h1>([^<]+)</h1>", page)
    assert title is not None
    assert f"&rsaquo;\n {title[1]}" in page or f"&rsaquo;\n\n {title[1]}" in page


@pytest.mark.parametrize("name", ["codebook", "codinground", "designspacetrace", "transcript"])
def test_an_empty_list_says_what_to_do(researcher: Client, world: World, name: str) -> None:
    page = researcher.get(f"/admin/analysis/{name}/").content.decode()
    assert re.search(r"<p>(There is|No)[^<]+yet\. [A-Z][^<]+\.</p>", page)


def test_no_column_is_a_key_and_studies_have_their_titles(coding: CodingWorld) -> None:
    assert coding.round
    rita = browser(coding.rita)
    for name in ("analysis/codebook", "analysis/codinground", "survey/participant"):
        page = rita.get(f"/admin/{name}/").content.decode()
        assert TITLE in page
        assert {"pk", "slug", "id"}.isdisjoint(headings(page))
    assert ">P1</a>" in page
    assert "31 January 2027, 12:00 UTC" in page


def test_a_row_leads_back_to_the_page_of_its_study(coding: CodingWorld) -> None:
    page = browser(coding.rita).get(f"/admin/analysis/codinground/{coding.round.pk}/change/")
    way = re.search(r'class="breadcrumbs">(.*?)</div>', page.content.decode(), re.DOTALL)
    assert way is not None
    assert re.findall(r'href="([^"]+)"', way[1]) == [
        "/admin/",
        "/admin/studies/tda-needfinding/",
        "/admin/studies/tda-needfinding/code/",
    ]


def test_titles_of_all_studies_take_one_query(
    world: World, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        titles = titles_by_name()
    assert titles == {"tda-needfinding": "What do you need to understand a model's error?"}
