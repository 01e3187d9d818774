"""An interview among the cases of a coding world, with somebody who asks."""

from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.models import Case
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

TURNS = (
    Turn("Asker", 0.0, 2.0, "What do you do first?"),
    Turn("P3", 2.0, 9.0, "I look at the data. Then I relabel."),
    Turn("Asker", 9.0, 12.0, "Always?"),
    Turn("P3", 12.0, 20.0, "I relabel first, mostly."),
)


def add_interview(coding: CodingWorld) -> Case:
    """Called before the round is planned, which then has it as its last case."""
    study = coding.founding.study
    transcript, _key = store_transcript(study, "Third interview", TURNS, {}, now=NOON)
    transcript.interviewers = ["Asker"]
    transcript.save()
    coding.cases = (*coding.cases, transcript.case)
    return transcript.case
