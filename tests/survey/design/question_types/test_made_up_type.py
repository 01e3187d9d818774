"""A type of question that is defined in this file alone works everywhere: a new one is one file."""

from dataclasses import replace
from random import Random
from typing import Annotated, Any, ClassVar, Literal

import pytest
from django.http import QueryDict
from pydantic import Field, TypeAdapter

from analysis.export.dictionary import as_markdown, entries
from analysis.export.tables.answers import _in_cells
from analysis.records.answers import read_answers
from analysis.records.free_texts import text_questions
from analysis.report.questions import closing
from survey.design.path import PathPage, Section, participant_path
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.design.question_types.form_field import FieldKind, FormField
from survey.design.questions import Page, Question
from survey.design.time_needed import SECONDS_TO_TURN_A_PAGE, seconds_left
from survey.design.unique_keys import repeated_keys
from survey.models import Answer, PageVisit, Participant
from survey.participation.page_form import PageForm
from survey.simulation.journey import sent_for
from survey.simulation.times import seconds_on, varied
from tests.analysis.report.observations import observed
from tests.world import NOON, World, founding_study


class Confidence(BaseQuestion):
    """How sure somebody is, in steps of 25 percent."""

    answer_kind: ClassVar = AnswerKind.NUMBER
    seconds_to_answer: ClassVar = 5.0
    simulated_seconds: ClassVar = 4.0

    type: Literal["degree_of_confidence"]

    def form_field(self) -> FormField:
        return FormField(kind=FieldKind.RADIOS, choices=tuple(self.options_by_key().items()))

    def stored(self, entered: str, written_in: str = "") -> int:
        return int(entered)

    def readable(self, value: int) -> str:
        return f"{value}% sure"

    def possible_values(self) -> str:
        return "0 to 100 percent in steps of 25"

    def options_by_key(self) -> dict[str, str]:
        return {str(percent): f"{percent}% sure" for percent in range(0, 101, 25)}

    def simulated(self, random: Random) -> dict[str, str]:
        return {self.key: random.choice(list(self.options_by_key()))}


LONGER_UNION = Annotated[Question | Confidence, Field(discriminator="type")]
WRITTEN = {"type": "degree_of_confidence", "key": "sure", "text": "How sure are you?"}
SURE: Confidence = TypeAdapter[Any](LONGER_UNION).validate_python(WRITTEN)
PAGE = Page(
    key="confidence",
    title="At the end",
    questions=[{"type": "short_text", "key": "placeholder", "text": "?"}],
).model_copy(update={"questions": (SURE,)})
STUDY = founding_study().survey.model_copy(update={"closing": (PAGE,)})
ON_PATH = PathPage(1, Section.CLOSING, "confidence", "At the end", questions=(SURE,))
ANSWERED = {"0": 0, "25": 0, "50": 1, "75": 0, "100": 2}


def test_it_is_asked_on_the_path_and_its_key_is_checked() -> None:
    path = participant_path(STUDY, list(STUDY.scenarios))
    assert SURE in [question for page in path for question in page.questions]
    assert list(repeated_keys(STUDY)) == []


def test_it_is_shown_and_stored_by_its_page() -> None:
    form = PageForm([SURE], QueryDict("sure=75"))
    assert form.as_div().count('type="radio"') == 5
    assert "75% sure" in form.as_div()
    assert form.is_valid()
    assert form.answers() == {"sure": 75}
    refused = PageForm([SURE], QueryDict("sure=80"))
    assert "not one of the available choices" in str(refused.errors)


def test_its_simulated_answers_are_those_that_its_page_takes() -> None:
    for seed in range(20):
        (value,) = sent_for([SURE], Random(seed)).values()  # noqa: S311
        form = PageForm([SURE], QueryDict(f"sure={value}"))
        assert form.is_valid()


def test_its_seconds_count_in_what_is_left_and_in_simulated_times() -> None:
    left = seconds_left([ON_PATH, replace(ON_PATH, questions=())], minutes=1)
    # Four words at 200 a minute take 1.2 seconds.
    taken, nothing_asked = SECONDS_TO_TURN_A_PAGE + 1.2 + 5, SECONDS_TO_TURN_A_PAGE
    assert left[1] == pytest.approx(60 * nothing_asked / (taken + nothing_asked))
    drawn = seconds_on(ON_PATH, Random(1))  # noqa: S311
    assert drawn == varied(3.0 + 4.0, Random(1))  # noqa: S311


def test_the_data_package_describes_it_and_holds_its_answers() -> None:
    (entry,) = [
        entry for entry in entries((), [STUDY], with_identifying=False) if entry.question == "sure"
    ]
    assert (entry.type, entry.values) == ("degree_of_confidence", SURE.possible_values())
    assert (
        "- `sure` (degree of confidence): How sure are you? "
        "Values: 0 to 100 percent in steps of 25."
    ) in as_markdown([entry])
    assert _in_cells(SURE, 75) == ("75", None, None)


@pytest.mark.django_db
def test_the_database_counts_its_answers_and_a_report_tells_them(world: World) -> None:
    world.open()
    for name, value in {"ada": 100, "bob": 50, "cyd": 100}.items():
        participant = world.join(name)
        visit = PageVisit.objects.create(
            participant=participant, page="closing.confidence", shown_at=NOON
        )
        Answer.objects.create(participant=participant, visit=visit, question="sure", value=value)
    answers = read_answers(Participant.objects.all(), [STUDY])
    assert [(answered.question, answered.counts) for answered in answers] == [
        ("sure", ((50.0, 1), (100.0, 2)))
    ]
    (asked,) = closing(observed([], study=STUDY, answers=answers))
    assert (asked.is_closed, asked.is_text) == (True, False)
    assert asked.options == SURE.options_by_key()
    assert asked.counts() == ANSWERED
    assert ("", "sure") not in text_questions(STUDY, list(STUDY.scenarios))
