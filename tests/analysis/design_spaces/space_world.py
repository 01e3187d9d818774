"""A closed round over two interviews, and a codebook whose codes a design space cites."""

from functools import cached_property
from uuid import UUID

from analysis.coding.cases.gather import case_of
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.desk.apply_codes import WHOLE, apply_theme
from analysis.coding.rounds.coders import finish, mark_read
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.stages import begin_consensus, close, compare
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.coding.visibility import coder_in
from analysis.design_spaces.codes import codes_of
from analysis.design_spaces.models import DesignSpaceTrace, TraceAxis, TraceLevel
from analysis.design_spaces.read import record_of
from analysis.design_spaces.write import AxisContent, LevelContent, add_axis, add_level, add_trace
from analysis.models import Codebook, Coding, CodingRound, Theme
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent
from analysis.statistics.themes.trace import TraceRecord
from survey.interviews.models import Interviewee
from survey.population import Population
from tests.analysis.coding_world import account
from tests.interview_world import interview_version, interviewee
from tests.world import NOON

BOOK = CodebookContent(
    slug="interviews",
    title="What interviewees said",
    areas=(
        AreaContent(
            "data",
            "Data",
            themes=(
                ThemeContent("shift", "Distribution shifts", definition="Data change over time."),
                ThemeContent("labels", "Wrong labels", definition="Somebody erred."),
            ),
        ),
    ),
    themes=(ThemeContent("outliers", "Outliers"),),
)


class SpaceWorld:
    """P3 speaks of wrong labels, P11 of wrong labels and of outliers; ann coded it, alone."""

    def __init__(self) -> None:
        self.version = interview_version()
        self.study = self.version.study
        self.codebook: Codebook = store_codebook(BOOK, self.study, by="rita", now=NOON).codebook
        self.ann = account("ann")
        said = {"P3": ["The labels are wrong."], "P11": ["Labels, again.", "And odd points."]}
        self.people = {label: self._interviewed(label, turns) for label, turns in said.items()}
        self.close_round()

    def _interviewed(self, label: str, turns: list[str]) -> Interviewee:
        person = interviewee(label, self.version)
        spoken = [Turn(label, None, None, text) for text in turns]
        store_transcript(person, "First interview", spoken, {}, now=NOON)
        return person

    def close_round(self) -> None:
        cases = [case_of(person) for person in self.people.values()]
        self.round = plan_round(
            self.codebook, title="All", cases=cases, coders=[self.ann], now=NOON
        )
        part = coder_in(self.round.pk, self.ann)
        for case, unit, key in ((0, 0, "labels"), (1, 0, "labels"), (1, 1, "outliers")):
            theme = self.theme(key)
            apply_theme(part, cases[case].units.all()[unit], theme.guid, WHOLE, now=NOON)
        for case_coded in cases:
            mark_read(part, case_coded, read=True, now=NOON)
        finish(part, now=NOON)
        compare(self.round, now=NOON)
        begin_consensus(CodingRound.objects.get(pk=self.round.pk), now=NOON)
        close(CodingRound.objects.get(pk=self.round.pk), now=NOON)

    def theme(self, key: str) -> Theme:
        return self.codebook.themes.get(key=key)

    def guid(self, key: str) -> UUID:
        return self.theme(key).guid

    def passage(self, words: str) -> Coding:
        """The coding of the consensus on a turn with these words."""
        return Coding.objects.get(coder=None, live=True, unit__turn=words)

    @cached_property
    def trace(self) -> DesignSpaceTrace:
        return add_trace(self.codebook, "A first space")

    @cached_property
    def axis(self) -> TraceAxis:
        return add_axis(self.trace, AxisContent("action", "Action", "Action defining relevance"))

    @cached_property
    def remove(self) -> TraceLevel:
        return add_level(self.axis, LevelContent("removal", "Remove"))

    @cached_property
    def relabel(self) -> TraceLevel:
        return add_level(self.axis, LevelContent("label_change", "Change label"))

    def record(self) -> TraceRecord:
        trace = DesignSpaceTrace.objects.get(pk=self.trace.pk)
        return record_of(trace, codes_of(self.codebook, Population.PEOPLE))
