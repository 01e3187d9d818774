"""What must hold between a plan and the study that it is for."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.yaml_files.problems import BrokenRule, KeyPath
from survey.design.definition import SurveyDefinition
from survey.design.plan import BOTH, Hypothesis, Plan
from survey.design.question_types.base import AnswerKind, BaseQuestion


def broken_plan(
    study: SurveyDefinition, plan: Plan, path: KeyPath = ("plan",)
) -> Iterator[BrokenRule]:
    """Every rule that a plan breaks; every scenario of the study must have a design space.

    `path` leads to the plan in its file, empty where the file holds nothing else.
    """
    if plan.procedure == "published" and plan.correction != "bonferroni":
        yield BrokenRule(
            (*path, "correction"),
            "the procedure as published corrects by Bonferroni.",
            "Write `correction: bonferroni`, or leave out procedure.",
        )
    for index, hypothesis in enumerate(plan.hypotheses):
        here = (*path, "hypotheses", index)
        rules = _HypothesisRules(study, plan, hypothesis, here)
        yield from rules.on_axis() if hypothesis.axis else rules.without_axis()


def is_both(study: SurveyDefinition, scenario: str | None) -> bool:
    """Whether a hypothesis is about all scenarios together."""
    return scenario == BOTH and BOTH not in study.scenarios


def scenarios_with(study: SurveyDefinition, axis: str) -> tuple[str, ...]:
    """The scenarios in which there is something to choose on an axis."""
    return tuple(
        scenario
        for scenario in study.scenarios
        if len(study.space_of(scenario).levels.get(axis, ())) > 1
    )


def is_alike(study: SurveyDefinition, axis: str) -> bool:
    """Whether every scenario of several offers the same levels of an axis."""
    levels = {
        frozenset(study.space_of(scenario).levels.get(axis, ())) for scenario in study.scenarios
    }
    return len(study.scenarios) > 1 and len(levels) == 1


def question_of(study: SurveyDefinition, key: str, scenario: str | None) -> BaseQuestion | None:
    """The question of a hypothesis: after a scenario, else of the background or at the end."""
    if scenario:
        pages = study.scenarios[scenario].follow_up or study.follow_up or ()
    else:
        pages = (*study.background, *study.closing)
    questions = (question for page in pages for question in page.questions)
    return next((question for question in questions if question.key == key), None)


@dataclass(frozen=True)
class _HypothesisRules:
    study: SurveyDefinition
    plan: Plan
    hypothesis: Hypothesis
    path: KeyPath

    def without_axis(self) -> Iterator[BrokenRule]:
        hypothesis = self.hypothesis
        if hypothesis.question is not None:
            yield from self._on_question(hypothesis.question)
            return
        if hypothesis.scenario or hypothesis.test != "even_spread":
            key = "scenario" if hypothesis.scenario else "test"
            yield BrokenRule(
                (*self.path, key),
                "a hypothesis that is tested needs an axis or a question.",
                "Add axis: and the key of one, or question: and the key of one.",
            )

    def on_axis(self) -> Iterator[BrokenRule]:
        axis, scenario = self.hypothesis.axis, self.hypothesis.scenario
        assert axis is not None, "asked of hypotheses with an axis alone"  # noqa: S101
        if self.hypothesis.question:
            yield BrokenRule(
                (*self.path, "question"),
                "a hypothesis is about an axis or a question.",
                "Leave out one of the two, and write another hypothesis for it.",
            )
        pooled = is_both(self.study, scenario)
        if scenario and not pooled and scenario not in self.study.scenarios:
            yield self._no_scenario(scenario)
            return
        among = [scenario] if scenario and not pooled else list(self.study.scenarios)
        known = dict.fromkeys(key for name in among for key in self.study.space_of(name).levels)
        if axis not in known:
            yield BrokenRule(
                (*self.path, "axis"),
                f"there is no axis {axis}.",
                f"Use one of: {', '.join(known)}.",
            )
            return
        if (pooled or self.hypothesis.test == "change") and not is_alike(self.study, axis):
            yield BrokenRule(
                (*self.path, "axis"),
                f"the scenarios do not offer the same levels of {axis}, or there is only one.",
                "Name a scenario, and test against an even spread or a trend.",
            )
        yield from self._unfitting_test(axis, among)

    def _unfitting_test(self, axis: str, among: list[str]) -> Iterator[BrokenRule]:
        test, scenario = self.hypothesis.test, self.hypothesis.scenario
        if self.plan.procedure == "published" and test != "even_spread":
            yield BrokenRule(
                (*self.path, "test"),
                f"the procedure as published has no test of {test}.",
                "Leave out test, or the plan's procedure.",
            )
        ordered = all(
            self.study.space_of(name).axes[axis].ordered
            for name in among
            if axis in self.study.space_of(name).axes
        )
        if test == "trend" and not ordered:
            yield BrokenRule(
                (*self.path, "test"),
                f"the levels of {axis} have no order, so there is no trend along them.",
                "Leave out test, or write `ordered: true` at the axis if they have one.",
            )
        if test == "change" and scenario and not is_both(self.study, scenario):
            yield BrokenRule(
                (*self.path, "scenario"),
                "a change is one between scenarios.",
                "Leave out scenario, and every two scenarios are compared.",
            )

    def _on_question(self, key: str) -> Iterator[BrokenRule]:
        scenario = self.hypothesis.scenario
        if self.plan.procedure == "published" or self.hypothesis.test == "change":
            yield BrokenRule(
                (*self.path, "question"),
                "answers to a question are tested against an even spread or a trend, as "
                "recommended.",
                "Leave out procedure or test.",
            )
        if scenario and scenario not in self.study.scenarios:
            yield self._no_scenario(scenario)
            return
        question = question_of(self.study, key, scenario)
        if question is None:
            place = f"after {scenario}" if scenario else "in the background or at the end"
            yield BrokenRule(
                (*self.path, "question"),
                f"there is no question {key} {place}.",
                "Use the key of one; add scenario: for a question after a scenario.",
            )
        elif question.answer_kind is AnswerKind.OPTIONS or not question.options_by_key():
            yield BrokenRule(
                (*self.path, "question"),
                f"the answers to {key} are not one of a few options.",
                "Use a single_choice or a scale.",
            )
        elif self.hypothesis.test == "trend" and question.answer_kind is not AnswerKind.NUMBER:
            yield BrokenRule(
                (*self.path, "test"),
                f"the options of {key} have no order.",
                "Leave out test, or ask for a scale.",
            )

    def _no_scenario(self, scenario: str) -> BrokenRule:
        known = ", ".join(self.study.scenarios)
        both = ", or both for all together" if self.hypothesis.axis else ""
        return BrokenRule(
            (*self.path, "scenario"),
            f"there is no scenario {scenario}.",
            f"Use one of: {known}{both}.",
        )
