"""Two who work on one draft at the same moment, each on a connection of their own."""

from functools import partial

import pytest
from django.contrib.auth.models import User

from survey.errors import DraftChangedMeanwhile, UnfitDraft
from survey.models import Study
from survey.studies.drafts import write
from survey.studies.drafts.find import files_of
from survey.studies.drafts.models import StudyDraft
from tests.survey.crowd import at_once
from tests.world import NOON

pytestmark = pytest.mark.django_db(transaction=True)

EMPTY = {"study.yaml": b"study: with-a-draft\n"}


@pytest.fixture
def people(transactional_db: None) -> list[User]:
    return [User.objects.create(username=name, is_staff=True) for name in ("ada", "ben")]


def begun(study: Study, by: User) -> bool:
    try:
        write.begin_draft(study, EMPTY, by=by, now=NOON)
    except UnfitDraft:
        return False
    return True


def test_of_two_who_begin_a_draft_one_does_and_the_other_is_told(people: list[User]) -> None:
    study = Study.objects.create(slug="with-a-draft")
    assert sorted(at_once([partial(begun, study, by) for by in people])) == [False, True]
    assert StudyDraft.objects.count() == 1


def saved(study: Study, revision: int, path: str, by: User) -> bool:
    files = {path: by.username.encode()}
    try:
        write.save_files(study, files, revision=revision, by=by, now=NOON)
    except DraftChangedMeanwhile:
        return False
    return True


def test_of_two_who_save_one_file_the_second_is_refused(people: list[User]) -> None:
    draft = write.new_study("with-a-draft", EMPTY, by=people[0], now=NOON)
    same = partial(saved, draft.study, draft.revision, "texts/consent.md")
    results = dict(zip(people, at_once([partial(same, by) for by in people]), strict=True))
    assert sorted(results.values()) == [False, True]
    (first,) = (by for by, done in results.items() if done)
    assert files_of(draft.study)["texts/consent.md"] == first.username.encode()


def test_two_who_save_two_files_both_do(people: list[User]) -> None:
    draft = write.new_study("with-a-draft", EMPTY, by=people[0], now=NOON)
    each = partial(saved, draft.study, draft.revision)
    jobs = [partial(each, f"texts/{by.username}.md", by) for by in people]
    assert at_once(jobs) == [True, True]
    assert {"texts/ada.md", "texts/ben.md"} <= set(files_of(draft.study))
