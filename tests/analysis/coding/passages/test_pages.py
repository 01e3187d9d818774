"""Passages are read, filtered and exported, and every cell of the table leads to its own."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.coding.attributes.write import Typed, add_attribute, write_values
from analysis.coding.passages import pages
from tests.analysis.coding.rounds.decided_rounds import settled
from tests.analysis.coding_world import CodingWorld, browser

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database,
    pytest.mark.usefixtures("refusals_unlogged"),
]


def test_a_cell_of_the_table_leads_to_the_passages_behind_it(coding: CodingWorld) -> None:
    settled(coding)
    role = add_attribute(coding.founding.study, "Role")
    write_values(role, {coding.cases[0].pk: Typed("Lead & more", "")})
    book, rita = f"/admin/analysis/codebook/{coding.codebook.pk}/", browser(coding.rita)
    table = rita.get(f"{book}themes-by/people/").content.decode()
    assert '<option value="role" selected>Role</option>' in table
    links = re.findall(rf'<a href="({book}passages/people/\?[^"]+)">\s+(\d+)<i>', table)
    assert sorted(number for _, number in links) == ["1", "1", "1", "2"]
    for address, number in links:
        page = rita.get(address.replace("&amp;", "&")).content.decode()
        assert page.count('<article class="item">') == int(number)
    rows = list(
        csv.DictReader(io.StringIO(rita.get(f"{book}themes-by/people/themes.csv").content.decode()))
    )
    lead = next(row for row in rows if row["group"] == "Lead & more" and row["passages"] == "2")
    assert (lead["theme key"], lead["cases"], lead["of"], lead["share"]) == (
        "class_overlap",
        "1",
        "1",
        "1.0",
    )
    assert rita.get(f"{book}themes-by/people/", {"by": "nothing"}).status_code == 404


def test_passages_are_read_in_place_on_pages_and_as_a_file(
    coding: CodingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = settled(coding)
    home = f"/admin/analysis/codebook/{coding.codebook.pk}/passages/people/"
    rita = browser(coding.rita)
    page = rita.get(home).content.decode()
    assert '<p class="words"><mark>ye</mark>s</p>' in page
    unit = coding.unit()
    assert f"codinground/{row.pk}/comparison/{unit.case_id}/#u-{unit.guid}" in page
    monkeypatch.setattr(pages, "ON_A_PAGE", 2)
    first = rita.get(home, {"case": coding.cases[0].label})
    assert "Page 1 of 2" in first.content.decode()
    assert "page=2" in first.content.decode()
    everything = rita.get(home, {"page": "all"}).content.decode()
    assert everything.count('<article class="item">') == 5
    table = rita.get(f"{home}passages.csv", {"case": coding.cases[1].label}).content.decode()
    (only,) = csv.DictReader(io.StringIO(table))
    assert (only["passage"], only["by"], only["synthetic"]) == ("yes", "consensus", "false")
    assert browser(coding.ann).get(home).status_code == 403
    simulated = home.replace("people", "simulated")
    assert "There are no such passages." in rita.get(simulated).content.decode()


def test_pages_take_as_many_queries_for_many_passages_as_for_one(coding: CodingWorld) -> None:
    settled(coding)
    book, rita = f"/admin/analysis/codebook/{coding.codebook.pk}/", browser(coding.rita)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert rita.get(f"{book}{address}").status_code == 200
        return len(captured)

    label = coding.cases[1].label
    for address in ("passages/people/", "passages/people/passages.csv", "themes-by/people/"):
        assert queries(address) == queries(f"{address}?case={label}")
