"""What must hold between the parts of a study of interviews."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from core.yaml_files.problems import BrokenRule, KeyPath
from survey.design.interviews.definition import InterviewStudy

LONGEST_INTERVIEW = 600
"""Minutes."""


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def broken_interview_rules(study: InterviewStudy) -> Iterator[BrokenRule]:
    """Every rule that the study breaks."""
    yield from _repeated("statement", ("consent", "statements"), study.consent.statements)
    yield from _repeated("criterion", ("inclusion",), study.inclusion)
    yield from _repeated("topic", ("guide", "topics"), study.guide.topics)
    yield from _repeated(
        "exclusion", ("plan", "exclusions"), study.plan.exclusions if study.plan else ()
    )
    yield from _attributes(study)
    yield from _groups(study)
    yield from _conduct(study)


def _repeated(noun: str, path: KeyPath, parts: Iterable[_Keyed]) -> Iterator[BrokenRule]:
    seen: set[str] = set()
    for index, part in enumerate(parts):
        key = str(part.key)
        if key in seen:
            message = f"the {noun} key {key} stands twice."
            yield BrokenRule((*path, index, "key"), message, "Give one of them another key.")
        seen.add(key)


def _attributes(study: InterviewStudy) -> Iterator[BrokenRule]:
    for key, attribute in study.attributes.items():
        path = ("attributes", key)
        if attribute.type == "choice" and len(attribute.options) < 2:
            message = "a choice needs something to choose from."
            yield BrokenRule(path, message, "Write at least two options, or another type.")
        if attribute.type != "choice" and attribute.options:
            yield BrokenRule(
                (*path, "options"),
                f"an attribute of type {attribute.type} has no options.",
                "Write `type: choice`, or delete the options.",
            )
        if attribute.unit and attribute.type != "number":
            message = "only a number has a unit."
            yield BrokenRule((*path, "unit"), message, "Write `type: number`, or delete the unit.")
    titles: dict[str, str] = {}
    for key, attribute in study.attributes.items():
        if (other := titles.setdefault(attribute.title.casefold(), key)) != key:
            message = f"{attribute.title} is already the title of {other}."
            yield BrokenRule(("attributes", key, "title"), message, "Give it another title.")


def _groups(study: InterviewStudy) -> Iterator[BrokenRule]:
    if study.groups is None:
        return
    attribute = study.attributes.get(study.groups)
    if attribute is None or attribute.type != "choice":
        choices = [key for key, known in study.attributes.items() if known.type == "choice"]
        yield BrokenRule(
            ("groups",),
            f"{study.groups} is no attribute with choices.",
            f"Use one of: {', '.join(choices)}." if choices else "Give an attribute choices first.",
        )


def _conduct(study: InterviewStudy) -> Iterator[BrokenRule]:
    conduct = study.conduct
    for key, day in (("begins", conduct.begins), ("ends", conduct.ends)):
        if not _is_day(day):
            message = f"there is no day, month or year {day}."
            yield BrokenRule(("conduct", key), message, "Write one such as 2026-06.")
    if conduct.ends < conduct.begins[: len(conduct.ends)]:
        message = "the last interview would be before the first."
        yield BrokenRule(("conduct", "ends"), message, "Write a day no earlier than begins.")
    shortest, longest = conduct.minutes
    if not 0 < shortest <= longest <= LONGEST_INTERVIEW:
        message = "the minutes are no span of an interview."
        remedy = f"Write two numbers up to {LONGEST_INTERVIEW}, such as [30, 60]."
        yield BrokenRule(("conduct", "minutes"), message, remedy)


def _is_day(written: str) -> bool:
    """Whether a year, a month or a day exists in the calendar."""
    try:
        date.fromisoformat(f"{written}-01-01"[:10])
    except ValueError:
        return False
    return True
