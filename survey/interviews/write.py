"""Participants of interviews recorded, changed, and erased when they withdraw."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from survey.errors import UnfitInterviewee
from survey.interviews.models import LONGEST_LABEL, Interviewee, InterviewWithdrawal
from survey.interviews.values import Value, fit_values
from survey.population import Population
from survey.studies.models import Study, StudyVersion

LONGEST_CHANNEL = 200


@dataclass(frozen=True)
class NewInterviewee:
    """A participant as a researcher records them; `attributes` are texts as typed, by key."""

    label: str
    consented_on: date
    consent_language: str
    attributes: Mapping[str, str]
    channel: str = ""
    population: Population = Population.PEOPLE


@transaction.atomic
def add_interviewee(
    version: StudyVersion, new: NewInterviewee, *, by: str, now: datetime
) -> Interviewee:
    """Record a participant who has consented to the text of this version.

    Raises NotInterviews for a survey, and UnfitInterviewee for a number that is taken, a consent of
    the future, or an attribute outside of its choices; then nothing is stored.
    """
    study = version.interviews
    Study.objects.select_for_update().get(pk=version.study_id)
    label = fit_label(version.study, new.label)
    if new.consented_on > now.date():
        raise UnfitInterviewee(
            f"{label} cannot have consented on {new.consented_on}, which is still to come. Record "
            "participants once they have consented."
        )
    last = Interviewee.objects.filter(study=version.study_id).aggregate(last=Max("position"))
    return Interviewee.objects.create(
        study=version.study,
        version=version,
        label=label,
        position=(last["last"] or 0) + 1,
        consented_on=new.consented_on,
        consent_digest=study.consent_digest,
        consent_language=new.consent_language,
        recorded_by=by,
        recorded_at=now,
        channel=" ".join(new.channel.split())[:LONGEST_CHANNEL],
        attributes=fit_values(study, new.attributes),
        population=new.population,
    )


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
    """Delete somebody who withdrew, with everything they said and everything coded in it."""
    InterviewWithdrawal.objects.create(
        version_id=interviewee.version_id, withdrawn_at=now, expired=expired
    )
    interviewee.delete()


def fit_label(study: Study, label: str, *, but: int | None = None) -> str:
    """Raises UnfitInterviewee for a number that is empty, too long, or taken."""
    label = " ".join(label.split())
    if not 0 < len(label) <= LONGEST_LABEL:
        raise UnfitInterviewee(
            f"A participant needs a number of at most {LONGEST_LABEL} characters, such as P7."
        )
    taken = Interviewee.objects.filter(study=study, label__iexact=label)
    if any(pk != but for pk in taken.values_list("pk", flat=True)):
        raise UnfitInterviewee(
            f"There is a participant {label} in {study} already. Give this one another number."
        )
    return label
