"""A codebook and its codes for others to read: words stay words in every form."""

import csv
from dataclasses import replace
from io import StringIO

from analysis.coding.exchange.tables import codebook_csv, theme_matrix_csv
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


def test_themes_of_one_name_have_columns_of_their_own() -> None:
    odd = BOOK.themes[-1]
    twins = replace(BOOK, themes=(odd, replace(odd, key="odd_2"), replace(odd, key="odd_3")))
    header = rows(theme_matrix_csv(twins, CODED[:1], unit_name="participant"))[0]
    assert header[-3:] == ["Odd", "Odd (2)", "Odd (3)"]


def test_no_cell_of_a_codebook_is_a_formula() -> None:
    header, noise, odd = rows(codebook_csv(BOOK))
    assert dict(zip(header, noise, strict=True)) == {
        "area": "Causes",
        "key": "noise",
        "theme": "'=Noise",
        "type": "hypothesis",
        "definition": "Wrong <labels>.",
        "include": "a",
        "exclude": "b",
        "examples": "'+1\ntwo",
    }
    assert odd[:4] == ["", "odd", "Odd", "other"]
