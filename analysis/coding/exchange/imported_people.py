"""The cases of a project recorded as participants of interviews, with what is known of them."""

from collections.abc import Callable
from datetime import date, datetime

from analysis.coding.exchange.destination import Destination
from analysis.coding.exchange.import_preview import ImportPreview
from analysis.coding.exchange.interviews import Interview
from survey.design.interviews.definition import InterviewStudy
from survey.errors import NotInterviews
from survey.interviews.models import LONGEST_LABEL, Interviewee
from survey.interviews.write import NewInterviewee, add_interviewee
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.models import Study, StudyVersion


def record_people(
    preview: ImportPreview,
    to: Destination,
    without: Callable[[str], str],
    *,
    consented_on: date,
    by: str,
    now: datetime,
) -> tuple[Interviewee, ...]:
    """A participant for each case, in their order; names and values go through `without`.

    The number is the name of the case where it fits and is free. Raises UnfitInterviewee for an
    attribute of the study file that has another value than it may have.
    """
    version = newest(to.study)
    taken = {
        label.casefold()
        for label in Interviewee.objects.filter(study=to.study).values_list("label", flat=True)
    }
    people = []
    for interview in preview.interviews:
        label = _free_label(without(interview.title), taken)
        taken.add(label.casefold())
        new = NewInterviewee(
            label=label,
            consented_on=consented_on,
            consent_language=version.definition.language,
            attributes=_attributes(version.interviews, interview, without),
            population=Population.SIMULATED if to.synthetic else Population.PEOPLE,
        )
        people.append(add_interviewee(version, new, by=by, now=now))
    return tuple(people)


def newest(study: Study) -> StudyVersion:
    """The newest version of a study of interviews. Raises NotInterviews for a survey."""
    version = current_version(study.slug)
    if version is None:
        raise NotInterviews(study.slug)
    return version


def own_names(study: Study) -> dict[str, str]:
    """The keys of the study file's attributes, by key and title in lower case."""
    return _names(newest(study).interviews)


def _names(study: InterviewStudy) -> dict[str, str]:
    titles = {attribute.title.casefold(): key for key, attribute in study.attributes.items()}
    return titles | {key.casefold(): key for key in study.attributes}


def _free_label(name: str, taken: set[str]) -> str:
    label = " ".join(name.split())
    if 0 < len(label) <= LONGEST_LABEL and label.casefold() not in taken:
        return label
    numbers = (f"P{number}" for number in range(1, len(taken) + 2))
    return next(number for number in numbers if number.casefold() not in taken)


def _attributes(
    study: InterviewStudy, interview: Interview, without: Callable[[str], str]
) -> dict[str, str]:
    """The first value of each variable that names an attribute of the study file."""
    names = _names(study)
    typed: dict[str, str] = {}
    for name, value in interview.values:
        if (key := names.get(name.casefold())) and key not in typed:
            unit = study.attributes[key].unit if study.attributes[key].type == "number" else None
            typed[key] = without(value.strip().removesuffix(unit or "").strip())
    return typed
