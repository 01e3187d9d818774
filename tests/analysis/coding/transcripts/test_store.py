"""A stored transcript is coded like answers, and goes with everything coded in it."""

from pathlib import Path

import pytest
from django.core.management import call_command

from analysis.coding.rounds.plan import plan_round
from analysis.coding.transcripts.keys import TEXT
from analysis.coding.transcripts.pseudonyms import Place, pseudonymised, restored
from analysis.coding.transcripts.store import (
    erase_transcript,
    retitle,
    store_transcript,
    turns_of,
)
from analysis.coding.transcripts.turns import Turn
from analysis.errors import NameTaken, TranscriptFileError
from analysis.models import Case, Coding, Transcript
from tests.analysis.coding.transcripts.interview import CHOSEN, TALK, TURNS
from tests.analysis.coding_world import InterviewWorld, browser
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_a_transcript_is_coded_and_goes_with_all_its_codings(
    interviews: InterviewWorld, tmp_path: Path
) -> None:
    file, lines = tmp_path / "talk.txt", tmp_path / "none.txt"
    file.write_text(TALK)
    lines.write_text("")
    call_command(
        "import_transcript",
        file,
        study="small-interviews",
        participant="P2",
        title="One",
        replacements=lines,
    )
    case = Case.objects.get(label="P2")
    interviews.__dict__["cases"] = (case,)
    interviews.__dict__["round"] = plan_round(
        interviews.codebook, title="Talks", cases=[case], coders=[interviews.ann], now=NOON
    )
    interviews.code(interviews.ann, "class_overlap", unit_index=1)
    page = browser(interviews.ann).get(f"/admin/analysis/codinground/{interviews.round.pk}/desk/")
    assert "Anna Schmidt" in page.content.decode()
    rita = browser(interviews.rita)
    transcript = Transcript.objects.get()
    asked = rita.get(f"/admin/analysis/transcript/{transcript.pk}/erase/").content.decode()
    assert "Class overlap" not in asked
    erase_transcript(transcript)
    assert not Coding.objects.exists()


def test_the_turns_are_read_back_as_they_are_stored(interviews: InterviewWorld) -> None:
    transcript, key = store_transcript(interviews.person(), "One", TURNS, CHOSEN, now=NOON)
    assert turns_of(transcript) == pseudonymised(TURNS, CHOSEN)[0]
    assert transcript.interviewers == []
    assert restored(turns_of(transcript), key) == TURNS


def test_a_speaker_whose_name_grows_too_long_is_refused(interviews: InterviewWorld) -> None:
    """Cut off, the key could not put the name back."""
    turns = [Turn("A " * 45 + "A", None, None, "Yes.")]
    with pytest.raises(TranscriptFileError, match="Replace the speaker as a whole"):
        store_transcript(interviews.person(), "One", turns, {"A": "[Person 1]"}, now=NOON)
    assert not Transcript.objects.exists()


def test_interviewers_are_kept_by_their_pseudonyms(interviews: InterviewWorld) -> None:
    """Places that are left keep their words."""
    left = {Place(0, TEXT, 12, "Anna")}
    transcript, _key = store_transcript(
        interviews.person(),
        "One",
        TURNS,
        CHOSEN,
        left=left,
        interviewers=["Anna Schmidt"],
        now=NOON,
    )
    assert transcript.interviewers == ["[Person 1]"]
    assert turns_of(transcript)[0].text.startswith("Hello, I am Anna. Write")


def test_a_title_is_changed_unless_another_transcript_has_it(interviews: InterviewWorld) -> None:
    one = interviews.talk(title="One")
    interviews.talk(title="Two")
    interviews.talk("P2", title="Three")
    retitle(one, "Three")
    with pytest.raises(NameTaken, match="another title"):
        retitle(one, "Two")
    titles = Transcript.objects.order_by("pk").values_list("case__label", "title")
    assert list(titles) == [("P1", "Three"), ("P1", "Two"), ("P2", "Three")]
