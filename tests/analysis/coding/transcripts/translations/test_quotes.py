"""Quotes and passages of a translated interview are shown in both languages."""

import csv
from io import StringIO

import pytest

from analysis.coding.desk.apply_codes import Segment, apply_theme
from analysis.coding.rounds.coders import finish, mark_read
from analysis.coding.rounds.results import codebook_results
from analysis.coding.rounds.side_by_side import sides
from analysis.coding.rounds.stages import begin_consensus, close, compare
from analysis.coding.visibility import coder_in
from analysis.models import CodingRound, Unit
from survey.members.roles import Role
from survey.population import Population
from tests.analysis.coding.transcripts.translations.talk import (
    ENGLISH,
    GERMAN,
    in_a_round,
    translated,
)
from tests.analysis.coding_world import account, browser
from tests.world import NOON

pytestmark = pytest.mark.django_db

WORDS = "die Daten"


@pytest.fixture
def closed() -> CodingRound:
    """A round of one coder, who found an overlap of classes in two words of the second turn."""
    transcript = translated()
    coding_round = in_a_round(transcript)
    user = coding_round.coders.get().user
    assert user is not None
    coder = coder_in(coding_round.pk, user)
    unit = Unit.objects.select_related("transcript").get(turn=GERMAN[1].text)
    start = GERMAN[1].text.index(WORDS)
    theme = coding_round.codebook.themes.get(key="class_overlap")
    apply_theme(coder, unit, theme.guid, Segment(start, start + len(WORDS)), now=NOON)
    mark_read(coder, transcript.case, read=True, now=NOON)
    finish(coder, now=NOON)
    compare(coding_round, now=NOON)
    begin_consensus(coding_round, now=NOON)
    close(coding_round, now=NOON)
    return CodingRound.objects.get(pk=coding_round.pk)


def test_a_quote_has_the_turn_in_the_other_language_beside_it(closed: CodingRound) -> None:
    results = codebook_results(closed.codebook, Population.PEOPLE)
    (quote,) = results.quotes["class_overlap"]
    assert (quote.case, quote.quote, quote.parallel) == ("P3", WORDS, ENGLISH[1].text)
    assert quote.languages == ("de", "en")


def test_passages_show_both_languages_on_the_page_and_in_the_file(closed: CodingRound) -> None:
    rita = browser(account("rita", Role.RESEARCHER))
    address = f"/admin/analysis/codebook/{closed.codebook_id}/passages/people/"
    page = " ".join(rita.get(address).content.decode().split())
    assert f'class="parallel" lang="en" dir="ltr" >{ENGLISH[1].text}</p>' in page
    assert '<p class="words" lang="de" dir="ltr" >Ich sehe mir <mark>die Daten</mark>' in page
    content = rita.get(f"{address}passages.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(content))
    assert (row["passage"], row["language"]) == (WORDS, "de")
    assert (row["turn in the other language"], row["other language"]) == (ENGLISH[1].text, "en")


def test_the_comparison_shows_both_languages(closed: CodingRound) -> None:
    units = sides(closed, closed.members.get().case_id)
    assert [(unit.text, unit.parallel) for unit in units] == [
        (de.text, en.text) for de, en in zip(GERMAN, ENGLISH, strict=True)
    ]
    assert {(unit.language, unit.parallel_language) for unit in units} == {("de", "en")}
