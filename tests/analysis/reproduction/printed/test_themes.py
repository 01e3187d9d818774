"""Themes are counted in the lists and held against every number of them that is printed."""

from analysis.reproduction.printed.findings import Verdict
from analysis.reproduction.printed.tables import Prints
from analysis.reproduction.printed.themes import theme_count_findings, theme_findings
from tests.analysis.reproduction.printed.changed_prints import changed, sentences


def test_four_printed_numbers_of_themes_differ_from_the_lists(prints: Prints) -> None:
    # Paper: appendix B counts 29 and four unexpected; D.5 three; figure 7 ends with 32.
    assert sentences(theme_count_findings(prints), Verdict.DIFFERS) == [
        "Interviews, themes: 29 is printed, but 28 are named in figure 2 and appendix B.",
        "Interviews, unexpected themes: 4 is printed, but 0 are named in figure 2 and appendix B.",
        "Survey, unexpected themes: 3 is printed, but 4 are named in appendix D.",
        (
            "Survey, themes: 32 is printed, but 34 (30 in areas and 4 outside) are named in "
            "appendix D."
        ),
    ]
    assert len(sentences(theme_count_findings(prints), Verdict.FITS)) == 17


def test_another_number_has_another_verdict(prints: Prints) -> None:
    other = changed(prints, "theme_counts", {"place": "figure 7"}, count="34")
    assert len(sentences(theme_count_findings(other), Verdict.DIFFERS)) == 3
    moved = changed(
        prints, "themes", {"theme": "Class overlap"}, area="Reliability of explanations"
    )
    assert len(sentences(theme_count_findings(moved), Verdict.DIFFERS)) == 6


def test_a_theme_of_two_areas_and_types_are_told(prints: Prints) -> None:
    # Paper, figure 8, and the types in brackets of appendix D.
    file = theme_findings(prints)
    assert sentences(file, Verdict.DIFFERS) == [
        (
            "“Ground truth probability is the target” stands in two areas of figure 8, Individual "
            "metric preferences and Reliability of explanations, and in the first alone in "
            "appendix D."
        )
    ]
    assert sentences(file, Verdict.FOLLOWS)[0].startswith(
        "30 themes have 31 types: 8 hypothesis, 15 action, 4 metric, 4 number of samples; 1 with"
    )
    alone = changed(
        prints, "themes", {"second_area": "Reliability of explanations"}, second_area=""
    )
    assert sentences(theme_findings(alone), Verdict.DIFFERS) == []
