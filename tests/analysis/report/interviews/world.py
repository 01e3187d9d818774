"""Interviews that were coded and closed, built by the project's own actions."""

from datetime import date
from functools import cached_property

from analysis.coding.cases.gather import gather_cases
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.rounds.models import CodingRound
from analysis.coding.rounds.stages import close
from analysis.coding.transcripts.interview_conduct import Held
from analysis.models import Case, Codebook
from analysis.report.document import Report
from analysis.report.of_study import report_of
from survey.interviews.write import write_attributes
from survey.population import Population
from tests.analysis.coding_world import BY, InterviewWorld
from tests.analysis.statistics.themes.small_codebook import CODED
from tests.world import NOON

WORDS = "I look at the data first."
"""What everybody says first in an interview world, and what is quoted."""


class CodedInterviews(InterviewWorld):
    """P1 and P3 are developers and P2 is a user; P1 and P2 were coded with “Wrong”, P3 with “Size”.

    “Wrong” is a code beneath “Noise” and “Odd”. The coders agree in all of it.
    """

    @cached_property
    def codebook(self) -> Codebook:
        return store_codebook(CODED, self.study, **BY).codebook

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        write_attributes(self.person("P2"), {"role": "user", "location": "Norway"})
        for day, label in enumerate(("P1", "P2", "P3"), start=1):
            held = Held(date(2026, 6, day), "video_call", 30 + day)
            self.talk(label, interviewers=["I"], held=held)
        return gather_cases(self.study, Population.PEOPLE)

    def closed(self) -> CodingRound:
        for coder in (self.ann, self.ben):
            for case, key in enumerate(("wrong", "wrong", "size")):
                self.code(coder, key, case=case)
        close(self.decide(), now=NOON)
        return self.round

    def report(self) -> Report:
        return report_of(self.study, Population.PEOPLE)
