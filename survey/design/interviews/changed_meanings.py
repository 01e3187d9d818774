"""Attributes whose key means something else than when people were recorded under it."""

from collections.abc import Iterator

from core.yaml_files.problems import BrokenRule
from survey.design.changed_meanings import differs, free_key, meant_otherwise
from survey.design.interviews.attributes import Attribute
from survey.design.interviews.definition import InterviewStudy
from survey.design.meaning import shown


def changed_attributes(study: InterviewStudy, earlier: InterviewStudy) -> Iterator[BrokenRule]:
    """A rule for each attribute that both have and that means something else in the earlier one.

    Options that only one of them has are no change, and neither is their order.
    """
    taken = study.attributes.keys() | earlier.attributes.keys()
    for key, attribute in study.attributes.items():
        old = earlier.attributes.get(key)
        if old and (was := list(_differences(attribute, old))):
            remedy = f"give it another key, such as {free_key(key, taken)}."
            named = f"the attribute {key}"
            yield meant_otherwise(("attributes", key), named, earlier, was, remedy)


def _differences(attribute: Attribute, old: Attribute) -> Iterator[str]:
    if attribute.type != old.type:
        yield f"type was {old.type}"
        return
    if differs(attribute.title, old.title):
        yield f"title was {shown(old.title)}"
    if differs(attribute.unit or "", old.unit or ""):
        yield f"unit was {shown(old.unit)}"
    for option, words in attribute.options.items():
        before = old.options.get(option, words)
        if differs(words, before):
            yield f"options.{option} was {shown(before)}"
