"""Page keys and question keys name data, so each may occur only once on a path."""

from collections.abc import Iterable, Iterator

from core.yaml_files.problems import BrokenRule, KeyPath, dotted
from survey.design.definition import SurveyDefinition
from survey.design.question_types.base import BaseQuestion
from survey.design.questions import Page

Named = Iterable[tuple[str, KeyPath]]


def repeated_keys(study: SurveyDefinition) -> Iterator[BrokenRule]:
    """The keys that occur twice. Scenarios may share keys, as their answers are told apart."""
    around = list(_around_the_scenarios(study))
    yield from _repeated(_of_statements(study))
    yield from _repeated(_of_types(study))
    yield from _repeated(_of_plan(study))
    shared = list(_of_pages(("follow_up",), study.follow_up or ()))
    yield from _repeated([*around, *shared])
    for name, scenario in study.scenarios.items():
        own = list(_of_pages(("scenarios", name, "follow_up"), scenario.follow_up or ()))
        if own:
            yield from _repeated([*around, *own], reported=own)


def _repeated(keys: Named, reported: Named | None = None) -> Iterator[BrokenRule]:
    first: dict[str, KeyPath] = {}
    for name, path in keys:
        other = first.setdefault(name, path)
        if other is not path and (reported is None or (name, path) in reported):
            message = f"the {name} is already the key of {dotted(other[:-1])}."
            yield BrokenRule(path, message, "Give one of them another key.")


def _around_the_scenarios(study: SurveyDefinition) -> Named:
    yield from _of_questions(("inclusion", "criteria"), study.inclusion.criteria)
    yield from _of_pages(("background",), study.background)
    # The path calls these two pages so.
    yield "page key check", ("tutorial", "check", "key")
    if study.tutorial.practice:
        yield "page key practice", ("tutorial", "practice", "key")
    for index, step in enumerate(study.tutorial.steps):
        yield f"page key {step.key}", ("tutorial", "steps", index, "key")
    yield from _of_questions(("tutorial", "check"), study.tutorial.check)
    yield from _of_pages(("closing",), study.closing)


def _of_statements(study: SurveyDefinition) -> Named:
    for index, statement in enumerate(study.consent.statements):
        yield f"statement key {statement.key}", ("consent", "statements", index, "key")


def _of_types(study: SurveyDefinition) -> Named:
    for index, kind in enumerate(study.attribution_types):
        yield f"attribution type key {kind.key}", ("attribution_types", index, "key")


def _of_plan(study: SurveyDefinition) -> Named:
    if study.plan is None:
        return
    for index, hypothesis in enumerate(study.plan.hypotheses):
        yield f"hypothesis key {hypothesis.key}", ("plan", "hypotheses", index, "key")
    for index, rule in enumerate(study.plan.exclusions):
        yield f"exclusion key {rule.key}", ("plan", "exclusions", index, "key")


def _of_pages(path: KeyPath, pages: Iterable[Page]) -> Named:
    for index, page in enumerate(pages):
        yield f"page key {page.key}", (*path, index, "key")
        yield from _of_questions((*path, index, "questions"), page.questions)


def _of_questions(path: KeyPath, questions: Iterable[BaseQuestion]) -> Named:
    for index, question in enumerate(questions):
        yield f"question key {question.key}", (*path, index, "key")
        if write_in := question.form_field().write_in:
            yield f"question key {write_in.name}", (*path, index, write_in.option)
