"""The agreement of a round as a page and a table."""

import csv
from io import StringIO

import pytest

from analysis.coding.rounds.agreement import round_agreement
from analysis.coding.rounds.agreement_page import HEADER, table_rows
from analysis.models import CodingRound
from tests.analysis.coding_world import CodingWorld, browser

pytestmark = pytest.mark.django_db


def test_the_table_has_a_row_for_every_figure_and_names_the_reported_one(
    coding: CodingWorld, compared: CodingRound
) -> None:
    agreement = round_agreement(compared)
    assert agreement is not None
    rows = [dict(zip(HEADER, row, strict=True)) for row in table_rows([agreement])]
    assert len(rows) == len(agreement.figures) + len(agreement.cases)
    (reported,) = [row for row in rows if row["reported"]]
    assert (reported["measure"], reported["value"]) == ("Jaccard", agreement.main.value)
    address = f"/admin/analysis/codinground/{compared.pk}/agreement.csv"
    text = browser(coding.ann).get(address).content.decode()
    assert next(csv.reader(StringIO(text))) == list(HEADER)
