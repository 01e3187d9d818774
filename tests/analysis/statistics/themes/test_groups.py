"""Cases are counted once in each of their groups, passages as often as they are there."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics.themes.groups import GroupCell, GroupedPassage, themes_by_group


def passage(case: int, theme: str, *groups: str) -> GroupedPassage:
    return GroupedPassage(case, theme, frozenset(groups))


def test_cells_count_cases_once_and_passages_all() -> None:
    passages = [
        passage(1, "overlap", "industry"),
        passage(1, "overlap", "industry"),
        passage(2, "overlap", "industry", "academia"),
        passage(3, "labels", "academia"),
    ]
    members = {"industry": [1, 2, 4], "academia": [2, 3], "neither": []}
    cells = themes_by_group(passages, ["overlap", "labels", "unused"], members)
    assert cells["overlap"] == {
        "industry": GroupCell(2, 3, 3),
        "academia": GroupCell(1, 2, 1),
        "neither": GroupCell(0, 0, 0),
    }
    assert cells["labels"]["academia"].share == 1 / 2
    assert cells["unused"]["industry"].share == 0
    assert cells["unused"]["neither"].share is None


CASES, THEMES, GROUPS = st.integers(0, 4), st.sampled_from("ab"), st.sampled_from("xyz")
PASSAGES = st.lists(st.builds(GroupedPassage, CASES, THEMES, st.frozensets(GROUPS)))


@given(PASSAGES, st.dictionaries(GROUPS, st.frozensets(CASES)))
def test_no_cell_has_more_cases_than_its_group_or_its_passages(
    passages: list[GroupedPassage], members: dict[str, frozenset[int]]
) -> None:
    cells = themes_by_group(passages, "ab", members)
    for of_theme in cells.values():
        for group, cell in of_theme.items():
            assert cell.of == len(members[group])
            assert cell.cases <= min(cell.of, cell.passages)
            assert bool(cell.cases) == bool(cell.passages)
    in_cells = sum(cell.passages for of_theme in cells.values() for cell in of_theme.values())
    assert in_cells == sum(
        one.case in members.get(group, ()) for one in passages for group in one.groups
    )
