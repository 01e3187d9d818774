"""Which passages are found: those that the results count, and what narrows them down."""

from typing import Any

import pytest

from analysis.coding.attributes.read import values_of
from analysis.coding.attributes.write import Typed, add_attribute, write_values
from analysis.coding.passages.read import CONSENSUS, PassageRecord, passage_records, with_texts
from analysis.coding.passages.wanted import EVERY_CODER, NONE, Wanted, passages_wanted
from analysis.coding.rounds.results import codebook_results
from analysis.models import Case
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from survey.models import Participant
from survey.population import Population
from tests.analysis.coding.rounds.decided_rounds import coded, settled
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db

PEOPLE = Population.PEOPLE


def passages(coding: CodingWorld, **wanted: Any) -> tuple[PassageRecord, ...]:
    values = values_of(coding.founding.study, Case.objects.all())
    found = passages_wanted(coding.codebook, PEOPLE, Wanted(**wanted), values)
    return passage_records(with_texts(found), coding.codebook)


def number(coding: CodingWorld, **wanted: Any) -> int:
    return len(passages(coding, **wanted))


def test_the_consensus_of_closed_rounds_is_what_the_results_count(coding: CodingWorld) -> None:
    settled(coding)
    results = codebook_results(coding.codebook, PEOPLE)
    segments = {one.theme.key: one.segments for one in results.themes if one.segments}
    for key, of_theme in segments.items():
        assert number(coding, theme=str(coding.guid(key))) == of_theme
    everything = passages(coding)
    assert len(everything) == sum(segments.values()) == 5
    assert {passage.coder for passage in everything} == {CONSENSUS}
    in_book = [theme.theme.key for theme in results.themes]
    order = [in_book.index(passage.theme_key) for passage in everything]
    assert order == sorted(order), "in the order of the codebook"


def test_passages_are_narrowed_down_by_everything_that_is_known(coding: CodingWorld) -> None:
    settled(coding)
    role = add_attribute(coding.founding.study, "Role")
    write_values(role, {coding.cases[1].pk: Typed("Lead", "")})
    label = coding.cases[1].label
    answer = coding.unit().answer
    assert answer is not None
    everything = number(coding)
    assert number(coding, case=label) == number(coding, attribute="role:Lead") == 1
    assert number(coding, attribute="role:") == everything - 1
    assert number(coding, attribute="role:Boss") == 0
    assert number(coding, round="1") == everything
    assert number(coding, round="2") == number(coding, round="x") == 0
    assert number(coding, theme="no guid") == 0
    by_scenario = [number(coding, scenario=key) for key in coding.founding.survey.scenarios]
    assert sum(by_scenario) == everything
    assert number(coding, scenario=answer.scenario) > 0
    assert number(coding, scenario=NONE) == 0
    assert 0 < number(coding, question=answer.question) < everything
    assert number(coding, question=NONE) == 0


def test_codings_are_found_once_they_are_compared_and_the_consensus_once_it_is_closed(
    coding: CodingWorld,
) -> None:
    coding.code(coding.ann, "class_overlap")
    assert number(coding, coder="ann") == number(coding, coder=EVERY_CODER) == 0
    coding.decide()
    assert number(coding, coder="ann") == number(coding, coder=EVERY_CODER) == 1
    assert number(coding, coder="ben") == number(coding) == 0


def test_an_excluded_participant_is_left_out_whoever_coded_them(coding: CodingWorld) -> None:
    coded(coding)
    before = number(coding, coder=EVERY_CODER)
    person = Participant.objects.get(case=coding.cases[1])
    exclude(person, Reason.LOW_QUALITY, by=coding.rita, now=NOON)
    assert number(coding, coder=EVERY_CODER) == before - 1


def test_the_words_of_an_identifying_answer_are_withheld(
    coding: CodingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(coding)
    theme = str(coding.guid("class_overlap"))
    first = passages(coding, theme=theme)[0]
    assert (first.before, first.words, first.after) == ("", "ye", "s")
    answer = coding.unit().answer
    assert answer is not None
    marked = {coding.founding.pk: frozenset({(answer.scenario, answer.question)})}
    monkeypatch.setattr("analysis.coding.passages.read.identifying_questions", lambda _: marked)
    withheld = [passage for passage in passages(coding) if passage.withheld]
    assert withheld
    assert {(one.before, one.words, one.after, one.memo) for one in withheld} == {("",) * 4}
