"""The verbs of drafts: make, save, replace, delete. Each says which revision it was made from."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from survey.design.fields import PATTERNS, SLUG
from survey.errors import DraftChangedMeanwhile, UnfitDraft
from survey.members.models import Member
from survey.members.roles import Role
from survey.studies.drafts.fit import STUDY, fit_file, fit_files, require_fit_together
from survey.studies.drafts.heading import kind_in
from survey.studies.drafts.models import DraftFile, StudyDraft
from survey.studies.models import Study

LONGEST_NAME = 60


@transaction.atomic
def new_study(
    name: str, files: Mapping[str, bytes], *, by: AbstractBaseUser, now: datetime
) -> StudyDraft:
    """Make a study that has a draft and no version yet. Who makes it leads it.

    Raises UnfitDraft.
    """
    if len(name) > LONGEST_NAME or not re.fullmatch(SLUG, name):
        raise UnfitDraft(f"A study cannot be called {name[:60]!r}. {PATTERNS[SLUG]}")
    fitted = fit_files(files)
    study, created = Study.objects.get_or_create(
        slug=name, defaults={"kind": kind_in(fitted[STUDY].decode())}
    )
    if not created:
        raise UnfitDraft(f"There is a study called {name} on this server. Choose another name.")
    Member.objects.create(study=study, user_id=by.pk, role=Role.LEAD, since=now)
    return _begin(study, fitted, by, now)


@transaction.atomic
def begin_draft(
    study: Study, files: Mapping[str, bytes], *, by: AbstractBaseUser, now: datetime
) -> StudyDraft:
    """Begin the draft of a study that has none. Raises UnfitDraft."""
    _require_not_archived(study)
    return _begin(study, fit_files(files), by, now)


def _begin(
    study: Study, fitted: Mapping[str, bytes], by: AbstractBaseUser, now: datetime
) -> StudyDraft:
    draft, created = StudyDraft.objects.get_or_create(
        study=study, defaults={"changed_at": now, "changed_by_id": by.pk}
    )
    if not created:
        raise UnfitDraft(
            f"The study {study} has a draft already. Go on with it, or delete it first."
        )
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, path=path, content=content) for path, content in fitted.items()
    )
    return draft


@transaction.atomic
def save_files(
    study: Study,
    files: Mapping[str, bytes],
    *,
    revision: int,
    by: AbstractBaseUser,
    now: datetime,
) -> StudyDraft:
    """Save one file or several; the others stay as they are.

    Raises DraftChangedMeanwhile where one of them is not as it was in the revision, and UnfitDraft.
    """
    draft = _locked(study)
    stored = {row.path: row for row in draft.files.all()}
    fitted = {path: fit_file(path, content) for path, content in files.items()}
    changed = {
        path: content
        for path, content in fitted.items()
        if path not in stored or bytes(stored[path].content) != content
    }
    for path in changed.keys() & stored.keys():
        if stored[path].changed_in > revision:
            raise DraftChangedMeanwhile(
                f"The file {path} was changed by {_name(draft)} since you opened it. Look at both "
                "texts, and save the one that should stay."
            )
    require_fit_together({path: bytes(row.content) for path, row in stored.items()} | fitted)
    if not changed:
        return draft
    _note(draft, by, now)
    for path, content in changed.items():
        draft.files.update_or_create(
            path=path, defaults={"content": content, "changed_in": draft.revision}
        )
    return draft


@transaction.atomic
def replace_files(
    study: Study,
    files: Mapping[str, bytes],
    *,
    revision: int,
    by: AbstractBaseUser,
    now: datetime,
) -> StudyDraft:
    """Put these files in place of all. Raises DraftChangedMeanwhile and UnfitDraft."""
    draft = _locked(study)
    fitted = fit_files(files)
    _require_unchanged(draft, revision)
    _note(draft, by, now)
    draft.files.all().delete()
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, path=path, content=content, changed_in=draft.revision)
        for path, content in fitted.items()
    )
    return draft


@transaction.atomic
def delete_file(
    study: Study, path: str, *, revision: int, by: AbstractBaseUser, now: datetime
) -> StudyDraft:
    """Take a file out. Raises DraftChangedMeanwhile and UnfitDraft; deleting it twice is fine."""
    draft = _locked(study)
    if path == STUDY:
        raise UnfitDraft(
            f"The file {STUDY} is the study itself. Delete the whole draft in its place."
        )
    row = draft.files.filter(path=path).first()
    if row is None:
        return draft
    if row.changed_in > revision:
        raise DraftChangedMeanwhile(
            f"The file {path} was changed by {_name(draft)} since you opened the draft, and is "
            "still there. Look at it, and delete it then."
        )
    _note(draft, by, now)
    row.delete()
    return draft


@transaction.atomic
def delete_draft(study: Study, *, revision: int) -> None:
    """Raises DraftChangedMeanwhile, and UnfitDraft where the study is nothing but its draft."""
    draft = _locked(study)
    if not study.versions.exists():
        raise UnfitDraft(
            f"The study {study} has no version yet, so its draft is all there is of it. Load it "
            "first, or leave it as it is."
        )
    _require_unchanged(draft, revision)
    draft.delete()


def _locked(study: Study) -> StudyDraft:
    _require_not_archived(study)
    draft = StudyDraft.objects.select_for_update().filter(study=study).first()
    if draft is None:
        raise UnfitDraft(
            f"The study {study} has no draft any more. Begin one from its newest version."
        )
    return draft


def _require_not_archived(study: Study) -> None:
    if study.archived_at is not None:
        raise UnfitDraft(
            f"The study {study} is archived, and nothing of it changes. Copy it as a new study."
        )


def _require_unchanged(draft: StudyDraft, revision: int) -> None:
    if draft.revision != revision:
        raise DraftChangedMeanwhile(
            f"The draft was changed by {_name(draft)} since you opened it, and nothing was stored. "
            "Look at it as it is now, and do it again."
        )


def _name(draft: StudyDraft) -> str:
    return draft.changed_by.get_username() if draft.changed_by else "somebody"


def _note(draft: StudyDraft, by: AbstractBaseUser, now: datetime) -> None:
    draft.revision += 1
    draft.changed_at, draft.changed_by_id = now, by.pk
    draft.save()
