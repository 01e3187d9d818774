"""The agreement of a round as a page and a table."""

import csv
from io import StringIO

import pytest
from lxml import html

from analysis.coding.rounds.agreement import round_agreement
from analysis.coding.rounds.agreement_page import HEADER, table_rows
from analysis.models import CodingRound
from analysis.statistics.agreement.bases import ThemeBasis
from analysis.statistics.agreement.reflexive import NO_AGREEMENT
from tests.analysis.coding.rounds.coding_plans import plan_coding
from tests.analysis.coding.rounds.decided_rounds import (
    TWINS,
    closed,
    coded_with_twins,
    reconcile,
    settled,
)
from tests.analysis.coding_world import CodingWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FIGURES = ".//div[@class='told']/section"
"""As coded, and with themes reconciled."""


def address(coding_round: CodingRound, name: str = "agreement/") -> str:
    return f"/admin/analysis/codinground/{coding_round.pk}/{name}"


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_table_has_a_row_for_every_figure_and_names_the_reported_one(
    coding: CodingWorld, compared: CodingRound
) -> None:
    agreement = round_agreement(compared)
    assert agreement is not None
    (as_coded,) = agreement.measured
    rows = [dict(zip(HEADER, row, strict=True)) for row in table_rows([agreement])]
    assert len(rows) == len(as_coded.figures) + len(as_coded.cases)
    (reported,) = [row for row in rows if row["reported"]]
    assert (reported["measure"], reported["value"]) == ("Jaccard", as_coded.main.value)
    asked = {row["key"] for row in rows if row["about"] == "question"}
    assert asked == {
        "/".join(filter(None, (str(row["scenario"]), str(row["question"]))))
        for row in rows
        if row["about"] == "question"
    }
    text = browser(coding.ann).get(address(compared, "agreement.csv")).content.decode()
    assert next(csv.reader(StringIO(text))) == list(HEADER)


def test_two_themes_of_one_name_have_rows_of_their_own_under_the_right_headings(
    coding: CodingWorld,
) -> None:
    coding_round = coded_with_twins(coding)
    page = html.fromstring(browser(coding.ann).get(address(coding_round)).content)
    for table in page.iter("table"):
        columns = len(table.findall(".//thead//th"))
        assert {len(row) for row in table.findall(".//tbody/tr")} == {columns}
    (by_theme,) = page.xpath("//div[@aria-label='By theme, as coded']")
    headings = [text_of(heading) for heading in by_theme.iterfind(".//thead//th")]
    assert headings == [
        "Name",
        "Jaccard",
        "Cohen's kappa",
        "Gwet's AC1",
        "Krippendorff's alpha",
        "Times found",
    ]
    rows = [
        [text_of(cell) for cell in row]
        for row in by_theme.iterfind(".//tbody/tr")
        if text_of(row).startswith(TWINS[0])
    ]
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        ("Ask an expert ask_an_expert", "0.0 %", "1"),
        ("Ask an expert ask_an_expert_2", "0.0 %", "1"),
    ]
    table = browser(coding.ann).get(address(coding_round, "agreement.csv")).content.decode()
    keys = {
        (row["about"], row["key"], row["name"])
        for row in csv.DictReader(StringIO(table))
        if row["name"] == TWINS[0]
    }
    assert keys == {
        ("theme", "ask_an_expert", TWINS[0]),
        ("theme", "ask_an_expert_2", TWINS[0]),
    }


def test_both_figures_stand_at_the_top_with_definition_and_themes(coding: CodingWorld) -> None:
    coding_round = coded_with_twins(coding)
    reconcile(coding, TWINS[0])
    ann = browser(coding.ann)
    page = html.fromstring(ann.get(address(coding_round)).content)
    sections = [text_of(section) for section in page.findall(FIGURES)]
    assert sections[0].startswith("As coded reported 23.5 % Jaccard b / (b + o)")
    assert ThemeBasis.AS_CODED.definition in sections[0]
    assert "The 40 themes it counts" in sections[0]
    assert sections[1].startswith("With themes reconciled, provisional 31.2 % Jaccard")
    assert ThemeBasis.RECONCILED.definition in sections[1]
    assert "The 39 themes it counts" in sections[1]
    told = "measured when the round is closed; until then it is told as coded."
    assert told in text_of(page)
    for name in TWINS[1:]:
        reconcile(coding, name)
    closed(coding, coding_round)
    page = html.fromstring(ann.get(address(coding_round)).content)
    reconciled = text_of(page.findall(FIGURES)[1])
    assert reconciled.startswith("With themes reconciled reported 50.0 % Jaccard b / (b + o)")
    assert "provisional" not in reconciled
    assert told not in text_of(page)
    table = ann.get(address(coding_round, "agreement.csv")).content.decode()
    rows = list(csv.DictReader(StringIO(table)))
    assert {row["basis"] for row in rows} == {"as_coded", "reconciled"}
    assert [row["basis"] for row in rows if row["reported"] == "true"] == ["reconciled"]


def test_pages_of_a_reflexive_study_claim_no_agreement(coding: CodingWorld) -> None:
    plan_coding(coding, {"approach": "reflexive"})
    coding_round = settled(coding)
    rita = browser(coding.rita)
    results = f"/admin/analysis/codebook/{coding.codebook.pk}/results/people/"
    for page in (address(coding_round), address(coding_round, "change/"), results):
        text = text_of(html.fromstring(rita.get(page).content))
        assert NO_AGREEMENT in text
        assert "Jaccard" not in text
    assert rita.get(address(coding_round, "comparison/")).status_code == 200
    for file in (address(coding_round, "agreement.csv"), f"{results}agreement.csv"):
        assert rita.get(file).status_code == 404
