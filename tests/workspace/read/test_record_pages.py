"""One participant on one page: what they were asked, did and answered, and what is judged of it."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from analysis.models import Assessment, Exclusion, ExclusionStep
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from attribution.actions import load_bundle
from attribution.data.display import Text
from attribution.queries import explanations
from operations.models import Change
from survey.members.roles import Role
from survey.models import Answer, CheckAttempt, Participant, Tombstone
from tests.analysis.another_version import next_version
from tests.analysis.conftest import Studied
from tests.analysis.participation import go_through
from tests.analysis.records.test_exclusion_reasons import with_rule
from tests.roles import with_role
from tests.survey.trial.texts_and_curves import bundle_of
from tests.workspace.read.test_pages import HERE, text
from tests.world import NOON, World, joined

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]

ADA, FAY = f"{HERE}people/1/", f"{HERE}people/6/"


def test_everything_of_a_participant_is_on_one_page_in_the_order_of_the_path(
    researcher: Client, studied: Studied
) -> None:
    first, second = (studied.ada.definition.scenarios[key] for key in studied.ada.order)
    CheckAttempt.objects.create(
        participant=studied.ada,
        chosen={
            question.key: question.correct for question in studied.ada.definition.tutorial.check
        },
        passed=True,
        attempted_at=NOON,
    )
    page = text(researcher, ADA)
    in_order = (
        "Participant P1",
        "2027-01-31 12:00 UTC, to version 2.0",
        "Have you developed",
        "Attempt 1",
        "Attempt 2",
        first.title,
        "Apply",
        "Why did you choose upweighting as the action?",
        "Grün “quoted”",
        second.title,
        "Assessment",
        "Nobody has assessed these answers yet.",
    )
    places: list[int] = []
    for words in in_order:
        assert words in page, words
        places.append(page.index(words, places[-1] if places else 0))
    assert page.count("<mark>submitted</mark>") == 2
    assert f"/admin/survey/participant/{studied.ada.pk}/replay/image/?shown=1#replay" in page
    assert "very few words" in page.lower()
    assert "10 characters" not in page or "13 characters where several" in page
    assert studied.ada.token not in page


def test_left_empty_is_told_from_not_asked_and_from_not_submitted(
    researcher: Client, studied: Studied
) -> None:
    Answer.objects.filter(participant=studied.ada, question="remarks").delete()
    page = text(researcher, ADA)
    assert page.count("left empty") == 1
    assert "Not reached" not in page
    page = text(researcher, FAY)
    assert "asked, not submitted" in page
    assert "Not reached" in page
    assert "Flags are made when somebody is done." in page
    assert "left empty" not in page


def test_answers_that_could_tell_who_somebody_is_are_read_by_leads_alone(world: World) -> None:
    world.open()
    old = world.founding.survey.closing[-1].questions[-1]
    asked = old.model_copy(update={"identifying": True})
    person = joined(next_version(asked), "somebody")
    go_through(person)
    Answer.objects.filter(participant=person, question=old.key).update(value="zq-marker-3")
    page = text(with_role(Role.RESEARCHER), ADA)
    assert "zq-marker-3" not in page
    assert "answered, shown to leads alone" in page
    assert "1 answer could tell who somebody is" in page
    assert "zq-marker-3" in text(with_role(Role.LEAD), ADA)


def test_a_researcher_assesses_excludes_by_a_rule_and_takes_in_again(
    researcher: Client, studied: Studied
) -> None:
    with_rule("too_fast", "Faster than reading")
    assert "Faster than reading" in text(researcher, ADA)
    fine = researcher.post(f"{ADA}assess/", {"verdict": "fine", "note": "clear"}, follow=True)
    assert "P1 was assessed and stays in the analysis." in fine.content.decode()
    assert Assessment.objects.get().note == "clear"
    sent = {"verdict": "exclude", "reason": "too_fast", "note": ""}
    out = researcher.post(f"{ADA}assess/", sent, follow=True).content.decode()
    assert "P1 is excluded." in out
    assert "excluded: Faster than reading" in out
    assert "Take in again" in out
    sent = {"do": "take_in", "reason": "mistaken", "note": ""}
    back = researcher.post(f"{ADA}assess/", sent, follow=True).content.decode()
    assert "P1 is taken in again." in back
    assert not Exclusion.objects.exists()
    assert list(ExclusionStep.objects.values_list("kind", "reason")) == [
        ("excluded", "too_fast"),
        ("readmitted", "mistaken"),
    ]
    for words in ("Faster than reading", "excluded by mistake", "stays in the analysis"):
        assert words in back


def test_saving_can_lead_on_to_the_next_one_of_the_list(
    researcher: Client, studied: Studied
) -> None:
    sent = {"verdict": "fine", "onward": "yes"}
    asked = "?assessed=not_yet"
    done = researcher.post(f"{HERE}people/4/assess/{asked}", sent)
    assert done.headers["Location"] == f"{HERE}people/3/{asked}"


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({}, "Say whether these answers can be analysed."),
        ({"verdict": "exclude"}, "Choose a reason: without one nobody is excluded."),
        ({"verdict": "exclude", "reason": "mistaken"}, "Select a valid choice."),
        ({"verdict": "fine", "reason": "other"}, "There is a reason to exclude."),
        ({"do": "take_in", "reason": "low_quality"}, "Select a valid choice."),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field_and_nothing_is_stored(
    researcher: Client, studied: Studied, sent: dict[str, str], problem: str
) -> None:
    page = researcher.post(f"{ADA}assess/", sent)
    assert page.status_code == 422
    assert problem in page.content.decode()
    assert not ExclusionStep.objects.exists()
    assert not Assessment.objects.exists()


def test_what_somebody_else_did_meanwhile_is_said_in_a_sentence(
    researcher: Client, studied: Studied, rosa: User
) -> None:
    exclude(studied.ada, Reason.OTHER, by=rosa, now=NOON)
    sent = {"verdict": "exclude", "reason": "low_quality"}
    page = researcher.post(f"{ADA}assess/", sent, follow=True).content.decode()
    assert "P1 is excluded already; nothing was changed." in page
    page = researcher.post(f"{FAY}assess/", sent, follow=True).content.decode()
    assert "P6 is still taking part" in page
    assert ExclusionStep.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["people/5/", "people/0/", "people/99999999999999999999/", "pilots/1/", "nobody/1/"]
)
def test_there_is_nobody_else(researcher: Client, studied: Studied, address: str) -> None:
    assert researcher.get(f"{HERE}{address}").status_code == 404


def test_a_lead_erases_somebody_after_typing_their_number(studied: Studied) -> None:
    lead, address = with_role(Role.LEAD), f"{ADA}erase/"
    assert "What goes" in text(lead, address)
    assert "Erase everything about" in text(lead, ADA)
    wrong = lead.post(address, {"number": "2"})
    assert wrong.status_code == 422
    assert "Type P1 to erase everything about them." in wrong.content.decode()
    withdrew = Tombstone.objects.count()
    done = lead.post(address, {"number": "1"}, follow=True)
    assert "Everything about P1 is erased." in done.content.decode()
    assert not Participant.objects.filter(pk=studied.ada.pk).exists()
    assert Tombstone.objects.count() == withdrew + 1
    change = Change.objects.get(what="participant")
    assert (change.by, change.kind, change.which) == (
        "account lead",
        "deleted",
        "P1 of tda-needfinding",
    )
    assert lead.get(ADA).status_code == lead.get(address).status_code == 404


def test_a_researcher_who_is_no_lead_erases_nobody(researcher: Client, studied: Studied) -> None:
    assert "Erase everything about" not in text(researcher, ADA)
    assert researcher.get(f"{ADA}erase/").status_code == 403
    assert researcher.post(f"{ADA}erase/", {"number": "1"}).status_code == 403
    assert Participant.objects.filter(pk=studied.ada.pk).exists()


def test_the_number_of_queries_does_not_grow_with_participants(
    researcher: Client, studied: Studied, world: World
) -> None:
    def queries() -> int:
        text(researcher, ADA)
        with CaptureQueriesContext(connection) as captured:
            text(researcher, ADA)
        return len(captured)

    few = queries()
    for name in ("one", "two", "three"):
        go_through(world.join(name))
    assert queries() == few


@pytest.mark.parametrize(("name", "size"), [("letters", 0), ("pulses", 40)])
def test_an_error_that_is_a_text_or_a_curve_is_shown_as_one(
    researcher: Client, studied: Studied, name: str, size: int
) -> None:
    bundle = load_bundle(bundle_of(name, size), loaded_at=NOON).bundle.digest
    known = explanations(bundle)
    studied.ada.trials.update(bundle=bundle, error=known.errors[0])
    page = researcher.get(ADA).content.decode()
    display = known.error(known.errors[0]).display
    if isinstance(display, Text):
        assert page.count(f'<div class="words" dir="auto">{escape(display.text)}</div>') == 2
    else:
        assert page.count('<svg class="curve"') == 2
        assert "Voltage (mV) by Time (s), 40 values from 0 to 2" in page
        assert "curve-of-error" not in page  # an id that would be there twice
