"""Commands say of a study of interviews what it asks, and load it like any other."""

from io import StringIO

import pytest
from django.core.management import call_command

from survey.design.interviews.definition import InterviewStudy
from survey.design.interviews.in_words import interviews_in_words
from survey.studies.models import Study
from tests.interview_world import small_study
from tests.world import STUDIES

SHIPPED = STUDIES / "tda-interviews" / "study.yaml"


def said_by(command: str) -> list[str]:
    out = StringIO()
    call_command(command, SHIPPED, stdout=out)
    return [line.strip() for line in out.getvalue().splitlines()]


@pytest.mark.django_db(transaction=True)
def test_checking_prints_what_it_asks_and_whom_it_takes() -> None:
    lines = said_by("check_study")
    assert lines[0] == f"{SHIPPED} is a valid study: tda-interviews 1.0"
    for expected in (
        "experience: Has worked with machine-learning systems for at least one month.",
        "Products whose safety is regulated: lifts",
        "30 to 60 minutes, in person or by video call, in en, de",
        "Topic 1 of 4 (job): The job",
        "When do these data matter in your work, and when do they not?",
        "role (one of user, developer): Role; reports compare groups by it",
        "ml_experience (number of years): Experience with ML",
        "adult: I am at least 18 years old.",
    ):
        assert expected in lines
    assert not any(line.startswith("Step") for line in lines)


@pytest.mark.django_db
def test_loading_stores_it_once() -> None:
    assert said_by("load_study")[0].startswith("tda-interviews 1.0 stored (SHA-256 ")
    assert "is loaded already, nothing changed" in said_by("load_study")[0]
    assert Study.objects.get().kind == "interviews"


def test_an_attribute_that_may_be_left_out_is_marked() -> None:
    definition = small_study(
        attributes={"age": {"title": "Age", "type": "number", "required": False}}, groups=None
    ).definition
    assert isinstance(definition, InterviewStudy)
    assert "    age (number, may be left out): Age" in list(interviews_in_words(definition))
