"""The pages on which researchers record participants of interviews, change them, and erase them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from survey.interviews.write import NewInterviewee, add_interviewee, write_attributes
from survey.models import Interviewee, InterviewWithdrawal
from survey.population import Population
from tests.analysis.coding_world import InterviewWorld, browser
from tests.world import NOON, World

HOME = "/admin/survey/interviewee/"
SAMPLE = f"{HOME}of/small-interviews/"
PEOPLE = f"{SAMPLE}people/"
NEW = {
    "label": "P7",
    "consented_on": "2026-05-04",
    "consent_language": "de",
    "channel": "Mailing list",
    "attribute-role": "user",
    "attribute-experience": "2,5",
    "consent": "on",
}


def new(interviews: InterviewWorld, **changes: str) -> dict[str, str]:
    return NEW | {"version": str(interviews.version.pk)} | changes


def text(client: Client, address: str, sent: dict[str, object] | None = None) -> str:
    response = client.get(address) if sent is None else client.post(address, sent, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def typed(label: str) -> Interviewee:
    return Interviewee.objects.get(label=label)


def test_the_page_of_a_study_of_interviews_leads_to_its_participants(
    interviews: InterviewWorld,
) -> None:
    page = text(browser(interviews.rita), f"/admin/survey/study/{interviews.study.pk}/change/")
    assert f'href="{SAMPLE}"' in page


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_page_of_a_survey_does_not(world: World, interviews: InterviewWorld) -> None:
    page = text(browser(interviews.rita), f"/admin/survey/study/{world.founding.study.pk}/change/")
    assert f"{HOME}of/" not in page
    slug = world.founding.study.slug
    assert browser(interviews.rita).get(f"{HOME}of/{slug}/").status_code == 404


def test_the_sample_table_shows_attributes_consent_and_interviews(
    interviews: InterviewWorld,
) -> None:
    write_attributes(interviews.person("P1"), {"experience": "3", "location": "Munich"})
    interviews.talk("P1", "The first talk", language="de")
    page = text(browser(interviews.rita), PEOPLE)
    for words in ("Developer", "3 years", "Munich", "2026-05-04", "The first talk", "de"):
        assert words in page
    assert "3 participants." in page
    assert "2 lack an attribute that the study asks for." in page


def test_somebody_is_recorded_by_the_account_that_holds_their_consent(
    interviews: InterviewWorld,
) -> None:
    page = text(browser(interviews.rita), f"{PEOPLE}add/", {**new(interviews)})
    assert "P7 is recorded." in page
    person = typed("P7")
    assert (person.recorded_by, person.consent_language) == ("rita", "de")
    assert person.attributes == {"role": "user", "experience": 2.5}
    assert person.channel == "Mailing list"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"consent": ""}, "Nobody is recorded without a consent."),
        ({"label": "P1"}, "There is a participant P1 in small-interviews already."),
        ({"consented_on": "2999-01-01"}, "which is still to come"),
        ({"attribute-role": "boss"}, "Select a valid choice."),
        ({"attribute-experience": "long"}, "Experience: long is no number from 0 upwards."),
        ({"version": "0"}, "Select a valid choice."),
    ],
)
def test_what_does_not_fit_is_said_and_nobody_is_recorded(
    interviews: InterviewWorld, changes: dict[str, str], wrong: str
) -> None:
    page = text(browser(interviews.rita), f"{PEOPLE}add/", {**new(interviews, **changes)})
    assert wrong in page
    assert Interviewee.objects.count() == 3


def test_attributes_of_everybody_are_typed_into_one_table(interviews: InterviewWorld) -> None:
    rita, address = browser(interviews.rita), f"{PEOPLE}attributes/"
    one, two = interviews.person("P1"), interviews.person("P2")
    page = text(rita, address)
    assert f'name="seen-{one.pk}-role" value="developer"' in page
    sent = {
        f"seen-{one.pk}-role": "developer",
        f"value-{one.pk}-role": "user",
        f"seen-{two.pk}-location": "",
        f"value-{two.pk}-location": "Munich",
    }
    assert "2 values changed." in text(rita, address, {**sent})
    assert typed("P1").attributes["role"] == "user"
    assert typed("P2").attributes["location"] == "Munich"


def test_what_somebody_else_typed_meanwhile_stands_beside_what_was_typed_now(
    interviews: InterviewWorld,
) -> None:
    one = interviews.person("P1")
    write_attributes(one, {"location": "Berlin"})
    sent = {f"seen-{one.pk}-location": "", f"value-{one.pk}-location": "Munich"}
    page = text(browser(interviews.rita), f"{PEOPLE}attributes/", {**sent})
    assert "Somebody else changed one of these values meanwhile" in page
    assert 'value="Munich"' in page
    assert "now Berlin" in page
    assert typed("P1").attributes["location"] == "Berlin"


TABLE = "number,consented_on,language,Role\nP8,2026-05-04,en,User\nP9,2026-05-04,en,boss\n"


@pytest.mark.parametrize("way", ["pasted", "file"])
def test_a_table_is_recorded_as_a_whole(interviews: InterviewWorld, way: str) -> None:
    rita, address = browser(interviews.rita), f"{PEOPLE}import/"

    def send(table: str) -> str:
        given = {"table": table}
        if way == "file":
            given = {"file": SimpleUploadedFile("people.csv", table.encode())}  # type: ignore[dict-item]
        return text(rita, address, {"version": interviews.version.pk, "consent": "on", **given})

    assert "Line 3: Role: boss is not among its choices." in send(TABLE)
    assert Interviewee.objects.count() == 3
    assert "2 participants are recorded." in send(TABLE.replace("boss", "user"))
    assert Interviewee.objects.count() == 5


def test_a_file_in_another_encoding_is_refused(interviews: InterviewWorld) -> None:
    file = SimpleUploadedFile("people.csv", "number;München".encode("latin-1"))
    sent = {"version": interviews.version.pk, "consent": "on", "file": file}
    page = text(browser(interviews.rita), f"{PEOPLE}import/", {**sent})
    assert "people.csv is not in UTF-8." in page


def test_the_download_can_be_imported_again(interviews: InterviewWorld) -> None:
    rita = browser(interviews.rita)
    write_attributes(interviews.person("P1"), {"experience": "3", "location": "=Munich"})
    before = list(Interviewee.objects.values("label", "attributes", "consented_on", "channel"))
    response = rita.get(f"{PEOPLE}participants.csv")
    assert 'filename="small-interviews-participants.csv"' in response["Content-Disposition"]
    table = response.content.decode()
    assert "'=Munich" in table
    Interviewee.objects.all().delete()
    sent = {"version": interviews.version.pk, "consent": "on", "table": table}
    assert "3 participants are recorded." in text(rita, f"{PEOPLE}import/", {**sent})
    after = list(Interviewee.objects.values("label", "attributes", "consented_on", "channel"))
    assert after == before


def test_the_page_of_a_person_shows_the_consent_and_leads_to_the_import(
    interviews: InterviewWorld,
) -> None:
    one = interviews.person("P1")
    page = text(browser(interviews.rita), f"{HOME}{one.pk}/change/")
    assert one.consent_digest in page
    assert f"/admin/analysis/transcript/add/?interviewee={one.pk}" in page


def test_a_number_is_changed_in_coding_as_well(interviews: InterviewWorld) -> None:
    case = interviews.talk("P1").case
    one = interviews.person("P1")
    sent = {
        "label": "P6",
        "consented_on": "2026-05-03",
        "consent_language": "en",
        "channel": "",
        "place": "3",
    }
    page = text(browser(interviews.rita), f"{HOME}{one.pk}/change/", {**sent})
    assert "The changes are stored." in page
    case.refresh_from_db()
    assert case.label == "P6"
    labels = Interviewee.objects.order_by("position").values_list("label", flat=True)
    assert list(labels) == ["P2", "P3", "P6"]


def test_interviews_change_places_on_the_page_of_the_person(interviews: InterviewWorld) -> None:
    first, second = (interviews.talk("P1", title) for title in ("First", "Second"))
    rita, one = browser(interviews.rita), interviews.person("P1")
    address = f"{HOME}{one.pk}/move/"
    page = text(rita, address, {"transcript": second.pk, "to": "up"})
    assert page.index(">Second<") < page.index(">First<")
    for wrong in ({"transcript": first.pk, "to": "away"}, {"transcript": "0", "to": "up"}):
        assert rita.post(address, wrong).status_code == 404


def test_erasing_asks_once(interviews: InterviewWorld) -> None:
    rita, one = browser(interviews.rita), interviews.person("P1")
    address = f"{HOME}{one.pk}/erase/"
    assert "Everything goes" in text(rita, address)
    assert Interviewee.objects.filter(pk=one.pk).exists()
    page = text(rita, address, {})
    assert "1 withdrew, and everything they said is deleted." in page
    assert not Interviewee.objects.filter(pk=one.pk).exists()
    assert InterviewWithdrawal.objects.count() == 1


def test_simulated_participants_are_labelled_and_apart(interviews: InterviewWorld) -> None:
    simulated = NewInterviewee(
        "Nobody 1", date(2026, 5, 4), "en", {}, population=Population.SIMULATED
    )
    person = add_interviewee(interviews.version, simulated, by="rita", now=NOON)
    rita = browser(interviews.rita)
    assert "Nobody 1" not in text(rita, PEOPLE)
    for address in (f"{SAMPLE}simulated/", f"{HOME}{person.pk}/change/"):
        page = text(rita, address)
        assert "Nobody 1" in page
        assert "<strong>Synthetic.</strong>" in page
    csv = rita.get(f"{SAMPLE}simulated/participants.csv")
    assert "small-interviews-synthetic-participants.csv" in csv["Content-Disposition"]


def test_coders_see_nothing_of_it(interviews: InterviewWorld) -> None:
    ann, one = browser(interviews.ann), interviews.person("P1")
    for address in (
        *(HOME, SAMPLE, PEOPLE, f"{PEOPLE}add/", f"{PEOPLE}import/", f"{PEOPLE}attributes/"),
        *(f"{PEOPLE}participants.csv", f"{HOME}{one.pk}/change/", f"{HOME}{one.pk}/erase/"),
    ):
        assert ann.get(address).status_code == 403, address
