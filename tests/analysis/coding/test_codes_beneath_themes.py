"""Whoever looks for a theme finds what is coded with the codes beneath it."""

import pytest

from analysis.coding.codebooks.themes import add_theme
from analysis.coding.desk.apply_codes import Segment
from analysis.coding.passages.theme_table import theme_table
from analysis.coding.passages.wanted import Wanted, passages_wanted
from analysis.coding.passages.ways import ways_to_tell_apart
from analysis.coding.rounds.results import codebook_results
from analysis.coding.rounds.stages import begin_consensus, close
from analysis.models import CodingRound
from survey.population import Population
from tests.analysis.coding_world import BY, CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(coding: CodingWorld) -> CodingWorld:
    """Both coders gave the same words the code Twins, which lies beneath Class overlap."""
    add_theme(coding.codebook, beneath=coding.guid("class_overlap"), fields={"name": "Twins"}, **BY)
    for coder in (coding.ann, coding.ben):
        coding.code(coder, "twins", segment=Segment(0, 2))
    coding.compare()
    begin_consensus(coding.round, now=NOON)
    close(CodingRound.objects.get(pk=coding.round.pk), now=NOON)
    return coding


def test_results_count_the_code_as_its_theme(closed: CodingWorld) -> None:
    results = codebook_results(closed.codebook, Population.PEOPLE)
    (theme,) = [theme for theme in results.themes if theme.cases]
    assert (theme.theme.key, theme.cases, theme.segments) == ("class_overlap", 1, 1)
    assert [(code.code.key, code.cases) for code in theme.codes] == [("twins", 1)]
    assert list(results.quotes) == ["twins"]
    assert results.saturation is not None
    assert results.saturation.seen[-1] == 1


def test_passages_of_a_theme_are_those_of_its_codes_as_well(closed: CodingWorld) -> None:
    book, people = closed.codebook, Population.PEOPLE
    ways = ways_to_tell_apart(book, people, by_coders=False)
    wanted = Wanted(theme=str(closed.guid("class_overlap")))
    assert [coding.theme.key for coding in passages_wanted(book, people, wanted, ways.values)] == [
        "twins"
    ]
    table = theme_table(book, people, "scenario", ways, Wanted())
    held = {row.theme.key for row in table.rows if any(cell.cases for cell in row.cells)}
    assert held == {"class_overlap", "twins"}
