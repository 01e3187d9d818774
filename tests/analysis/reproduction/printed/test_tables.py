"""Each file of the print is whole, and its rows go together."""

import re
from collections import Counter

from analysis.reproduction.printed.tables import FILES, Prints


def test_every_row_says_where_it_stands(prints: Prints) -> None:
    # Rows: figure 4, table 1, 4.2, table 2, figure 3, figure 7, counts, appendix D, table 5, C.
    rows = {name: len(prints[name]) for name in FILES}
    assert rows == {
        "sample": 27,
        "interviewees": 10,
        "interview_themes": 58,
        "interview_codes": 10,
        "design_space": 9,
        "coding_process": 13,
        "theme_counts": 21,
        "themes": 34,
        "attribution_types": 5,
        "data": 27,
    }
    place = re.compile(r"(section|sections|figure|table|appendix) [A-D0-9]")
    for name in FILES:
        for row in prints[name]:
            assert place.match(row["place"]), (name, row)
            assert None not in row
            assert None not in row.values()


def test_lists_for_two_themes_name_each_other(prints: Prints) -> None:
    for row in prints["interview_themes"]:
        if row["together_with"]:
            assert any(
                other["theme"] == row["together_with"]
                and other["together_with"] == row["theme"]
                and (other["place"], other["participants"]) == (row["place"], row["participants"])
                for other in prints["interview_themes"]
            ), row


def test_a_theme_has_one_area_and_star(prints: Prints) -> None:
    themes = {(row["theme"], row["area"], row["starred"]) for row in prints["interview_themes"]}
    # Paper, figure 2: six areas of 28 themes.
    assert len(themes) == 28
    assert sorted(Counter(area for _, area, _ in themes).values()) == [3, 4, 4, 5, 6, 6]
