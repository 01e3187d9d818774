"""Themes are counted by participant, and quoted from those who hold them."""

from dataclasses import replace

from analysis.records.observations import StudyObservations
from analysis.report.sections.coding.themes import LONGEST_QUOTE, QUOTES, themes_section
from analysis.statistics.themes.occurrences import ThemeOccurrence
from analysis.statistics.themes.results import CodingResults
from tests.analysis.report.codings import coding_results
from tests.analysis.report.contents import column, report_of, sentences, table
from tests.analysis.report.observations import observed


def coded(*results: CodingResults) -> StudyObservations:
    return replace(observed([]), codes=results)


REPORT = report_of(coded(coding_results(left_out=1)), themes_section)


def test_the_introduction_names_the_themes_that_most_hold() -> None:
    # 4 participants: P1 and P2 hold noise, P1 removal, P3 size.
    assert (
        "This is the consensus of 1 closed round over 4 people, with “The book”, version 2. Of its "
        "4 themes, 3 were found; held by most: “Noise” (2, 50%), “Size” (1, 25%) and “Remove” "
        "(1, 25%). 1 person who had been coded was excluded afterwards and counted no more."
    ) in sentences(REPORT)


def test_the_table_has_the_themes_somebody_holds_and_the_map_has_all() -> None:
    assert [part.full_title for part in table(REPORT, "theme_counts").columns[3:]] == [
        "Participants",
        "Share",
        "Participants, in: No scenario",
        "Participants, in: Image",
        "Participants, in: Tabular",
        "Segments",
    ]
    assert table(REPORT, "theme_counts").rows == (
        ("Causes", "Noise", "hypothesis", 2, 0.5, 1, 1, 0, 3),
        ("Causes", "Size", "hypothesis", 1, 0.25, 0, 0, 1, 1),
        ("Remedies", "Remove", "action, metric", 1, 0.25, 0, 1, 0, 1),
    )
    assert table(REPORT, "theme_map_numbers").rows[-1] == (
        "Outside of the areas",
        "Odd",
        "",
        0,
        0,
    )


def test_areas_count_participants_with_any_of_their_themes() -> None:
    assert table(REPORT, "theme_areas").rows == (
        ("Causes", 3, 0.75),
        ("Remedies", 1, 0.25),
        ("Outside of the areas", 0, 0),
    )


def test_the_map_is_larger_where_more_participants_hold_a_theme() -> None:
    figure = next(figure for figure in REPORT.figures() if figure.key == "theme_map")
    assert "Causes: Noise (2), Size (1); Remedies: Remove (1)" in figure.svg


def test_each_participant_is_quoted_once_for_a_theme() -> None:
    assert table(REPORT, "quotes").rows == (
        ("Noise", "“The labels are wrong.”", "P1", "Image"),
        ("Noise", "“Noise.”", "P2", ""),
        ("Size", "“Too few.”", "P3", "Tabular"),
        ("Remove", "“Drop them.”", "P1", "Image"),
    )
    assert "the quotes come from 3 people" in sentences(REPORT)


def test_there_are_at_most_three_quotes_and_long_ones_end_after_a_word() -> None:
    cases = tuple(f"P{number}" for number in range(1, 6))
    long = "words and\nmore words " * 40
    occurrences = [ThemeOccurrence(case, "image", "noise", long) for case in cases]
    report = report_of(coded(coding_results(occurrences=occurrences, cases=cases)), themes_section)
    quotes = column(report, "quotes", "quote")
    assert len(quotes) == QUOTES
    quote = str(quotes[0])
    assert len(quote) <= LONGEST_QUOTE + len("“ …”")
    assert quote.startswith("“words and more words")
    assert quote.endswith(("words …”", "and …”", "more …”"))


def test_without_words_there_are_no_quotes() -> None:
    silent = [ThemeOccurrence("P1", "image", "noise")]
    report = report_of(coded(coding_results(occurrences=silent)), themes_section)
    assert "quotes" not in {table.key for table in report.tables()}


def test_until_a_round_is_closed_there_is_no_such_section() -> None:
    report = report_of(coded(coding_results(occurrences=(), cases=())), themes_section)
    assert "themes" not in {section.key for section in report.sections}
