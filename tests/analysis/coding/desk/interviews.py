"""One more interview among those of a study, with somebody who asks."""

from analysis.coding.transcripts.turns import Turn
from analysis.models import Case
from tests.analysis.coding_world import InterviewWorld
from tests.interview_world import interviewee

TURNS = (
    Turn("Asker", 0.0, 2.0, "What do you do first?"),
    Turn("P3", 2.0, 9.0, "I look at the data. Then I relabel."),
    Turn("Asker", 9.0, 12.0, "Always?"),
    Turn("P3", 12.0, 20.0, "I relabel first, mostly."),
)


def add_interview(interviews: InterviewWorld) -> Case:
    """Called before the round is planned, which then has it as its last case."""
    before = interviews.cases
    interviewee("P9", interviews.version)
    transcript = interviews.talk("P9", "Third interview", TURNS, interviewers=["Asker"])
    interviews.cases = (*before, transcript.case)
    return transcript.case
