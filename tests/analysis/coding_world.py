"""Studies that two coders code: built by the project's own actions, as small as can be."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, TypedDict
from uuid import UUID

from django.contrib.auth.models import User
from django.test import Client

from analysis.coding.cases.gather import gather_cases
from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.desk.apply_codes import WHOLE, Segment, apply_theme
from analysis.coding.rounds.coders import finish, mark_read
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.stages import begin_consensus, compare
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.coding.visibility import coder_in
from analysis.models import (
    Case,
    Codebook,
    Coding,
    CodingRound,
    RoundCoder,
    Theme,
    Transcript,
    Unit,
)
from analysis.statistics.themes.codebook import CodebookContent
from survey.interviews.models import Interviewee
from survey.members.roles import Role
from survey.models import Study, StudyVersion
from survey.population import Population
from tests.folders import PROJECT
from tests.interview_world import interview_version, interviewee
from tests.remembered import remembered
from tests.roles import account as account_with
from tests.survey.steps import finish as take_part
from tests.world import NOON, World


class Author(TypedDict):
    """Who changes a codebook, and when."""

    by: str
    now: datetime


BY: Author = {"by": "rita", "now": NOON}
CODEBOOK = PROJECT / "fixtures" / "codebooks" / "tda-needfinding.yaml"


@lru_cache
def shipped() -> CodebookContent:
    return read_codebook(CODEBOOK)


def account(name: str, role: Role | None = Role.CODER) -> User:
    return account_with(name, *([role] if role else []))


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class CodedStudy:
    """A study that ann and ben code and rita leads; `cases` are everybody who can be coded."""

    ann: User
    ben: User

    @property
    def study(self) -> Study:
        raise NotImplementedError

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        return gather_cases(self.study, Population.PEOPLE)

    @cached_property
    def rita(self) -> User:
        return account("rita", Role.RESEARCHER)

    @cached_property
    def codebook(self) -> Codebook:
        return store_codebook(shipped(), self.study, by="rita", now=NOON).codebook

    @cached_property
    def round(self) -> CodingRound:
        """Independent from the start, over everybody."""
        return plan_round(
            self.codebook, title="First", cases=self.cases, coders=[self.ann, self.ben], now=NOON
        )

    def part(self, user: User) -> RoundCoder:
        return coder_in(self.round.pk, user)

    def theme(self, key: str) -> Theme:
        return self.codebook.themes.get(key=key)

    def guid(self, key: str) -> UUID:
        return self.theme(key).guid

    def unit(self, case: int = 0, unit_index: int = 0) -> Unit:
        return self.cases[case].units.all()[unit_index]

    def code(
        self, user: User, key: str, *, case: int = 0, unit_index: int = 0, segment: Segment = WHOLE
    ) -> Coding:
        unit = self.unit(case, unit_index)
        return apply_theme(self.part(user), unit, self.guid(key), segment, now=NOON)[0]

    def finish(self) -> None:
        for coder in self.round.coders.select_related("user"):
            for member in self.round.members.filter(joint=False).select_related("case"):
                mark_read(coder, member.case, read=True, now=NOON)
            finish(coder, now=NOON)

    def compare(self) -> CodingRound:
        self.finish()
        compare(self.round, now=NOON)
        return CodingRound.objects.get(pk=self.round.pk)

    def decide(self) -> CodingRound:
        begin_consensus(self.compare(), now=NOON)
        return CodingRound.objects.get(pk=self.round.pk)


class CodingWorld(CodedStudy, World):
    """Three participants of the founding study who are through."""

    def __init__(self, people: int = 3) -> None:
        remembered(("coding", people), lambda: self._build(people))
        super().__init__()
        self.ann, self.ben = (User.objects.get(username=name) for name in ("ann", "ben"))

    def _build(self, people: int) -> None:
        super().__init__()
        self.open()
        for number in range(people):
            take_part(self.join(f"person {number}"))
        for name in ("ann", "ben"):
            account(name)

    @property
    def study(self) -> Study:
        return self.founding.study


SAID = (
    Turn("P", 0.0, 4.0, "I look at the data first."),
    Turn("P", 4.0, 9.0, "The classes overlap, and some labels are wrong."),
    Turn("I", 9.0, 10.0, "And then?"),
    Turn("P", 10.0, 12.0, "Then I relabel."),
)
"""What everybody says in an `InterviewWorld`; I is the interviewer."""


class InterviewWorld(CodedStudy):
    """P1, P2 and P3 consented to be interviewed; what they say is stored once it is asked for."""

    def __init__(self) -> None:
        remembered("interviews", self._build)
        self.version = StudyVersion.objects.get(study__slug="small-interviews")
        self.ann, self.ben = (User.objects.get(username=name) for name in ("ann", "ben"))

    def _build(self) -> None:
        version = interview_version()
        for label in ("P1", "P2", "P3"):
            interviewee(label, version)
        for name in ("ann", "ben"):
            account(name)

    @property
    def study(self) -> Study:
        return self.version.study

    def person(self, label: str = "P1") -> Interviewee:
        return Interviewee.objects.get(study=self.study, label=label)

    def talk(
        self,
        label: str = "P1",
        title: str = "Interview 1",
        turns: Sequence[Turn] = SAID,
        **options: Any,
    ) -> Transcript:
        """A transcript of the participant, stored without replacing anything."""
        return store_transcript(self.person(label), title, turns, {}, now=NOON, **options)[0]

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Everybody with one interview."""
        for label in ("P1", "P2", "P3"):
            self.talk(label, interviewers=["I"])
        return gather_cases(self.study, Population.PEOPLE)
