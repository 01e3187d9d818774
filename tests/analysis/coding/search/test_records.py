"""A search finds only what its reader may read, and shows only the codings they may see."""

import pytest
from pytest_django import DjangoAssertNumQueries

from analysis.coding.desk.apply_codes import Segment
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.desk.records import open_cases
from analysis.coding.rounds.plan import plan_round
from analysis.coding.search.find import Query
from analysis.coding.search.records import (
    Asked,
    Found,
    Searchable,
    search,
    searchable_by,
    searchable_in,
)
from analysis.coding.transcripts.turns import Turn
from analysis.models import Case
from survey.population import Population
from tests.analysis.coding_world import CodingWorld, InterviewWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db

ANSWER = "The coat looks odd. Coats are odd."


def say(coding: CodingWorld, words: str, case: int = 0, unit: int = 0) -> None:
    answer = coding.unit(case, unit).answer
    assert answer is not None
    answer.value = words
    answer.save()


def found(texts: Searchable, typed: str, **asked: object) -> list[tuple[str, str, str]]:
    hits = search(texts, Asked(Query(typed), **asked)).hits  # type: ignore[arg-type]
    return [(hit.case.label, hit.found, "/".join(hit.themes)) for hit in hits]


def test_a_coder_finds_words_in_their_round_with_their_own_codings_alone(
    coding: CodingWorld,
) -> None:
    say(coding, ANSWER)
    label = coding.cases[0].label
    coding.code(coding.ann, "class_overlap", segment=Segment(0, 8))
    coding.code(coding.ben, "mislabeled_data")
    texts = searchable_by(coding.part(coding.ann))
    overlap = coding.guid("class_overlap")
    assert found(texts, "coat") == [(label, "coat", "Class overlap"), (label, "Coat", "")]
    assert found(texts, "coat", coded="yes") == [(label, "coat", "Class overlap")]
    assert found(texts, "coat", coded="no") == [(label, "Coat", "")]
    assert found(texts, "coat", coded="yes", theme=coding.guid("mislabeled_data")) == []
    assert len(found(texts, "coat", coded="no", theme=coding.guid("mislabeled_data"))) == 2
    assert found(texts, "coat", coded="yes", theme=overlap) == [(label, "coat", "Class overlap")]


def test_nobody_finds_what_another_coder_proposed_or_coded_before_the_comparison(
    coding: CodingWorld,
) -> None:
    say(coding, ANSWER)
    propose_theme(coding.part(coding.ann), name="Coat theme", definition="")
    coding.code(coding.ann, "class_overlap")

    def themes(result: Found) -> list[str]:
        return [theme.name for theme in result.themes]

    asked = Asked(Query("coat"))
    assert themes(search(searchable_by(coding.part(coding.ann)), asked)) == ["Coat theme"]
    theirs = search(searchable_by(coding.part(coding.ben)), asked)
    study = search(searchable_in(coding.codebook, Population.PEOPLE), asked)
    for result in (theirs, study):
        assert themes(result) == []
        assert [hit.themes for hit in result.hits] == [(), ()]
    coding.compare()
    study = search(searchable_in(coding.codebook, Population.PEOPLE), asked)
    assert [hit.themes for hit in study.hits] == [("Class overlap",), ("Class overlap",)]


def test_scenarios_and_questions_part_the_texts(coding: CodingWorld) -> None:
    unit = coding.unit(0, 1)
    assert unit.answer is not None
    say(coding, "A zebra.", unit=1)
    say(coding, "A zebra.", case=1, unit=2)
    texts = searchable_by(coding.part(coding.ann))
    assert unit.answer.question in texts.questions
    assert unit.answer.scenario in texts.scenarios
    assert len(found(texts, "zebra")) == 2
    asked = {"scenario": unit.answer.scenario, "question": unit.answer.question}
    assert found(texts, "zebra", **asked) == [(coding.cases[0].label, "zebra", "")]


def interview(coding: InterviewWorld, label: str, words: str) -> Case:
    turns = [Turn("I", None, None, f"Why {words}?"), Turn("P1", None, None, f"Because {words}.")]
    return coding.talk(label, "One", turns, interviewers=["I"]).case


def test_only_what_can_be_coded_now_is_offered(interviews: InterviewWorld) -> None:
    coding = interviews
    joint, apart = interview(coding, "P1", "rain"), interview(coding, "P2", "rain")
    coding.__dict__["round"] = plan_round(
        coding.codebook,
        title="Talks",
        cases=[joint, apart],
        joint=[joint],
        coders=[coding.ann, coding.ben],
        now=NOON,
    )
    texts = searchable_by(coding.part(coding.ann))
    assert open_cases(coding.part(coding.ann)) == {joint.pk}
    assert texts.speakers == ["I", "P1"]
    hits = search(texts, Asked(Query("rain"))).hits
    assert [(hit.case.label, hit.unit.speaker, hit.is_offered) for hit in hits] == [
        (joint.label, "I", False),
        (joint.label, "P1", True),
        (apart.label, "I", False),
        (apart.label, "P1", False),
    ]
    assert [hit.before for hit in hits[:2]] == ["Why ", "Because "]
    assert len(search(texts, Asked(Query("rain"), speaker="P1")).hits) == 2


def test_a_study_is_searched_without_what_could_tell_who_somebody_is(
    coding: CodingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(coding, ANSWER)
    answer = coding.unit().answer
    assert answer is not None
    assert len(found(searchable_in(coding.codebook, Population.PEOPLE), "coat")) == 2
    assert found(searchable_in(coding.codebook, Population.SIMULATED), "coat") == []
    asked = frozenset({(answer.scenario, answer.question)})
    monkeypatch.setattr("analysis.coding.rounds.results._identifying", lambda _version: asked)
    assert found(searchable_in(coding.codebook, Population.PEOPLE), "coat") == []


def test_a_search_takes_as_many_queries_however_many_texts_there_are(
    coding: CodingWorld, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    part = coding.part(coding.ann)
    with django_assert_max_num_queries(6):
        search(searchable_by(part), Asked(Query("e")))


def test_no_more_hits_are_kept_than_can_be_read(
    coding: CodingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.coding.search.records.MOST_HITS", 3)
    say(coding, "odd odd odd odd")
    result = search(searchable_by(coding.part(coding.ann)), Asked(Query("odd")))
    assert (len(result.hits), result.is_cut) == (3, True)


def test_what_stands_around_a_hit_begins_and_ends_with_whole_words(coding: CodingWorld) -> None:
    say(coding, f"{'before ' * 40}coat{' after' * 40}")
    (hit,) = search(searchable_by(coding.part(coding.ann)), Asked(Query("coat"))).hits
    assert set(hit.before.split()) == {"…", "before"}
    assert set(hit.after.split()) == {"…", "after"}
