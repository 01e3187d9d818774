"""What is known of cases: attributes that somebody typed, and answers about the participants."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from analysis.coding.attributes.models import Attribute, AttributeValue
from analysis.coding.cases.models import Case
from analysis.records.background import background_answers, background_questions
from analysis.records.people import anybody
from survey.studies.models import Study

ANSWERED = "answer."
"""What the keys of attributes that are answers begin with, which no typed attribute's does."""


@dataclass(frozen=True)
class AttributeRecord:
    """An attribute of the cases of a study.

    `values` are those that were typed already, or that can be answered, in order; empty for a
    number. One that participants answered is read-only.
    """

    key: str
    name: str
    values: tuple[str, ...]
    is_answer: bool


Values = Mapping[int, Mapping[str, tuple[str, ...]]]
"""By the primary key of a case and the key of an attribute; several only where many were ticked."""


def attributes_of(study: Study) -> tuple[AttributeRecord, ...]:
    """Those that are typed, then the answers; no two have the same name. Takes three queries."""
    typed: dict[int, set[str]] = defaultdict(set)
    rows = AttributeValue.objects.filter(attribute__study=study).order_by()
    for attribute, value in rows.values_list("attribute", "value").distinct():
        typed[attribute].add(value)
    records = [
        AttributeRecord(
            attribute.key,
            attribute.name,
            tuple(sorted(typed[attribute.pk], key=str.casefold)),
            False,
        )
        for attribute in Attribute.objects.filter(study=study)
    ]
    taken = {record.name.casefold() for record in records}
    for question in background_questions(study):
        is_taken = question.text.casefold() in taken
        name = f"{question.text} (answered)" if is_taken else question.text
        records.append(AttributeRecord(ANSWERED + question.key, name, question.values, True))
    return tuple(records)


def values_of(study: Study, cases: QuerySet[Case]) -> Values:
    """All values of the cases, in three queries, however many there are."""
    values: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    rows = AttributeValue.objects.filter(attribute__study=study, case__in=cases.order_by())
    for case, key, value in rows.values_list("case", "attribute__key", "value"):
        values[case][key] = (value,)
    participants = cases.filter(participant__isnull=False).order_by()
    case_of = dict(participants.values_list("participant", "pk"))
    people = anybody().filter(case__in=participants)
    for participant, answers in background_answers(study, people).items():
        values[case_of[participant]].update(
            (ANSWERED + key, answered) for key, answered in answers.items()
        )
    return dict(values)


def attribute_names(study: Study) -> tuple[str, ...]:
    """The names of all attributes of a study, typed ones first."""
    return tuple(attribute.name for attribute in attributes_of(study))


def case_attributes(study: Study, cases: QuerySet[Case]) -> Mapping[int, Mapping[str, str]]:
    """The values of each case by its primary key and the name of the attribute.

    Where several were ticked, they stand behind one another, with semicolons between them.
    """
    names = {attribute.key: attribute.name for attribute in attributes_of(study)}
    return {
        case: {names[key]: "; ".join(several) for key, several in of_case.items() if several}
        for case, of_case in values_of(study, cases).items()
    }
