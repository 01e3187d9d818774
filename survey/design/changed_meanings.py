"""Keys that mean something else in a study than they did in an earlier version of it.

Answers, settings and trials are stored under keys, and reports count over versions. So a key keeps
its meaning once people have answered under it.
"""

from collections.abc import Collection, Iterator

from core.yaml_files.problems import BrokenRule, KeyPath
from survey.design.base import StudyDefinition
from survey.design.definition import SurveyDefinition
from survey.design.design_space import Axis
from survey.design.meaning import differences, plain_words, shown
from survey.design.question_types.base import BaseQuestion
from survey.design.questions import Page

IN_WHICH_PEOPLE_TOOK_PART = ", in which people took part"
"""What sentences say of the earlier version."""
LONGEST_KEY = 50
MOST_SHOWN = 3
"""How many differences of one key a sentence names."""

Asked = Iterator[tuple[str, KeyPath, BaseQuestion]]
"""The scenario of a question, empty outside of one, the question's path, and the question."""


def changed_meanings(study: SurveyDefinition, earlier: SurveyDefinition) -> Iterator[BrokenRule]:
    """A rule for each key that both have and that means something else in the earlier version.

    Keys that only one of them has are no change. Each path comes once.
    """
    rules = [
        *_changed_questions(study, earlier),
        *_changed_scenarios(study, earlier),
        *_changed_axes(study, earlier),
    ]
    # Questions and axes that scenarios share come once for each.
    yield from {rule.path: rule for rule in rules}.values()


def _changed_questions(study: SurveyDefinition, earlier: SurveyDefinition) -> Iterator[BrokenRule]:
    before = {(scenario, question.key): question for scenario, _path, question in _asked(earlier)}
    taken = {question.key for _scenario, _path, question in _asked(study)}
    taken |= {question.key for question in before.values()}
    for scenario, path, question in _asked(study):
        old = before.get((scenario, question.key))
        if old and (was := differences(question, old)):
            remedy = f"give it another key, such as {free_key(question.key, taken)}."
            yield meant_otherwise(
                (*path, "key"), f"the question {question.key}", earlier, was, remedy
            )


def _changed_scenarios(study: SurveyDefinition, earlier: SurveyDefinition) -> Iterator[BrokenRule]:
    taken = study.scenarios.keys() | earlier.scenarios.keys()
    for name, scenario in study.scenarios.items():
        old = earlier.scenarios.get(name)
        if old and old.bundle != scenario.bundle:
            was = [f"bundle was {old.bundle}"]
            remedy = f"give it another key, such as {free_key(name, taken)}."
            yield meant_otherwise(("scenarios", name), f"the scenario {name}", earlier, was, remedy)


def _changed_axes(study: SurveyDefinition, earlier: SurveyDefinition) -> Iterator[BrokenRule]:
    """An axis means the same in every scenario of a study, so any scenario's stands for it."""
    remedy = "give it another key, here and in the bundle."
    before = {key: axis for _path, key, axis in _offered(earlier)}
    titles = {
        (key, level): axis.title_of(level)
        for _path, key, axis in _offered(earlier)
        for level in axis.levels
    }
    for path, key, axis in _offered(study):
        if key not in before:
            continue
        old = before[key]
        was = [f"title was {shown(old.title)}"] if differs(axis.title, old.title) else []
        was += [f"ordered was {shown(old.ordered)}"] if axis.ordered != old.ordered else []
        if was:
            yield meant_otherwise(path, f"the axis {key}", earlier, was, remedy)
        for level in axis.levels:
            title = titles.get((key, level), axis.title_of(level))
            if differs(axis.title_of(level), title):
                named = f"the level {level} of the axis {key}"
                was = [f"title was {shown(title)}"]
                yield meant_otherwise((*path, "levels", level), named, earlier, was, remedy)


def differs(text: str, earlier: str) -> bool:
    """Whether two texts say something else."""
    return plain_words(text) != plain_words(earlier)


def meant_otherwise(
    path: KeyPath, named: str, earlier: StudyDefinition, was: list[str], remedy: str
) -> BrokenRule:
    """The rule that a key breaks which was otherwise in a version that people took part in."""
    more = len(was) - MOST_SHOWN
    differences = [*was[:MOST_SHOWN], *([f"and {more} more"] if more > 0 else [])]
    return BrokenRule(
        path,
        f"{named} meant something else in version {earlier.version}{IN_WHICH_PEOPLE_TOOK_PART}: "
        f"{', '.join(differences)}.",
        f"Leave it as it was, or {remedy}",
    )


def free_key(key: str, taken: Collection[str]) -> str:
    """The key with the first number behind it that no key has yet, such as `sector_2`."""
    number = 2
    while (free := f"{key[: LONGEST_KEY - len(f'_{number}')]}_{number}") in taken:
        number += 1
    return free


def _asked(study: SurveyDefinition) -> Asked:
    for index, criterion in enumerate(study.inclusion.criteria):
        yield "", ("inclusion", "criteria", index), criterion
    yield from _on_pages("", ("background",), study.background)
    for index, checked in enumerate(study.tutorial.check):
        yield "", ("tutorial", "check", index), checked
    for name, scenario in study.scenarios.items():
        own: KeyPath = ("scenarios", name) if scenario.follow_up else ()
        yield from _on_pages(name, (*own, "follow_up"), study.follow_up_of(name))
    yield from _on_pages("", ("closing",), study.closing)


def _on_pages(scenario: str, path: KeyPath, pages: tuple[Page, ...]) -> Asked:
    for number, page in enumerate(pages):
        for index, question in enumerate(page.questions):
            yield scenario, (*path, number, "questions", index), question


def _offered(study: SurveyDefinition) -> Iterator[tuple[KeyPath, str, Axis]]:
    """The axes of every scenario, each with its path and key."""
    for name, scenario in study.scenarios.items():
        own: KeyPath = ("scenarios", name) if scenario.design_space else ()
        for key, axis in study.space_of(name).axes.items():
            yield (*own, "design_space", "axes", key), key, axis
