"""A German interview of three turns and its English translation."""

from analysis.coding.codebooks.store import store_codebook
from analysis.coding.rounds.plan import plan_round
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.translations.write import Origin, add_translation
from analysis.coding.transcripts.turns import Turn
from analysis.models import CodingRound, Transcript, Unit
from survey.interviews.models import Interviewee
from tests.analysis.coding_world import BY, account, shipped
from tests.interview_world import interviewee
from tests.world import NOON

GERMAN = (
    Turn("I", 0, 2, "Was tun Sie?"),
    Turn("P3", 2, 9, "Ich sehe mir die Daten an. Dann frage ich Helena."),
    Turn("P3", 9, 11, "Und ich ändere sie."),
)
ENGLISH = (
    Turn("Interviewer", 0, 2, "What do you do?"),
    Turn("Participant", 2, 9, "I look at the data. Then I ask Helena."),
    Turn("Participant", 9, 11, "And I change it."),
)
BY_DEEPL = Origin("en", "DeepL", NOON.date())


def german(person: Interviewee | None = None) -> Transcript:
    """The transcript of P3, alone."""
    stored, _key = store_transcript(
        person or interviewee(), "First", GERMAN, {}, now=NOON, language="de", interviewers=["I"]
    )
    return stored


def translated(*, code_translation: bool = False) -> Transcript:
    """The transcript with its translation beside it."""
    transcript = german()
    add_translation(
        transcript,
        ENGLISH,
        BY_DEEPL,
        code_translation=code_translation,
        seen=transcript.digest,
        **BY,
    )
    transcript.refresh_from_db()
    return transcript


def in_a_round(transcript: Transcript) -> CodingRound:
    """An independent round of one coder over the interview."""
    codebook = store_codebook(shipped(), transcript.study, **BY).codebook
    return plan_round(
        codebook, title="Talks", cases=[transcript.case], coders=[account("ann")], now=NOON
    )


def both(transcript: Transcript) -> list[tuple[str, str]]:
    """The coded words of every turn, and those beside them."""
    units = Unit.objects.filter(transcript=transcript).order_by("position")
    return list(units.values_list("turn", "parallel"))


ORIGINAL_FIRST = [(de.text, en.text) for de, en in zip(GERMAN, ENGLISH, strict=True)]
TRANSLATION_FIRST = [(en.text, de.text) for de, en in zip(GERMAN, ENGLISH, strict=True)]
WITHOUT = [(de.text, "") for de in GERMAN]
