"""A study that two coders code: built by the project's own actions, as small as can be."""

from datetime import datetime
from functools import cached_property, lru_cache
from typing import TypedDict
from uuid import UUID

from django.contrib.auth.models import Group, User
from django.test import Client

from analysis.coding.cases.gather import gather_cases
from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.desk.apply_codes import WHOLE, Segment, apply_theme
from analysis.coding.rounds.coders import finish, mark_read
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.stages import begin_consensus, compare
from analysis.coding.visibility import coder_in
from analysis.models import Case, Codebook, Coding, CodingRound, RoundCoder, Theme, Unit
from analysis.statistics.themes.codebook import CodebookContent
from config.roles import CODERS, RESEARCHERS
from survey.population import Population
from tests.folders import PROJECT
from tests.remembered import remembered
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


def account(name: str, role: str | None = CODERS) -> User:
    user = User.objects.create_user(name, is_staff=True)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class CodingWorld(World):
    """Three participants who are through; ann and ben are the coders, rita is the researcher."""

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

    @cached_property
    def rita(self) -> User:
        return account("rita", RESEARCHERS)

    @cached_property
    def codebook(self) -> Codebook:
        return store_codebook(shipped(), self.founding.study, by="rita", now=NOON).codebook

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        return gather_cases(self.founding.study, Population.PEOPLE)

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
