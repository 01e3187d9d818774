"""Every number of the table is the number of the passages that it leads to."""

import pytest

from analysis.coding.attributes.write import Typed, add_attribute, write_values
from analysis.coding.passages.theme_table import (
    CODER,
    NOT_KNOWN,
    QUESTION,
    SCENARIO,
    ThemeTable,
    theme_table,
)
from analysis.coding.passages.wanted import EVERY_CODER, Wanted, passages_wanted
from analysis.coding.passages.ways import ways_to_tell_apart
from survey.population import Population
from tests.analysis.coding.rounds.decided_rounds import coded, settled
from tests.analysis.coding_world import CodingWorld

pytestmark = pytest.mark.django_db

PEOPLE = Population.PEOPLE


def table_by(coding: CodingWorld, by: str, coder: str = "") -> ThemeTable:
    ways = ways_to_tell_apart(coding.codebook, PEOPLE, by_coders=bool(coder) or by == CODER)
    table = theme_table(coding.codebook, PEOPLE, by, ways, Wanted(coder=coder))
    for row in table.rows:
        for group, cell in zip(table.groups, row.cells, strict=True):
            wanted = Wanted(**{**vars(group.wanted), "theme": str(row.theme.guid)})
            behind = passages_wanted(coding.codebook, PEOPLE, wanted, ways.values)
            assert cell.passages == behind.count()
            assert cell.cases == len(set(behind.order_by().values_list("unit__case", flat=True)))
    return table


def cells(table: ThemeTable, key: str) -> dict[str, tuple[int, int, int]]:
    (row,) = (row for row in table.rows if row.theme.key == key)
    return {
        group.name: (cell.cases, cell.of, cell.passages)
        for group, cell in zip(table.groups, row.cells, strict=True)
    }


def test_themes_by_what_somebody_typed_and_by_where_they_were_said(coding: CodingWorld) -> None:
    settled(coding)
    role = add_attribute(coding.founding.study, "Role")
    first, second, _ = (case.pk for case in coding.cases)
    write_values(role, {first: Typed("Lead", ""), second: Typed("Intern", "")})
    by_role = table_by(coding, "role")
    assert cells(by_role, "class_overlap") == {
        "Intern": (1, 1, 1),
        "Lead": (1, 1, 2),
        NOT_KNOWN: (0, 1, 0),
    }
    assert len(by_role.rows) == coding.codebook.themes.count()
    by_scenario = cells(table_by(coding, SCENARIO), "class_overlap")
    assert sum(passages for *_, passages in by_scenario.values()) == 3
    assert {of for _, of, _ in by_scenario.values()} == {3}
    by_question = cells(table_by(coding, QUESTION), "class_overlap")
    assert sum(passages for *_, passages in by_question.values()) == 3
    assert cells(table_by(coding, "answer.sector"), "class_overlap")


def test_themes_by_coder_are_those_of_compared_rounds(coding: CodingWorld) -> None:
    assert table_by(coding, CODER).groups == ()
    coded(coding)
    by_coder = table_by(coding, CODER)
    assert cells(by_coder, "class_overlap") == {"ann": (2, 3, 2), "ben": (1, 3, 1)}
    assert cells(table_by(coding, SCENARIO, EVERY_CODER), "mislabeled_data")
    assert table_by(coding, SCENARIO).groups == (), "no round is closed"
