"""The cases of a project become participants who consented, with what is known of them."""

from datetime import date

import pytest

from analysis.coding.exchange.destination import Destination
from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.project import Case
from analysis.coding.exchange.store import store_project
from analysis.errors import ExchangeFileError
from analysis.models import AttributeValue, Codebook, Transcript
from survey.errors import UnfitInterviewee
from survey.interviews.models import Interviewee
from tests.analysis.coding.exchange.foreign_projects import project
from tests.analysis.coding.exchange.imported_talks import (
    CHOOSE,
    CONSENTED,
    NAMES,
    REVIEW,
    nothing_is_there,
    sent,
    words,
)
from tests.analysis.coding.exchange.read_projects import read, source
from tests.analysis.coding.reviews import answered
from tests.analysis.coding_world import CodingWorld, InterviewWorld, browser
from tests.world import NOON

pytestmark = pytest.mark.django_db

LONG = "A name of more than twenty characters"


def store(interviews: InterviewWorld, *cases: Case, synthetic: bool = False) -> None:
    texts = [source(name) for name in ("a", "b", "c", "d")]
    to = Destination(interviews.study, None, "talks", "Talks", synthetic)
    consented = date(2026, 5, 4)
    store_project(
        read(*texts, cases=cases),
        to,
        {},
        read_all=True,
        consented_on=consented,
        by="rita",
        now=NOON,
    )


def case(name: str, *texts: str, **values: str) -> Case:
    guids = tuple(source(text).guid for text in texts)
    return Case(guid_of(name), name, guids, tuple(values.items()))


def test_a_case_keeps_its_name_where_it_fits_and_is_free_and_its_texts_in_order(
    interviews: InterviewWorld,
) -> None:
    store(interviews, case("P1", "a"), case(LONG, "c", "b"), case("Nora", "d"))
    new = Interviewee.objects.exclude(label__in=["P1", "P2", "P3"])
    assert list(new.values_list("label", flat=True)) == ["P4", "P5", "Nora"]
    assert {(one.consented_on, one.recorded_by) for one in new} == {(date(2026, 5, 4), "rita")}
    talks = Transcript.objects.filter(case__label="P5").order_by("position")
    assert list(talks.values_list("title", flat=True)) == ["c", "b"]


def test_variables_of_the_study_file_become_attributes_and_others_are_typed(
    interviews: InterviewWorld,
) -> None:
    store(interviews, case("Nora", "a", Role="User", EXPERIENCE="2.5 years", Mood="fine"))
    nora = Interviewee.objects.get(label="Nora")
    assert nora.attributes == {"role": "user", "experience": 2.5}
    (typed,) = AttributeValue.objects.all()
    assert (typed.attribute.name, typed.value) == ("Mood", "fine")


def test_an_attribute_outside_its_choices_stores_nothing(interviews: InterviewWorld) -> None:
    with pytest.raises(UnfitInterviewee, match="Role: nurse is not among its choices"):
        store(interviews, case("Nora", "a"), case("Omar", "b", role="nurse"))
    assert nothing_is_there()
    assert Interviewee.objects.count() == 3


def test_the_texts_of_simulated_people_are_of_simulated_participants(
    interviews: InterviewWorld,
) -> None:
    store(interviews, case("Nora", "a"), synthetic=True)
    assert Interviewee.objects.get(label="Nora").population == "simulated"
    assert Transcript.objects.get(case__label="Nora").synthetic


def test_the_day_of_consent_is_asked_for_and_cannot_be_to_come(interviews: InterviewWorld) -> None:
    rita = browser(interviews.rita)
    page = rita.post(CHOOSE, sent(interviews, project())).content.decode()
    assert "Import nobody who has not consented." in words(page.encode())
    review = answered(page, NAMES)
    assert "This field is required." in rita.post(REVIEW, review).content.decode()
    later = rita.post(REVIEW, {**review, "consented_on": "2999-01-01"}).content.decode()
    assert "cannot have consented on 2999-01-01" in later
    assert nothing_is_there()
    rita.post(REVIEW, {**review, "consented_on": CONSENTED})
    assert Transcript.objects.count() == 2


def test_a_survey_is_refused(coding: CodingWorld) -> None:
    with pytest.raises(ExchangeFileError, match=r"is a survey\. Its texts would be interviews"):
        store_project(
            read(source("a")),
            Destination(coding.study, None, "talks", "Talks"),
            {},
            read_all=True,
            consented_on=NOON.date(),
            by="rita",
            now=NOON,
        )
    assert not Codebook.objects.exists()
