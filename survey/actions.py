"""Everything that changes what a survey holds: one verb, one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from survey.design.reading import StudyFile
from survey.errors import VersionInUse
from survey.models import Participant, Study, StudyVersion


@dataclass(frozen=True)
class Stored:
    version: StudyVersion
    outcome: Literal["stored", "unchanged", "replaced"]


@transaction.atomic
def store_version(study: StudyFile, *, loaded_at: datetime) -> Stored:
    """Keep a study file as a version of its study.

    Raises VersionInUse where people take part in a version of that name with other content.
    """
    label = study.definition.version
    content = {"content": study.content, "digest": study.digest, "loaded_at": loaded_at}
    owner, _created = Study.objects.get_or_create(slug=study.definition.study)
    # The lock keeps anybody from consenting to the old content while it is being replaced.
    version, created = StudyVersion.objects.select_for_update().get_or_create(
        study=owner, label=label, defaults=content
    )
    if created:
        return Stored(version, "stored")
    if version.digest == study.digest:
        return Stored(version, "unchanged")
    _require_unused(version)
    for name, value in content.items():
        setattr(version, name, value)
    version.save()
    return Stored(version, "replaced")


def _require_unused(version: StudyVersion) -> None:
    if number := version.participants.count():
        people = "person takes" if number == 1 else "people take"
        raise VersionInUse(
            f"{number} {people} part in {version} already, so its content can no longer change. "
            f'Give the changed file a new version, such as version: "{_next(version.label)}".'
        )


def _next(label: str) -> str:
    *front, last = label.split(".")
    return ".".join([*front, str(int(last) + 1)])


@transaction.atomic
def record_consent(version: StudyVersion, *, consented_at: datetime) -> Participant:
    return Participant.objects.create(version=version, consented_at=consented_at)
