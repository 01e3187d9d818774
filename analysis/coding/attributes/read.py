"""What is known of cases: attributes that somebody typed, and answers about the participants."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from analysis.coding.attributes.models import Attribute, AttributeValue
from analysis.coding.cases.models import Case
from analysis.records.background import background_answers, background_questions
from analysis.records.interview_list import attribute_values, sample_attributes
from analysis.records.people import anybody
from survey.studies.models import Study

ANSWERED, IN_SAMPLE = "answer.", "sample."
"""What the keys of attributes begin with that are answers, or that the study file names.

No attribute that is typed here has such a key.
"""


@dataclass(frozen=True)
class AttributeRecord:
    """An attribute of the cases of a study.

    `values` are those that were typed already, or that can be answered or chosen, in order; empty
    for a number. One that participants answered is read-only here, and so is one of the sample
    table, which the study file names.
    """

    key: str
    name: str
    values: tuple[str, ...]
    is_answer: bool = False
    is_in_sample: bool = False

    @property
    def is_read_only(self) -> bool:
        return self.is_answer or self.is_in_sample


Values = Mapping[int, Mapping[str, tuple[str, ...]]]
"""By the primary key of a case and the key of an attribute; several only where many were ticked."""


def attributes_of(study: Study) -> tuple[AttributeRecord, ...]:
    """Those that are typed, then the answers or those of the sample table.

    No two have the same name. Takes at most four queries.
    """
    typed: dict[int, set[str]] = defaultdict(set)
    rows = AttributeValue.objects.filter(attribute__study=study).order_by()
    for attribute, value in rows.values_list("attribute", "value").distinct():
        typed[attribute].add(value)
    records = [
        AttributeRecord(
            attribute.key,
            attribute.name,
            tuple(sorted(typed[attribute.pk], key=str.casefold)),
        )
        for attribute in Attribute.objects.filter(study=study)
    ]
    taken = {record.name.casefold() for record in records}
    for question in background_questions(study):
        is_taken = question.text.casefold() in taken
        name = f"{question.text} (answered)" if is_taken else question.text
        records.append(
            AttributeRecord(ANSWERED + question.key, name, question.values, is_answer=True)
        )
    for key, known in sample_attributes(study).items():
        is_taken = known.title.casefold() in taken
        name = f"{known.title} (sample, {key})" if is_taken else known.title
        taken.add(name.casefold())
        choices = tuple(known.options.values())
        records.append(AttributeRecord(IN_SAMPLE + key, name, choices, is_in_sample=True))
    return tuple(records)


def values_of(study: Study, cases: QuerySet[Case]) -> Values:
    """All values of the cases, in at most six queries, however many there are."""
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
    interviewed = cases.filter(interviewee__isnull=False).order_by()
    case_of_interviewee = dict(interviewed.values_list("interviewee", "pk"))
    for interviewee, known in attribute_values(study, interviewed).items():
        values[case_of_interviewee[interviewee]].update(
            (IN_SAMPLE + key, (value,)) for key, value in known.items()
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
