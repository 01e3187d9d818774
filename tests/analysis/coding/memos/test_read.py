"""Who reads which memos, and what stands beside each."""

from uuid import UUID

import pytest
from django.contrib.auth.models import User

from analysis.coding.codebooks.merge_split import merge_themes
from analysis.coding.desk.apply_codes import write_memo as write_passage_memo
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.desk.own_themes import drop_own_theme
from analysis.coding.exchange.compared_rounds import project_of
from analysis.coding.memos.read import Kind, MemoRecord, Wanted, memos_of_codebook, memos_of_round
from analysis.coding.memos.write import About, write_memo, write_memo_as_coder
from analysis.coding.rounds.stages import compare
from analysis.coding.visibility import revealed_memos
from survey.population import Population
from tests.analysis.coding_world import BY, CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def noted(coding: CodingWorld) -> None:
    """Ann writes one memo of every kind; rita writes one on the project."""
    part = coding.part(coding.ann)
    write_passage_memo(part, coding.code(coding.ann, "class_overlap").guid, "passage", seen="")
    write_memo_as_coder(part, About(theme=coding.theme("class_overlap")), "theme", now=NOON)
    write_memo_as_coder(part, About(case=coding.cases[0]), "case", now=NOON)
    write_memo_as_coder(part, About(), "project", now=NOON)
    write_memo(coding.codebook, About(), "rita's", by=coding.rita, now=NOON)


def texts(coding: CodingWorld, user: User, *, may: bool) -> tuple[set[str], set[str]]:
    """What somebody reads of the codebook and of the round."""
    of_round = memos_of_round(coding.round, user, may_see_codebooks=may)
    return (
        {memo.text for memo in memos_of_codebook(coding.codebook, Population.PEOPLE, user)},
        {memo.text for memo in of_round},
    )


ANNS = {"passage", "theme", "case", "project"}


def test_a_coders_memos_are_hers_alone_until_the_comparison(coding: CodingWorld) -> None:
    noted(coding)
    assert texts(coding, coding.ann, may=False) == (ANNS | {"rita's"}, ANNS)
    for other in (coding.ben, coding.rita, User.objects.create_superuser("root")):
        assert texts(coding, other, may=True) == ({"rita's"}, set())
    coding.finish()
    compare(coding.round, now=NOON)
    coding.round.refresh_from_db()
    assert texts(coding, coding.rita, may=True) == (ANNS | {"rita's"}, ANNS)
    assert texts(coding, coding.ben, may=False)[1] == ANNS


def test_a_memo_on_a_theme_that_its_coder_dropped_is_never_shown_to_others(
    coding: CodingWorld,
) -> None:
    part = coding.part(coding.ann)
    theme = propose_theme(part, name="Weather", definition="")
    write_memo_as_coder(part, About(theme=theme), "for me", now=NOON)
    write_memo_as_coder(part, About(), "project", now=NOON)
    drop_own_theme(part, theme.guid, codings=0)
    coding.finish()
    compare(coding.round, now=NOON)
    coding.round.refresh_from_db()
    for other in (coding.ben, coding.rita, User.objects.create_superuser("root")):
        assert texts(coding, other, may=True) == ({"project"}, {"project"})
    assert texts(coding, coding.ann, may=False)[1] == {"project", "for me"}
    written = revealed_memos(coding.founding.study).values_list("text", flat=True)
    assert set(written) == {"project"}
    assert "for me" not in str(project_of(coding.round).project)


def test_memos_stand_by_kind_with_what_they_are_on(coding: CodingWorld) -> None:
    noted(coding)
    memos = memos_of_round(coding.round, coding.ann, may_see_codebooks=False)
    assert [memo.kind for memo in memos] == list(Kind)
    passage = memos[-1]
    assert (passage.quote, passage.theme, passage.case) == (
        "yes",
        coding.theme("class_overlap").name,
        coding.cases[0].label,
    )
    assert all(memo.private and memo.own for memo in memos)
    assert memos_of_codebook(coding.codebook, Population.SIMULATED, coding.ann) == ()


def test_a_memo_on_a_theme_follows_it_where_it_is_merged(coding: CodingWorld) -> None:
    theme, into = coding.theme("class_overlap"), coding.theme("mislabeled_data")
    write_memo(coding.codebook, About(theme=theme), "x", by=coding.rita, now=NOON)
    merge_themes(coding.codebook, theme.guid, into=into.guid, **BY)
    (memo,) = memos_of_codebook(coding.codebook, Population.PEOPLE, coding.rita)
    assert (memo.theme, memo.theme_guid, memo.merged) == (into.name, into.guid, theme.name)


def test_a_memo_on_an_identifying_answer_is_withheld_with_its_words(
    coding: CodingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(coding)
    monkeypatch.setattr("analysis.coding.memos.read.is_withheld", lambda *_: True)
    passage = memos_of_round(coding.round, coding.ann, may_see_codebooks=False)[-1]
    assert (passage.withheld, passage.text, passage.quote) == (True, "", "")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), True),
        (Wanted(kind="theme", by="ann", words="OVERlap often"), True),
        (Wanted(kind="project"), False),
        (Wanted(by="ben"), False),
        (Wanted(words="often never"), False),
        (Wanted(theme="no guid"), False),
    ],
)
def test_memos_are_wanted_by_kind_theme_writer_and_words(wanted: Wanted, expected: bool) -> None:
    memo = MemoRecord(UUID(int=1), Kind.THEME, "Seen often", "ann", NOON, theme="Class overlap")
    assert (memo in wanted) is expected
