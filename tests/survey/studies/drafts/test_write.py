"""Drafts: what is saved is there whole, and nobody overwrites what they have not seen."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from survey.errors import DraftChangedMeanwhile, UnfitDraft
from survey.members.models import Member
from survey.members.roles import Role
from survey.studies.drafts import write
from survey.studies.drafts.find import draft_of, files_of
from survey.studies.models import Study
from tests.world import NOON, World

FILES = {"study.yaml": b"study: mine\n", "a.md": b"one\n"}


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create(username="ada")


@pytest.fixture
def ben(db: None) -> User:
    return User.objects.create(username="ben")


@pytest.fixture
def study(ada: User) -> Study:
    return write.new_study("mine", FILES, by=ada, now=NOON).study


def save(study: Study, by: User, revision: int, **files: bytes) -> int:
    paths = {name.replace("_", "."): content for name, content in files.items()}
    return write.save_files(study, paths, revision=revision, by=by, now=NOON).revision


def test_whoever_makes_a_study_leads_it(study: Study, ada: User) -> None:
    assert (study.slug, study.kind) == ("mine", "survey")
    assert list(Member.objects.values_list("study", "user", "role")) == [
        (study.pk, ada.pk, Role.LEAD)
    ]
    assert files_of(study) == FILES


def test_a_file_that_says_so_makes_a_study_of_interviews(ada: User) -> None:
    files = {"study.yaml": b"kind: interviews\nstudy: mine\n"}
    assert write.new_study("mine", files, by=ada, now=NOON).study.kind == "interviews"


@pytest.mark.parametrize("name", ["", "Mine", "a b", "a--b", "a/b", "ä", "a" * 61])
def test_a_name_that_no_address_has_is_refused(ada: User, name: str) -> None:
    with pytest.raises(UnfitDraft, match="A study cannot be called"):
        write.new_study(name, FILES, by=ada, now=NOON)


def test_a_name_is_given_once_and_nothing_is_stored_of_a_second(study: Study, ben: User) -> None:
    with pytest.raises(UnfitDraft, match="There is a study called mine on this server"):
        write.new_study("mine", FILES, by=ben, now=NOON)
    assert not Member.objects.filter(user=ben).exists()


def test_two_people_can_save_two_files_and_each_sees_both(
    study: Study, ada: User, ben: User
) -> None:
    assert save(study, ada, 1, a_md=b"ada\n") == 2
    assert save(study, ben, 1, b_md=b"ben\n") == 3
    assert files_of(study) == FILES | {"a.md": b"ada\n", "b.md": b"ben\n"}


def test_who_saves_the_same_file_second_is_refused_and_loses_nothing_of_the_first(
    study: Study, ada: User, ben: User
) -> None:
    save(study, ada, 1, a_md=b"ada\n")
    with pytest.raises(DraftChangedMeanwhile, match=r"a\.md was changed by ada since you opened"):
        save(study, ben, 1, a_md=b"ben\n", study_yaml=b"study: other\n")
    assert files_of(study) == FILES | {"a.md": b"ada\n"}
    assert save(study, ben, 2, a_md=b"ben\n") == 3


def test_saving_what_is_stored_changes_nothing(study: Study, ada: User, ben: User) -> None:
    save(study, ada, 1, a_md=b"same\n")
    assert save(study, ben, 1, a_md=b"same\r\n") == 2


def test_one_file_that_does_not_fit_keeps_the_others_from_being_saved(
    study: Study, ada: User
) -> None:
    with pytest.raises(UnfitDraft):
        save(study, ada, 1, a_md=b"two\n", b_exe=b"")
    assert files_of(study) == FILES


def test_an_upload_replaces_all_but_only_what_was_seen(study: Study, ada: User, ben: User) -> None:
    new = {"study.yaml": b"study: mine\n", "c.md": b"c\n"}
    save(study, ada, 1, a_md=b"two\n")
    with pytest.raises(DraftChangedMeanwhile, match="The draft was changed by ada"):
        write.replace_files(study, new, revision=1, by=ben, now=NOON)
    write.replace_files(study, new, revision=2, by=ben, now=NOON)
    assert files_of(study) == new
    with pytest.raises(DraftChangedMeanwhile):
        save(study, ada, 2, c_md=b"other\n")


def test_a_file_is_deleted_once_it_was_seen_and_the_study_file_never(
    study: Study, ada: User, ben: User
) -> None:
    save(study, ada, 1, a_md=b"two\n")
    with pytest.raises(DraftChangedMeanwhile, match="is still there"):
        write.delete_file(study, "a.md", revision=1, by=ben, now=NOON)
    write.delete_file(study, "a.md", revision=2, by=ben, now=NOON)
    write.delete_file(study, "a.md", revision=2, by=ada, now=NOON)
    assert files_of(study).keys() == {"study.yaml"}
    with pytest.raises(UnfitDraft, match=r"study\.yaml is the study itself"):
        write.delete_file(study, "study.yaml", revision=3, by=ada, now=NOON)


def test_a_draft_is_deleted_only_beside_a_version(study: Study, ada: User) -> None:
    with pytest.raises(UnfitDraft, match="its draft is all there is of it"):
        write.delete_draft(study, revision=1)
    founding = World().founding.study
    write.begin_draft(founding, FILES, by=ada, now=NOON)
    with pytest.raises(UnfitDraft, match="has a draft already"):
        write.begin_draft(founding, FILES, by=ada, now=NOON)
    with pytest.raises(DraftChangedMeanwhile):
        write.delete_draft(founding, revision=0)
    write.delete_draft(founding, revision=1)
    assert draft_of(founding) is None
    with pytest.raises(UnfitDraft, match="has no draft any more"):
        save(founding, ada, 1, a_md=b"")


def test_nothing_of_an_archived_study_changes(study: Study, ada: User) -> None:
    study.archived_at = timezone.now()
    study.save()
    with pytest.raises(UnfitDraft, match="mine is archived, and nothing of it changes"):
        save(study, ada, 1, a_md=b"two\n")


class TestAnyOrderOfSaves(TestCase):
    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 1), st.sampled_from(["a.md", "b.md"]), st.booleans(), st.booleans()
            ),
            max_size=8,
        )
    )
    def test_nobody_overwrites_what_they_have_not_seen(
        self, saves: list[tuple[int, str, bool, bool]]
    ) -> None:
        """Two people save, and look at the draft again or not: a refusal is what it takes.

        The model: each remembers what they last saw of each file, and from which revision it is; a
        save is refused exactly where the file was changed by somebody else since.
        """
        people = [User.objects.create(username=name) for name in "ab"]
        study = write.new_study("mine", FILES, by=people[0], now=NOON).study
        stored, seen = dict(FILES), [dict(FILES), dict(FILES)]
        revisions: list[dict[str, int]] = [{}, {}]
        for number, (who, path, looks, same) in enumerate(saves):
            if looks:
                draft = draft_of(study)
                assert draft is not None
                seen[who] = dict(stored)
                revisions[who] = dict.fromkeys(("a.md", "b.md"), draft.revision)
            text = stored.get(path, b"") if same else f"{number}\n".encode()
            unseen = path in stored and seen[who].get(path) != stored[path]
            revision = revisions[who].get(path, 1)
            try:
                draft = write.save_files(
                    study, {path: text}, revision=revision, by=people[who], now=NOON
                )
            except DraftChangedMeanwhile:
                assert unseen
                assert text != stored[path]
            else:
                assert not unseen or text == stored[path]
                stored[path] = seen[who][path] = text
                revisions[who][path] = draft.revision
        assert files_of(study) == stored
