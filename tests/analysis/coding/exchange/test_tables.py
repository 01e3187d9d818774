"""Codes for others to read: words stay words."""

import csv
from io import StringIO

from analysis.coding.exchange.tables import theme_matrix_csv
from analysis.statistics.agreement.units import CodedUnit
from tests.analysis.coding.exchange.small_codebook import BOOK

CODED = [CodedUnit("P1", {"bo": {"noise"}, "ada": set()}), CodedUnit("@P2", {"ada": {"odd"}})]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


def test_the_matrix_has_a_row_for_each_coder_of_each_unit() -> None:
    assert rows(theme_matrix_csv(BOOK, CODED, unit_name="participant")) == [
        ["participant", "coder", "'=Noise", "Odd"],
        ["P1", "ada", "0", "0"],
        ["P1", "bo", "1", "0"],
        ["'@P2", "ada", "0", "1"],
    ]
