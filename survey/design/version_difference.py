"""What is otherwise in one version of a study than in another, by what it means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from survey.design.base import StudyDefinition
from survey.design.changed_meanings import IN_WHICH_PEOPLE_TOOK_PART, changed_meanings
from survey.design.changed_words import Stretch, changed_words
from survey.design.definition import SurveyDefinition
from survey.design.difference_words import heading_of, named, noun_of, shown, words_of_field
from survey.design.fields import Part
from survey.design.interviews.changed_meanings import changed_attributes
from survey.design.interviews.definition import InterviewStudy
from survey.design.reading import AnyStudy

Kind = Literal["added", "removed", "changed", "moved"]

IDENTITY = frozenset({"study", "version", "kind"})
"""Fields that tell versions apart and mean nothing to participants."""


@dataclass(frozen=True)
class Change:
    """One difference. `where` says what it is about, such as `question “…”: help`."""

    kind: Kind
    where: str
    words: tuple[Stretch, ...] = ()
    is_text: bool = False
    """Whether only the words of something changed that is in both versions"""


@dataclass(frozen=True)
class VersionDifference:
    """All differences under the headings of a study file, and what they mean for the answers.

    `incomparable` has a sentence for each key that means something else, whose answers cannot be
    counted together.
    """

    sections: tuple[tuple[str, tuple[Change, ...]], ...]
    incomparable: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.sections

    @property
    def is_wording_alone(self) -> bool:
        return not self.incomparable and all(
            change.is_text for _heading, changes in self.sections for change in changes
        )


def version_difference(study: AnyStudy, earlier: AnyStudy) -> VersionDifference:
    """What is otherwise in `study` than it was in `earlier`."""
    fields = [name for name in type(study).model_fields if name not in IDENTITY]
    if type(study) is not type(earlier):
        fields = [name for name in StudyDefinition.model_fields if name not in IDENTITY]
    under: dict[str, list[Change]] = {}
    for name in fields:
        changes = list(_compared(getattr(earlier, name), getattr(study, name), name, ()))
        if changes:
            under.setdefault(heading_of(name), []).extend(changes)
    sections = tuple((heading, tuple(changes)) for heading, changes in under.items())
    return VersionDifference(sections, tuple(_incomparable(study, earlier)))


def _incomparable(study: AnyStudy, earlier: AnyStudy) -> Iterator[str]:
    match study, earlier:
        case SurveyDefinition(), SurveyDefinition():
            rules = changed_meanings(study, earlier)
        case InterviewStudy(), InterviewStudy():
            rules = changed_attributes(study, earlier)
        case _:
            return
    for rule in rules:
        message = rule.message.replace(IN_WHICH_PEOPLE_TOOK_PART, "")
        yield message[:1].upper() + message[1:]


def _compared(old: object, new: object, field: str, where: tuple[str, ...]) -> Iterator[Change]:
    """`field` is the field of a study file that both values are of, for the words about them."""
    if old == new:
        return
    match old, new:
        case Part(), Part():
            yield from _of_parts(old, new, where)
        case Mapping(), Mapping():
            yield from _of_keyed(dict(old), dict(new), field, where)
        case tuple(), tuple() if _are_keyed(old) and _are_keyed(new):
            yield from _of_keyed(_by_key(old), _by_key(new), field, where)
        case None, _:
            yield Change("added", _label(where, field), (Stretch("added", shown(new)),))
        case _, None:
            yield Change("removed", _label(where, field), (Stretch("removed", shown(old)),))
        case _:
            is_text = isinstance(old, str) and isinstance(new, str) and _is_read(field)
            words = changed_words(shown(old), shown(new))
            yield Change("changed", _label(where, field), words, is_text)


def _is_read(field: str) -> bool:
    """Whether a text is there to be read, and does not name anything."""
    return field not in {"bundle", "type", "correct", "error", "kind", "language", "first_stage"}


def _of_parts(old: Part, new: Part, where: tuple[str, ...]) -> Iterator[Change]:
    for name in dict.fromkeys((*type(old).model_fields, *type(new).model_fields)):
        if name != "key":
            yield from _compared(getattr(old, name, None), getattr(new, name, None), name, where)


def _of_keyed(
    old: dict[str, object], new: dict[str, object], field: str, where: tuple[str, ...]
) -> Iterator[Change]:
    for key, value in old.items():
        if key not in new:
            label = " › ".join((*where, named(field, key, value)))
            yield Change("removed", label, (Stretch("removed", shown(value)),))
    for key, value in new.items():
        here = (*where, named(field, key, value))
        if key not in old:
            yield Change("added", " › ".join(here), (Stretch("added", shown(value)),))
        elif isinstance(value, str) and isinstance(old[key], str):
            words = changed_words(str(old[key]), value)
            if words:
                yield Change("changed", " › ".join(here), words, is_text=True)
        else:
            yield from _compared(old[key], value, field, here)
    before = [key for key in old if key in new]
    after = [key for key in new if key in old]
    if before != after:
        order = changed_words(", ".join(before), ", ".join(after))
        yield Change("moved", " › ".join((*where, f"order of each {noun_of(field)}")), order)


def _are_keyed(values: tuple[object, ...]) -> bool:
    return all(isinstance(value, Part) and hasattr(value, "key") for value in values)


def _by_key(values: tuple[object, ...]) -> dict[str, object]:
    return {str(getattr(value, "key")): value for value in values}  # noqa: B009  any keyed part


def _label(where: tuple[str, ...], field: str) -> str:
    return " › ".join((*where, words_of_field(field)))
