"""Participants of interviews recorded, changed, and erased when they withdraw."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from core.control_characters import control_character
from survey.design.fields import LANGUAGE
from survey.errors import UnfitInterviewee
from survey.interviews.models import LONGEST_LABEL, Interviewee, InterviewWithdrawal
from survey.interviews.values import Value, fit_values
from survey.leaving.erasure import erase_traces
from survey.population import Population
from survey.studies.models import Study, StudyVersion

LONGEST_CHANNEL = 200
LONGEST_LANGUAGE = 35


@dataclass(frozen=True)
class NewInterviewee:
    """A participant as a researcher records them; `attributes` are texts as typed, by key."""

    label: str
    consented_on: date
    consent_language: str
    attributes: Mapping[str, str]
    channel: str = ""
    population: Population = Population.PEOPLE


@dataclass(frozen=True)
class Details:
    """What can be changed of somebody who is recorded, apart from their attributes."""

    label: str
    consented_on: date
    consent_language: str
    channel: str


def add_interviewee(
    version: StudyVersion, new: NewInterviewee, *, by: str, now: datetime
) -> Interviewee:
    """Record a participant who has consented to the text of this version.

    Raises NotInterviews for a survey, and UnfitInterviewee for a number that is taken, a consent of
    the future, or an attribute outside of its choices; then nothing is stored.
    """
    (added,) = add_interviewees(version, [new], by=by, now=now)
    return added


@transaction.atomic
def add_interviewees(
    version: StudyVersion, people: Iterable[NewInterviewee], *, by: str, now: datetime
) -> list[Interviewee]:
    """Record several participants, or none of them, as `add_interviewee` does one."""
    study = version.interviews
    lock_study(version.study_id)
    taken = labels_of(version.study)
    before = Interviewee.objects.filter(study=version.study_id).aggregate(last=Max("position"))
    rows = []
    for position, new in enumerate(people, start=(before["last"] or 0) + 1):
        label = free_label(version.study, new.label, taken)
        taken[label.casefold()] = 0
        fit_day(label, new.consented_on, now)
        rows.append(
            Interviewee(
                study=version.study,
                version=version,
                label=label,
                position=position,
                consented_on=new.consented_on,
                consent_digest=study.consent_digest,
                consent_language=fit_language(new.consent_language),
                recorded_by=by,
                recorded_at=now,
                channel=fit_channel(new.channel),
                attributes=fit_values(study, new.attributes),
                population=new.population,
            )
        )
    return Interviewee.objects.bulk_create(rows, batch_size=500)


@transaction.atomic
def change_details(interviewee: Interviewee, details: Details, *, now: datetime) -> Interviewee:
    """Change the number, the consent or the channel. Raises UnfitInterviewee, as adding does."""
    lock_study(interviewee.study_id)
    locked = Interviewee.objects.select_related("study").get(pk=interviewee.pk)
    locked.label = fit_label(locked.study, details.label, but=locked.pk)
    fit_day(locked.label, details.consented_on, now)
    locked.consented_on = details.consented_on
    locked.consent_language = fit_language(details.consent_language)
    locked.channel = fit_channel(details.channel)
    locked.save(update_fields=["label", "consented_on", "consent_language", "channel"])
    return locked


@transaction.atomic
def place_interviewee(interviewee: Interviewee, place: int) -> None:
    """Move somebody to a place in the sample table of their population, counted from 1.

    A place beyond the last one is the last.
    """
    lock_study(interviewee.study_id)
    everybody = list(
        Interviewee.objects.filter(
            study=interviewee.study_id, population=interviewee.population
        ).order_by("position", "pk")
    )
    moved = next(row for row in everybody if row.pk == interviewee.pk)
    positions = sorted(row.position for row in everybody)
    everybody.remove(moved)
    everybody.insert(max(place, 1) - 1, moved)
    for row, position in zip(everybody, positions, strict=True):
        row.position = position
    Interviewee.objects.bulk_update(everybody, ["position"], batch_size=500)


@transaction.atomic
def write_attributes(interviewee: Interviewee, typed: Mapping[str, str]) -> Interviewee:
    """Store the attributes that are named, and leave the others. Raises UnfitInterviewee."""
    locked = (
        Interviewee.objects.select_for_update().select_related("version").get(pk=interviewee.pk)
    )
    changed: dict[str, Value] = fit_values(locked.version.interviews, typed)
    kept = {key: value for key, value in locked.attributes.items() if key not in typed}
    locked.attributes = kept | changed
    locked.save(update_fields=["attributes"])
    return locked


@transaction.atomic
def erase_interviewee(interviewee: Interviewee, *, now: datetime, expired: bool = False) -> None:
    """Delete somebody who withdrew, with everything they said and everything coded in it.

    That somebody did stays; of simulated participants nothing does, since no person took part.
    """
    if interviewee.population == Population.PEOPLE:
        InterviewWithdrawal.objects.create(
            version_id=interviewee.version_id, withdrawn_at=now, expired=expired
        )
    interviewee.delete()
    transaction.on_commit(erase_traces)


def lock_study(study: int) -> None:
    """Changes of the participants of one study take turns."""
    Study.objects.select_for_update().get(pk=study)


def labels_of(study: Study) -> dict[str, int]:
    """The primary key of each participant by the number, in one case."""
    rows = Interviewee.objects.filter(study=study).values_list("label", "pk")
    return {label.casefold(): pk for label, pk in rows}


def fit_label(study: Study, label: str, *, but: int | None = None) -> str:
    """Raises UnfitInterviewee for a number that is empty, too long, or taken."""
    taken = {label: pk for label, pk in labels_of(study).items() if pk != but}
    return free_label(study, label, taken)


def free_label(study: Study, label: str, taken: Mapping[str, int]) -> str:
    """The number on one line. Raises UnfitInterviewee, as `fit_label` does."""
    label = " ".join(label.split())
    if not 0 < len(label) <= LONGEST_LABEL or not label.isprintable():
        raise UnfitInterviewee(
            f"A participant needs a number of at most {LONGEST_LABEL} characters, all of them "
            "visible, such as P7."
        )
    if label.casefold() in taken:
        raise UnfitInterviewee(
            f"There is a participant {label} in {study} already. Give this one another number."
        )
    return label


def fit_day(label: str, consented_on: date, now: datetime) -> None:
    if consented_on > now.date():
        raise UnfitInterviewee(
            f"{label} cannot have consented on {consented_on}, which is still to come. Record "
            "participants once they have consented."
        )


def fit_language(language: str) -> str:
    if len(language) > LONGEST_LANGUAGE or not re.fullmatch(LANGUAGE, language):
        raise UnfitInterviewee(
            "The language of a consent is a code. Write one such as en or pt-BR."
        )
    return language


def fit_channel(channel: str) -> str:
    channel = " ".join(channel.split())
    if len(channel) > LONGEST_CHANNEL or control_character(channel):
        raise UnfitInterviewee(
            f"A recruitment channel has at most {LONGEST_CHANNEL} characters, and no control "
            "characters. Shorten it, or type it anew."
        )
    return channel
