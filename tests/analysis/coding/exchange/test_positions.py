"""The words of selections prove how a file counts positions."""

from dataclasses import replace

from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.writing import project_file
from tests.analysis.coding.exchange.small_project import (
    PROJECT,
    SOURCE,
    changed,
    refusal,
)


def test_inclusive_ends_are_seen_by_the_words_and_corrected() -> None:
    content = project_file(PROJECT).content
    for selection in SOURCE.selections:
        content = changed(
            f'endPosition="{selection.end}"', f'endPosition="{selection.end - 1}"', content
        )
    read = read_project_file(content)
    assert read.project == PROJECT
    (remarks,) = read.remarks
    assert remarks.startswith("Positions were corrected: 3 selections show by their words that the")


def test_ends_of_both_kinds_are_refused() -> None:
    end = SOURCE.selections[0].end
    said = refusal(changed(f'endPosition="{end}"', f'endPosition="{end - 1}"'))
    assert "x.qdpx counts the ends of some selections in and those of others out" in said


def test_without_words_positions_are_taken_as_they_are_and_that_is_told() -> None:
    unnamed = replace(PROJECT, sources=(replace(SOURCE, selections=SOURCE.selections[1:2]),))
    content = changed('name="Vögel sind zu ähnlich."', "", project_file(unnamed).content)
    read = read_project_file(content)
    assert read.project == unnamed
    assert "could not be checked" in read.remarks[0]
