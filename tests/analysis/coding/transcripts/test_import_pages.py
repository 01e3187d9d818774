"""A file is read, its speakers set, its names looked through, and only then it is stored."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from analysis.coding.transcripts.keys import key_file, read_keys
from analysis.coding.transcripts.pseudonyms import pseudonymised
from analysis.coding.transcripts.turns import Turn
from analysis.models import Transcript, Unit
from survey.interviews.write import erase_interviewee
from tests.analysis.coding.reviews import answered, held
from tests.analysis.coding.transcripts.interview import TALK
from tests.analysis.coding_world import InterviewWorld, browser
from tests.operations.newest_change import newest
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ADD, REVIEW = "/admin/analysis/transcript/add/", "/admin/analysis/transcript/review/"
INTERVIEW = "I: Do you check it, Mark?\nMark: I check it. Mark it, says Mark of Acme. At Acme.\n"


class Import:
    """An import by a researcher, page by page."""

    def __init__(self, interviews: InterviewWorld, content: str, **more: Any) -> None:
        self.rita: Client = browser(interviews.rita)
        file = SimpleUploadedFile("talk.txt", content.encode())
        sent = {"file": file, "interviewee": str(interviews.person().pk), "title": "Interview 1"}
        self.page = self.rita.post(ADD, {**sent, **more}).content.decode()

    def send(self, **fields: Any) -> str:
        sent = {
            "held": held(self.page),
            **{name.replace("__", "-"): v for name, v in fields.items()},
        }
        self.page = self.rita.post(REVIEW, sent).content.decode()
        return self.page

    def answer(self, replace: dict[str, str], **more: Any) -> Any:
        response = self.rita.post(REVIEW, {**answered(self.page, replace), **more}, follow=True)
        if "text/html" in response.headers["Content-Type"]:
            self.page = response.content.decode()
        return response


def proposals(page: str) -> dict[str, tuple[str, bool]]:
    """The pseudonym that is proposed for words, and whether they are ticked."""
    fields = dict(re.findall(r'name="pseudonym of ([^"]*)" value="([^"]*)"', page))
    ticked = re.findall(r'name="replace" value="([^"]*)" checked', page)
    return {unescape(words): (named, words in ticked) for words, named in fields.items()}


def stored_turns() -> list[tuple[str, str]]:
    return list(Unit.objects.order_by("position").values_list("speaker", "turn"))


def test_names_that_are_ticked_leave_the_title_as_well(interviews: InterviewWorld) -> None:
    talk = Import(interviews, TALK, title="Anna Schmidt, part I")
    talk.send(do="names")
    talk.answer({"Anna Schmidt": "[Person 1]"})
    assert Transcript.objects.get().title == "[Person 1], part I"


def test_names_are_looked_through_before_anything_is_stored(interviews: InterviewWorld) -> None:
    first = Import(interviews, TALK)
    assert "Go on to the names" in first.page
    first.send(do="names")
    assert proposals(first.page) == {
        "Anna Schmidt": ("[Person 1]", True),
    }
    assert not Transcript.objects.exists()
    key = first.answer({"Anna Schmidt": "[Person 1]"}, do="key")
    assert "Anna Schmidt" in key.content.decode()
    assert not Transcript.objects.exists()
    wrong = first.rita.post(REVIEW, answered(first.page, {"Anna Schmidt": "Bo"}))
    assert "Bo is no pseudonym" in wrong.content.decode()
    names = dict(answered(first.page, {"Anna Schmidt": "[Person 1]"}))
    assert (
        "P1 · Interview 1 is stored"
        in first.answer({"Anna Schmidt": "[Person 1]"}).content.decode()
    )
    assert stored_turns()[1] == ("[Person 1]", "It was the data, said [Person 1].")
    again = first.rita.post(REVIEW, names).content.decode()
    assert "Give this one another title" in again
    assert first.rita.post(REVIEW, {**names, "held": "forged"}).status_code == 302


def test_the_words_of_participants_survive_labels_and_what_is_not_ticked_is_asked_once_more(
    interviews: InterviewWorld,
) -> None:
    """A3: every “I” of every participant was replaced by the label of the interviewer."""
    talk = Import(interviews, INTERVIEW)
    talk.send(do="names")
    assert proposals(talk.page) == {
        "Mark": ("[Person 1]", True),
        "Acme": ("[Name 1]", False),
    }
    talk.answer({"Mark": "[Person 1]"}, sure="", leave=["1:12:Mark"])
    assert "1 proposal is not ticked, and would stay as said." in talk.page
    assert not Transcript.objects.exists()
    assert 'value="1:12:Mark" checked' in talk.page
    talk.answer({"Mark": "[Person 1]"}, leave=["1:12:Mark"])
    assert stored_turns() == [
        ("I", "Do you check it, [Person 1]?"),
        ("[Person 1]", "I check it. Mark it, says [Person 1] of Acme. At Acme."),
    ]


def test_words_that_were_missed_come_back_with_their_places_before_they_are_replaced(
    interviews: InterviewWorld,
) -> None:
    talk = Import(interviews, INTERVIEW)
    talk.send(do="names")
    added = {"lines": "check it = [Deed]\nnobody = [N]\nAcme = [Company]"}
    talk.answer({"Mark": "[Person 1]"}, **added)
    assert "2 more are in the list now. Look at their places first." in talk.page
    assert not Transcript.objects.exists()
    assert proposals(talk.page)["check it"] == ("[Deed]", True)
    assert "stands nowhere" in talk.page
    assert "I <mark>check it</mark>. Mark it" in re.sub(r"\s+", " ", talk.page)
    assert "1 proposal" not in talk.answer({}, do="show", lines="check it").content.decode()
    assert "Line 1 of the replacements has no form" in talk.page
    talk.answer({"Mark": "[Person 1]"}, **{**added, "do": "show"})
    talk.answer({"Mark": "[Person 1]", "check it": "[Deed]"}, **added)
    changed = "I [Deed]. [Person 1] it, says [Person 1] of [Company]. At [Company]."
    assert stored_turns()[1][1] == changed


def test_speakers_and_words_are_corrected_before_the_import(interviews: InterviewWorld) -> None:
    talk = Import(interviews, "What do you do\n\nI lok at it. And you?\n\nNothing\n")
    talk.send(do="alternate", alternate__first=1, alternate__one="I", alternate__other="Zoe")
    talk.send(do="interviewers", interviewers__interviewers=["I"])
    assert "Turn 2: correct its words" in talk.send(open="2")
    talk.send(do="words", words__turn=2, words__words="I look at it. And you?")
    talk.send(do="split", split__turn=2, split__words="And you")
    talk.send(do="rename", rename__old="Zoe", rename__new="P9")
    talk.send(do="speaker", speaker__first=3, speaker__speaker="I")
    talk.send(do="merge", merge__turn=3)
    refused = talk.send(do="speaker", speaker__first=3, speaker__last=9, speaker__speaker="I")
    assert "There are turns 1 to 3" in refused
    assert not Transcript.objects.exists()
    talk.send(do="names")
    talk.answer({})
    assert stored_turns() == [
        ("I", "What do you do"),
        ("P9", "I look at it."),
        ("I", "And you? Nothing"),
    ]
    assert Transcript.objects.get().interviewers == ["I"]


def test_both_pages_say_what_the_file_left_open(interviews: InterviewWorld) -> None:
    talk = Import(interviews, "It rains.")
    assert "<li>No speakers were named.</li>" in talk.page
    assert "<li>No speakers were named.</li>" in talk.send(do="names")


def test_one_key_goes_on_through_the_interviews_of_a_study(interviews: InterviewWorld) -> None:
    """The same person keeps their pseudonym, and the last key opens every transcript."""
    first = Import(interviews, "I: So?\nAnna Schmidt: Yes.\n")
    first.send(do="names")
    one = first.answer({"Anna Schmidt": "[Person 1]"}, do="key").content
    key = SimpleUploadedFile("key.json", one)
    second = Import(
        interviews, "I: So?\nBo Chen: I ask Anna Schmidt.\n", title="Interview 2", keys=[key]
    )
    second.send(do="names")
    assert proposals(second.page) == {
        "Anna Schmidt": ("[Person 1]", True),
        "Bo Chen": ("[Person 2]", True),
    }
    assert "key of an earlier transcript" in second.page
    chosen = {"Anna Schmidt": "[Person 1]", "Bo Chen": "[Person 2]"}
    both = second.answer(chosen, do="key").content
    assert [len(key.occurrences) for key in read_keys(both)] == [1, 2]
    assert (newest().kind, newest().which) == ("downloaded", "key of a transcript")
    assert newest().study
    assert not Transcript.objects.exists()


def key_of(words: str, pseudonym: str) -> SimpleUploadedFile:
    _turns, key = pseudonymised([Turn(words, None, None, "Yes.")], {words: pseudonym})
    return SimpleUploadedFile("key.json", key_file([key]).encode())


def test_keys_that_contradict_each_other_and_other_files_are_refused(
    interviews: InterviewWorld,
) -> None:
    anna, bob = key_of("Anna", "[Person 1]"), key_of("Bob", "[Person 1]")
    assert (
        "The keys contradict each other on [Person 1]."
        in Import(interviews, TALK, keys=[anna, bob]).page
    )
    other = SimpleUploadedFile("notes.json", b"{}")
    assert "This is no key to a transcript." in Import(interviews, TALK, keys=[other]).page


def test_day_way_length_language_and_the_next_title_are_kept(interviews: InterviewWorld) -> None:
    interviews.talk("P2")
    how = {"held_on": "2026-06-01", "mode": "video_call", "minutes": "45", "language": "de"}
    talk = Import(interviews, TALK, interviewee=str(interviews.person("P2").pk), title="", **how)
    talk.send(do="names")
    assert "P2 · Interview 2 is stored" in talk.answer({}).content.decode()
    stored = Transcript.objects.get(title="Interview 2")
    assert (stored.case.label, stored.position, stored.language) == ("P2", 2, "de")
    assert (str(stored.held_on), stored.mode, stored.minutes) == ("2026-06-01", "video_call", 45)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("held_on", "2026-05-03", "P1 consented on 2026-05-04, after the interview of 2026-05-03."),
        ("held_on", "2999-01-01", "The interview of 2999-01-01 is still to come."),
        ("minutes", "0", "greater than or equal to 1"),
        ("language", "Deutsch", "Write the language as a tag"),
        ("interviewee", "999", "999 is not one of the available choices"),
    ],
)
def test_what_does_not_fit_an_interview_is_told_beside_its_field(
    interviews: InterviewWorld, field: str, value: str, sentence: str
) -> None:
    page = Import(interviews, TALK, **{field: value}).page
    assert sentence in page
    assert page.count('class="errorlist"') == 1
    assert not Transcript.objects.exists()


def test_participants_are_offered_by_study_and_one_can_be_chosen_before(
    interviews: InterviewWorld,
) -> None:
    asked = interviews.person("P3")
    page = browser(interviews.rita).get(f"{ADD}?interviewee={asked.pk}").content.decode()
    assert '<optgroup label="small-interviews">' in page
    assert f'<option value="{asked.pk}" selected>P3</option>' in page


def test_somebody_who_withdrew_meanwhile_gets_no_transcript(interviews: InterviewWorld) -> None:
    talk = Import(interviews, TALK)
    talk.send(do="names")
    erase_interviewee(interviews.person(), now=NOON)
    assert talk.answer({}).status_code == 200
    assert "The participant was deleted meanwhile, and nothing was stored." in talk.page
    assert "Acme" not in talk.page
    assert not Transcript.objects.exists()
