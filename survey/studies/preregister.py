"""Registering the plan of a version before the first answer."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from survey.errors import AlreadyRegistered
from survey.interviews.models import InterviewWithdrawal
from survey.participation.flow import study_flow
from survey.population import Population
from survey.studies.archive import require_not_archived
from survey.studies.models import Preregistration, Study, StudyKind, StudyVersion


@dataclass(frozen=True)
class Registered:
    preregistration: Preregistration
    is_new: bool


@transaction.atomic
def register_plan(version: StudyVersion, plan: str, *, now: datetime) -> Registered:
    """Store the plan of a version for good. The same plan again changes nothing.

    Raises AlreadyRegistered where another plan is registered for the version, and CannotArchive for
    an archived study.
    """
    require_not_archived(version.study)
    version = StudyVersion.objects.select_for_update().get(pk=version.pk)
    digest = sha256(plan.encode()).hexdigest()
    there = Preregistration.objects.filter(version=version).first()
    if there is None:
        begun = _begun(version.study)
        made = Preregistration.objects.create(
            version=version, plan=plan, digest=digest, registered_at=now, begun_before=begun
        )
        return Registered(made, is_new=True)
    if there.digest != digest:
        raise AlreadyRegistered(
            f"Another plan of {version} was registered on {there.registered_at:%Y-%m-%d} "
            f"(SHA-256 {there.digest}), and stays. Give the study file a new version to register "
            "a changed plan."
        )
    return Registered(there, is_new=False)


def _begun(study: Study) -> int:
    """How many people began a survey, or consented to interviews, those who withdrew included."""
    if study.kind == StudyKind.SURVEY:
        return study_flow(study, Population.PEOPLE).began
    withdrawals = InterviewWithdrawal.objects.filter(version__study=study)
    return study.interviewees.filter(population=Population.PEOPLE).count() + withdrawals.count()
