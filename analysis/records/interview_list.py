"""The participants of interviews, read from the survey's tables."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from analysis.records.interviewees import IntervieweeRecord
from survey.design.interviews.attributes import Attribute
from survey.design.interviews.definition import InterviewStudy
from survey.interviews.models import Interviewee, InterviewWithdrawal
from survey.interviews.values import shown_value
from survey.population import Population
from survey.studies.models import Study, StudyKind, StudyVersion


def interviewees(study: Study, population: Population) -> QuerySet[Interviewee]:
    """Everybody of one population who was not erased, in the order of the sample table."""
    return Interviewee.objects.filter(study=study, population=population).order_by("position", "pk")


def recorded_by_study(studies: Collection[Study]) -> dict[tuple[int, str], int]:
    """How many are recorded now, by the primary key of a study and the population."""
    rows = Interviewee.objects.filter(study__in=studies).order_by()
    counted = rows.values_list("study", "population").annotate(number=Count("pk"))
    return {(study, population): number for study, population, number in counted}


def interviewee_records(study: Study, population: Population) -> tuple[IntervieweeRecord, ...]:
    """Everybody of one population, without their transcripts, in two queries."""
    definitions = {version.pk: version for version in _versions(study)}
    return tuple(
        _record(row, definitions[row.version_id]) for row in interviewees(study, population)
    )


def interviewee_record(row: Interviewee) -> IntervieweeRecord:
    """Somebody without their transcripts; costs a query unless `version` was selected."""
    return _record(row, row.version)


def sample_attributes(study: Study) -> Mapping[str, Attribute]:
    """The attributes of all versions by their keys, as the newest version that has them says it.

    Empty for a survey.
    """
    attributes: dict[str, Attribute] = {}
    for version in _versions(study):
        attributes = attributes | {
            key: attribute
            for key, attribute in version.interviews.attributes.items()
            if key not in attributes
        }
    return attributes


def attribute_values(study: Study, people: QuerySet[Any]) -> Mapping[int, Mapping[str, str]]:
    """The shown values by the primary key of a participant and the attribute's key.

    `people` are rows that have an `interviewee`, such as cases. Takes two queries; none for a
    survey.
    """
    definitions = {version.pk: version.interviews for version in _versions(study)}
    if not definitions:
        return {}
    chosen = Interviewee.objects.filter(pk__in=people.order_by().values("interviewee"))
    rows = chosen.order_by().values_list("pk", "version", "attributes")
    return {pk: _shown(definitions[version], values) for pk, version, values in rows}


def newest_interviews(study: Study) -> tuple[str, InterviewStudy]:
    """The label and the definition of the newest version. Raises NotInterviews for a survey."""
    version = study.versions.select_related("study").order_by("-loaded_at", "-pk")[:1].get()
    return version.label, version.interviews


def deleted_interviewees(study: Study, population: Population) -> tuple[int, int]:
    """How many withdrew, and of how many the retention was over; nobody simulated ever does."""
    if population is not Population.PEOPLE:
        return 0, 0
    rows = InterviewWithdrawal.objects.filter(version__study=study)
    counted = rows.aggregate(
        withdrawn=Count("pk", filter=Q(expired=False)), expired=Count("pk", filter=Q(expired=True))
    )
    return counted["withdrawn"], counted["expired"]


def _versions(study: Study) -> tuple[StudyVersion, ...]:
    """The newest one first; none of a survey."""
    if study.kind != StudyKind.INTERVIEWS:
        return ()
    rows = StudyVersion.objects.filter(study=study).select_related("study")
    return tuple(rows.order_by("-loaded_at", "-pk"))


def _record(row: Interviewee, version: StudyVersion) -> IntervieweeRecord:
    definition = version.interviews
    return IntervieweeRecord(
        pk=row.pk,
        label=row.label,
        attributes=_shown(definition, row.attributes),
        missing=tuple(
            attribute.title
            for key, attribute in definition.attributes.items()
            if attribute.required and key not in row.attributes
        ),
        channel=row.channel,
        consented_on=row.consented_on,
        consent_language=row.consent_language,
        version=version.label,
        synthetic=row.population == Population.SIMULATED,
    )


def _shown(definition: InterviewStudy, values: Mapping[str, str | float]) -> dict[str, str]:
    return {
        key: shown_value(attribute, values[key])
        for key, attribute in definition.attributes.items()
        if key in values
    }


def stored_values(study: Study, population: Population) -> Mapping[int, Mapping[str, str | float]]:
    """The attributes as they are stored, options by their keys, by the primary key of each."""
    return dict(interviewees(study, population).values_list("pk", "attributes"))
