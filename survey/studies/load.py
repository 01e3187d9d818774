"""Loading study files as versions, and opening studies."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from core.yaml_files.problems import BrokenRule, KeyPath
from survey.design.changed_meanings import changed_meanings
from survey.design.definition import SurveyDefinition
from survey.design.interviews.changed_meanings import changed_attributes
from survey.design.interviews.definition import InterviewStudy
from survey.design.reading import AnyStudy, StudyFile
from survey.errors import NotASurvey, VersionInUse
from survey.population import Population
from survey.studies.archive import require_not_archived
from survey.studies.models import EnrolmentWindow, Preregistration, Study, StudyKind, StudyVersion

SEED_BITS = 53
"""As many as every program reads exactly, JavaScript and spreadsheets included."""


@dataclass(frozen=True)
class Stored:
    version: StudyVersion
    outcome: Literal["stored", "unchanged", "replaced"]


@transaction.atomic
def store_version(study: StudyFile, *, loaded_at: datetime) -> Stored:
    """Store a study file as a version of its study.

    Raises CannotArchive for an archived study, VersionInUse where participants take part in a
    version of that name with other content, and StudyFileError where a key means something else
    than in a version that people took part in.
    """
    label = study.definition.version
    content = {"content": study.content, "digest": study.digest, "loaded_at": loaded_at}
    seed = secrets.randbits(SEED_BITS)
    owner, _created = Study.objects.get_or_create(
        slug=study.definition.study, defaults={"kind": study.definition.kind}
    )
    _require_same_kind(owner, study)
    require_not_archived(owner)
    # Nobody begins in any version meanwhile, as enrolments lock all of them in the same order.
    list(owner.versions.select_for_update().order_by("pk").values_list("pk"))
    version, created = StudyVersion.objects.select_for_update().get_or_create(
        study=owner, label=label, defaults=content | {"seed": seed}
    )
    if not created:
        if version.digest == study.digest:
            return Stored(version, "unchanged")
        _require_unused(version)
    require_meanings_kept(study)
    if created:
        return Stored(version, "stored")
    for name, value in content.items():
        setattr(version, name, value)
    version.save()
    return Stored(version, "replaced")


def _require_same_kind(owner: Study, study: StudyFile) -> None:
    """Raises StudyFileError where the study has versions of another kind."""
    if owner.kind != study.definition.kind:
        rule = BrokenRule(
            ("kind",),
            f"{owner.slug} is loaded already, as a study of another kind ({owner.kind}).",
            "Give this study another name, so that both stay.",
        )
        raise study.refused([rule])


def require_meanings_kept(study: StudyFile) -> None:
    """Raises StudyFileError where a key means something else than it did to people who took part.

    Versions that only pilots or simulated participants took part in can be contradicted. A study
    of another kind is refused as well.
    """
    changed: dict[KeyPath, BrokenRule] = {}
    for version in StudyVersion.objects.filter(study__slug=study.definition.study):
        _require_same_kind(version.study, study)
        if _begun(version, [Population.PEOPLE]):
            for rule in _changed(study.definition, version.definition):
                changed.setdefault(rule.path, rule)
    if changed:
        raise study.refused(list(changed.values()))


def _changed(study: AnyStudy, earlier: AnyStudy) -> Iterator[BrokenRule]:
    match study, earlier:
        case SurveyDefinition(), SurveyDefinition():
            yield from changed_meanings(study, earlier)
        case InterviewStudy(), InterviewStudy():
            yield from changed_attributes(study, earlier)


def _require_unused(version: StudyVersion) -> None:
    """Raises VersionInUse once somebody began, or was recorded as a participant of interviews.

    A withdrawn participant leaves a slot of this content, or the note of a withdrawal from it.
    """
    if Preregistration.objects.filter(version=version).exists():
        raise VersionInUse(
            f"The plan of {version} is registered, so its content stays as it is. "
            f'Give the changed file a new version, such as version: "{_next(version.label)}".'
        )
    simulated = _begun(version, [Population.SIMULATED])
    people = _begun(version, [Population.PEOPLE, Population.PILOTS])
    if number := people or simulated:
        kind = "" if people else "simulated "
        who = f"{kind}person has" if number == 1 else f"{kind}people have"
        done = (
            "consented to"
            if version.study.kind == StudyKind.INTERVIEWS
            else "begun to take part in"
        )
        raise VersionInUse(
            f"{number} {who} {done} {version}, so its content stays as it is. "
            f'Give the changed file a new version, such as version: "{_next(version.label)}".'
        )


def _begun(version: StudyVersion, populations: list[Population]) -> int:
    if version.study.kind == StudyKind.INTERVIEWS:
        withdrew = version.interview_withdrawals.count() if Population.PEOPLE in populations else 0
        return version.interviewees.filter(population__in=populations).count() + withdrew
    return max(
        version.participants.filter(population__in=populations).count(),
        version.slots.filter(population__in=populations).count(),
    )


def _next(label: str) -> str:
    *front, last = label.split(".")
    return ".".join([*front, str(int(last) + 1)])


@transaction.atomic
def open_study(
    study: Study, *, opens_at: datetime, quota: int, starts_a_minute: int | None = None
) -> EnrolmentWindow:
    """Open a study from a moment on, without an end. An existing window is replaced.

    Raises NotASurvey for a study of interviews, and CannotArchive for an archived study.
    """
    if study.kind != StudyKind.SURVEY:
        raise NotASurvey(study.slug)
    require_not_archived(study)
    window, _created = EnrolmentWindow.objects.update_or_create(
        study=study,
        defaults={
            "opens_at": opens_at,
            "closes_at": None,
            "quota": quota,
            "starts_a_minute": starts_a_minute,
        },
    )
    return window
