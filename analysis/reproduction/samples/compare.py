"""Counts of two samples side by side, with an exact test of whether they spread alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.reproduction.comparison import SEED
from analysis.reproduction.samples.counts import SampleCounts
from analysis.statistics.corrections import holm
from analysis.statistics.homogeneity import Homogeneity, homogeneity

NOT_NAMED = "not named"


@dataclass(frozen=True)
class AnswerCounts:
    """How often an answer was given in each sample."""

    answer: str
    paper: int
    own: int


@dataclass(frozen=True)
class ComparedQuestion:
    """A question, or one answer to a question that can have several.

    `pvalue_holm` corrects for all comparisons made together.
    """

    question: str
    answers: tuple[AnswerCounts, ...]
    test: Homogeneity
    pvalue_holm: float | None

    @property
    def shown(self) -> tuple[AnswerCounts, ...]:
        """All but those who did not name the one answer that is compared."""
        return tuple(row for row in self.answers if row.answer != NOT_NAMED)

    @property
    def totals(self) -> tuple[int, int]:
        """The paper's and one's own."""
        return sum(row.paper for row in self.answers), sum(row.own for row in self.answers)


def compare_samples(paper: SampleCounts, own: SampleCounts) -> tuple[ComparedQuestion, ...]:
    """The questions that both samples have, in the paper's order."""
    compared = list(_answers(paper, own))
    tests = [
        homogeneity([row.paper for row in rows], [row.own for row in rows], seed=SEED)
        for _, rows in compared
    ]
    corrected = holm([test.pvalue for test in tests])
    return tuple(
        ComparedQuestion(question, rows, test, pvalue)
        for (question, rows), test, pvalue in zip(compared, tests, corrected, strict=True)
    )


def _answers(
    paper: SampleCounts, own: SampleCounts
) -> Iterator[tuple[str, tuple[AnswerCounts, ...]]]:
    """Answers that one sample alone has count as given by nobody in the other."""
    for question, of_paper in paper.questions.items():
        if question not in own.questions:
            continue
        of_own = own.questions[question]
        rows = tuple(
            AnswerCounts(answer, of_paper.get(answer, 0), of_own.get(answer, 0))
            for answer in dict.fromkeys((*of_paper, *of_own))
        )
        if question not in paper.several:
            yield question, rows
            continue
        people = (paper.people or 0, own.people or 0)
        for row in rows:
            yield (
                question,
                (row, AnswerCounts(NOT_NAMED, people[0] - row.paper, people[1] - row.own)),
            )
