"""Pages and tables say the same numbers as the results."""

import csv
import io

import pytest

from tests.analysis.coding.rounds.decided_rounds import settled
from tests.analysis.coding_world import CodingWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_page_table_and_results_say_the_same_number(coding: CodingWorld) -> None:
    row = settled(coding)
    home = f"/admin/analysis/codinground/{row.pk}/"
    rita = browser(coding.rita)
    assert "<strong>25.0 %</strong> Jaccard" in rita.get(f"{home}agreement/").content.decode()
    table = rita.get(f"{home}agreement.csv").content.decode()
    (main,) = [
        figure for figure in csv.DictReader(io.StringIO(table)) if figure["reported"] == "true"
    ]
    assert (main["value"], main["shown"]) == ("0.25", "25.0 %")
    results = f"/admin/analysis/codebook/{coding.codebook.pk}/results/people/"
    assert "<td>25.0 %</td>" in rita.get(results).content.decode()
    for file in ("agreement.csv", "agreement.svg", "themes.csv", "together.csv", "map.svg"):
        assert rita.get(results + file).status_code == 200
