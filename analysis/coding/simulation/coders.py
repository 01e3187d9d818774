"""Simulated coders, who code three rounds of a study by the verbs that the desk uses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from random import Random

from django.contrib.auth.models import User

from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook
from analysis.coding.desk.apply_codes import Segment, apply_theme
from analysis.coding.desk.models import Verdict
from analysis.coding.rounds.coders import finish, mark_read
from analysis.coding.rounds.comparison import comparisons
from analysis.coding.rounds.consensus import decide
from analysis.coding.rounds.models import CodingRound, RoundCoder
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.stages import begin_consensus, begin_independent, close, compare
from analysis.coding.simulation.findings import findings

TITLES = ("Simulated: a first try", "Simulated: most of it", "Simulated: the rest")
REASONS = {
    Verdict.ACCEPT: "Synthetic reason: the words say so, read again.",
    Verdict.REJECT: "Synthetic reason: another theme covers these words.",
}
UNREAD = 2
"""Participants of the last round that the first coder leaves, for people who try the desk."""


def code_in_rounds(
    codebook: Codebook, cases: Sequence[Case], coders: Sequence[User], *, seed: int, now: datetime
) -> Iterator[str]:
    """Yield the title of each round as soon as it is coded.

    In the first round one participant is coded jointly. The first two rounds are closed. The last
    one stays open, and all coders except the first one have finished it. Needs eight cases or
    more, all of simulated participants.
    """
    quarter = len(cases) // 4
    numbers = {case.pk: number for number, case in enumerate(cases, start=1)}
    parts = (cases[:quarter], cases[quarter:-quarter], cases[-quarter:])
    for practice, (title, part) in enumerate(zip(TITLES, parts, strict=True)):
        joint = part[:1] if practice == 0 else ()
        coding_round = plan_round(
            codebook, title=title, cases=part, coders=coders, joint=joint, now=now
        )
        work = _RoundWork(coding_round, practice, seed, now, numbers)
        work.code_jointly(joint)
        is_last = practice == len(TITLES) - 1
        for position, coder in enumerate(coding_round.coders.order_by("pk")):
            unread = UNREAD if is_last and position == 0 else 0
            work.code_apart(coder, part[len(joint) : len(part) - unread], is_done=not unread)
        if not is_last:
            work.agree(coders)
        yield title


class _RoundWork:
    """The work of all coders in one round.

    `numbers` are those of the cases, from 1, by primary key; random choices depend on them, so that
    they do not depend on what was in the database before.
    """

    def __init__(
        self,
        coding_round: CodingRound,
        practice: int,
        seed: int,
        now: datetime,
        numbers: dict[int, int],
    ) -> None:
        self.round, self.practice, self.seed, self.now = coding_round, practice, seed, now
        self.numbers = numbers
        themes = list(coding_round.codebook.themes.select_related("parent"))
        self.themes = {theme.key: theme.guid for theme in themes}
        self.codes: dict[str, list[str]] = defaultdict(list)
        for code in themes:
            if code.parent:
                self.codes[code.parent.key].append(code.key)

    def code_jointly(self, joint: Iterable[Case]) -> None:
        """The workshop, in which one coder types for all of them."""
        if cases := list(joint):
            coder = self.round.coders.order_by("pk")[0]
            for case in cases:
                self._code(coder, case)
            begin_independent(self.round, now=self.now)

    def code_apart(self, coder: RoundCoder, cases: Iterable[Case], *, is_done: bool) -> None:
        for case in cases:
            self._code(coder, case)
            mark_read(coder, case, read=True, now=self.now)
        if is_done:
            finish(coder, now=self.now)

    def agree(self, coders: Sequence[User]) -> None:
        """Compare, decide on every difference in turns, and close the round."""
        compare(self.round, now=self.now)
        begin_consensus(self.round, now=self.now)
        chance = self._chance("consensus")
        cases = {case.pk: case for case in Case.objects.filter(memberships__round=self.round)}
        for compared in comparisons(self.round):
            for item in compared.items:
                if not item.is_open:
                    continue
                verdict = Verdict.ACCEPT if chance.random() < 0.6 else Verdict.REJECT
                decide(
                    self.round,
                    cases[compared.case],
                    item.theme.guid,
                    verdict,
                    by=chance.choice(coders),
                    reason=REASONS[verdict],
                    now=self.now,
                )
        close(self.round, now=self.now)

    def _code(self, coder: RoundCoder, case: Case) -> None:
        for unit in case.units.select_related("answer"):
            unit_key = (str(self.numbers[case.pk]), str(unit.position))
            segments = findings(
                unit.text,
                practice=self.practice,
                meaning=self._chance("words", *unit_key),
                chance=self._chance(coder.name, *unit_key),
                codes=self.codes,
            )
            for start, end, key in segments:
                apply_theme(coder, unit, self.themes[key], Segment(start, end), now=self.now)

    def _chance(self, *seed_parts: str) -> Random:
        return Random(":".join((str(self.seed), "simulated", *seed_parts)))  # noqa: S311  replayable
