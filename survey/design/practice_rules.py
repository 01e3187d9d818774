"""What must hold of a practice trial: its error is there, and leaves others to the scenarios."""

from collections.abc import Callable, Iterator, Sequence

from survey.design.allocation import errors_to_draw
from survey.design.definition import StudyDefinition
from survey.design.problems import BrokenRule

ErrorsOf = Callable[[str], Sequence[str]]
"""The errors of a bundle by its name; none where the bundle is not loaded, as nothing is known."""


def broken_practice(study: StudyDefinition, errors: ErrorsOf) -> Iterator[BrokenRule]:
    practice = study.tutorial.practice
    if practice is None:
        return
    if practice.settings is None and study.settings is None:
        message = "the practice trial has no settings, and the study has none for all."
        yield BrokenRule(("tutorial", "practice"), message, "Add settings here or to the study.")
    known = errors(practice.bundle)
    if not known:
        return
    if practice.error and practice.error not in known:
        yield BrokenRule(
            ("tutorial", "practice", "error"),
            f"the bundle {practice.bundle} has no error {practice.error}.",
            f"Use one of: {', '.join(known)}; or leave it out for the first.",
        )
        return
    for name, scenario in study.scenarios.items():
        if scenario.bundle == practice.bundle and not errors_to_draw(study, name, known):
            yield BrokenRule(
                ("tutorial", "practice", "bundle"),
                f"the only error of {practice.bundle} is practised on, and none is left to {name}.",
                "Practise on another bundle, such as iris.",
            )
