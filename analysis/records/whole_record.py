"""Everything stored of one participant, to be read on one page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from analysis.records.exclusion_reasons import reason_in_words, rules_of
from analysis.records.flagging import flags_of_participant, medians_of
from analysis.records.flags import Flag
from analysis.records.models import Assessment, Exclusion, ExclusionStep
from analysis.records.page_records import Given, PageRecord, page_records
from survey.participation.models import Participant, State
from survey.population import Population
from survey.studies.models import Study

LONGEST_NUMBER = 9
"""Digits; a longer number is nobody's."""


@dataclass(frozen=True)
class LoggedStep:
    """One line of the log of a participant: what was done, why, by whom."""

    what: str
    why: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True)
class WholeRecord:
    """One participant. `median` is that of the whole time of those who completed, if enough did.

    `excluded` is a reason in words, or empty. `flags` are those of the whole participation; others
    stand at their page or answer. `withheld` counts identifying answers that are not shown.
    """

    number: int
    label: str
    population: Population
    version: str
    state: str
    is_active: bool
    consented_at: datetime
    consent_language: str
    consent_digest: str
    ended_at: datetime | None
    median: float | None
    order: tuple[str, ...]
    pages: tuple[PageRecord, ...]
    not_reached: tuple[str, ...]
    flags: tuple[Flag, ...]
    number_of_flags: int
    withheld: int
    excluded: str
    is_assessed: bool
    log: tuple[LoggedStep, ...]

    @property
    def seconds(self) -> float | None:
        """From the consent to the end."""
        return (self.ended_at - self.consented_at).total_seconds() if self.ended_at else None


def participant_of(study: Study, population: Population, number: int) -> Participant | None:
    """A participant by their number in the study; None where there is nobody."""
    if len(str(number)) > LONGEST_NUMBER:
        return None
    people = Participant.objects.filter(version__study=study, population=population)
    return people.select_related("version__study").filter(number=number).first()


def whole_record(person: Participant, *, with_identifying: bool) -> WholeRecord:
    """The number of queries grows with the trials and pages of the study, not with participants."""
    medians = medians_of(person.version, Population(person.population))
    flags = flags_of_participant(person, medians)
    pages = page_records(person, medians, flags, with_identifying=with_identifying)
    exclusion = Exclusion.objects.filter(participant=person).first()
    rules = rules_of(person.version.study)
    study = person.definition
    answers = [answer for page in pages.shown for answer in page.answers]
    return WholeRecord(
        number=person.number,
        label=person.label,
        population=Population(person.population),
        version=person.version.label,
        state=person.get_state_display(),
        is_active=person.state == State.ACTIVE,
        consented_at=person.consented_at,
        consent_language=person.consent_language,
        consent_digest=person.consent_digest,
        ended_at=person.ended_at,
        median=medians.in_all,
        order=tuple(study.scenarios[scenario].title for scenario in person.order),
        pages=pages.shown,
        not_reached=pages.not_reached,
        flags=tuple(flag for flag in flags if not flag.page),
        number_of_flags=len(flags),
        withheld=sum(answer.given is Given.WITHHELD for answer in answers),
        excluded=reason_in_words(exclusion.reason, rules) if exclusion else "",
        is_assessed=Assessment.objects.filter(participant=person).exists(),
        log=tuple(sorted(_log(person, rules), key=lambda step: step.at)),
    )


def _log(person: Participant, rules: dict[str, str]) -> Iterator[LoggedStep]:
    steps = ExclusionStep.objects.filter(participant=person).order_by("number")
    for step in steps.select_related("by"):
        yield LoggedStep(
            step.get_kind_display(),
            reason_in_words(step.reason, rules),
            step.note,
            step.by.get_username(),
            step.happened_at,
        )
    for row in Assessment.objects.filter(participant=person).select_related("by"):
        yield LoggedStep(
            "assessed", "stays in the analysis", row.note, row.by.get_username(), row.assessed_at
        )
