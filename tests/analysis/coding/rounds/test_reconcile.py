"""New themes are reconciled by their round: as one where they have one name."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.desk.apply_codes import Segment, apply_theme
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.rounds.comparison import comparisons, proposals
from analysis.coding.rounds.consensus import RECONCILED, decide
from analysis.coding.rounds.reconcile import drop, merge_into, take_in
from analysis.coding.rounds.stages import close, open_again
from analysis.coding.visibility import revealed
from analysis.errors import CodebookInUse, ThemeGone, UnfitName, WrongStage
from analysis.models import CodingRound, Decision, Standing, Theme, Verdict
from tests.analysis.coding_world import BY, CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def proposed(coding: CodingWorld, name: str = "Ask an expert", *, ben: str = "") -> list[Theme]:
    """Ann and Ben propose a theme each, and code the first text with it."""
    themes = []
    for user, typed in ((coding.ann, name), (coding.ben, ben or name)):
        part = coding.part(user)
        theme = propose_theme(part, name=typed, definition=f"As {user} has it.")
        apply_theme(part, coding.unit(), theme.guid, Segment(0, 3), now=NOON)
        themes.append(theme)
    return themes


def standings(themes: list[Theme]) -> list[str]:
    return [Theme.objects.get(pk=theme.pk).standing for theme in themes]


def coders_of(coded: CodingRound, theme: Theme) -> set[str | None]:
    names = revealed(coded).filter(theme=theme).values_list("coder__user__username", flat=True)
    return set(names)


def test_two_of_one_name_become_one_theme_in_one_step_which_is_accepted_and_undone(
    coding: CodingWorld,
) -> None:
    themes = proposed(coding, ben="ask an EXPERT")
    coded = coding.decide()
    (proposal,) = proposals(coded)
    assert proposal.coders == ("ann", "ben")
    assert len(comparisons(coded)[0].items) == 2
    guids = [theme.guid for theme in proposal.themes]
    operation = take_in(coded, guids, area=None, name="Ask an expert", **BY)
    assert standings(themes) == [Standing.SHARED, Standing.RETIRED]
    kept = Theme.objects.get(pk=themes[0].pk)
    assert kept.definition == "As ann has it.\nAs ben has it."
    expected = "Took in “Ask an expert” and “ask an EXPERT”, new in a round, as one"
    assert operation.summary == f"{expected}, named “Ask an expert”"
    assert coders_of(coded, kept) == {"ann", "ben", None}
    (item,) = comparisons(coded)[0].items
    assert item.is_shared
    assert item.decision is not None
    assert (item.decision.verdict, item.decision.reason) == ("accept", RECONCILED)
    close(coded, now=NOON)
    with pytest.raises(CodebookInUse, match="Open that round again"):
        undo_operation(coding.codebook, operation.guid, **BY)
    open_again(coded)
    undo_operation(coding.codebook, operation.guid, **BY)
    assert standings(themes) == [Standing.PROPOSED] * 2
    assert not Decision.objects.exists()
    assert [coders_of(coded, theme) for theme in themes] == [{"ann"}, {"ben"}]


def test_reconciling_at_the_comparison_needs_no_decision_after_it(coding: CodingWorld) -> None:
    themes = proposed(coding)
    compared = coding.compare()
    take_in(compared, [theme.guid for theme in themes], area=None, name="Ask somebody", **BY)
    assert standings(themes) == [Standing.SHARED, Standing.RETIRED]
    assert not Decision.objects.exists()


def test_what_a_person_decided_before_a_merge_stays(coding: CodingWorld) -> None:
    mine, theirs = proposed(coding, ben="Ask around")
    coded, case = coding.decide(), coding.cases[0]
    made = decide(
        coded, case, theirs.guid, Verdict.REJECT, by=coding.ann, now=NOON, reason="No expert."
    )
    take_in(coded, [mine.guid], area=None, name="Ask an expert", **BY)
    merge_into(coded, [theirs.guid], into=mine.guid, **BY)
    (item,) = comparisons(coded)[0].items
    assert item.is_shared
    assert item.decision is not None
    assert item.decision.guid == made.guid


def test_a_dropped_theme_says_why_counts_nowhere_and_can_be_undone(coding: CodingWorld) -> None:
    themes = proposed(coding)
    coded, guids = coding.decide(), [theme.guid for theme in themes]
    with pytest.raises(WrongStage, match="why"):
        drop(coded, guids, because="", **BY)
    operation = drop(coded, guids, because="It is no theme", **BY)
    assert operation.summary.endswith("because: It is no theme")
    assert standings(themes) == [Standing.RETIRED] * 2
    assert not revealed(coded).exists()
    with pytest.raises(ThemeGone, match="does not wait"):
        drop(coded, guids, because="Again", **BY)
    close(coded, now=NOON)
    open_again(coded)
    undo_operation(coding.codebook, operation.guid, **BY)
    assert standings(themes) == [Standing.PROPOSED] * 2
    assert revealed(coded).count() == 2


def test_only_what_is_new_in_the_round_is_reconciled_in_it(coding: CodingWorld) -> None:
    (mine, _theirs), coded = proposed(coding), coding.decide()
    shared = coding.guid("class_overlap")
    for themes in ([shared], [mine.guid, shared]):
        with pytest.raises(ThemeGone, match="does not wait"):
            drop(coded, themes, because="No", **BY)
    with pytest.raises(UnfitName):
        take_in(coded, [mine.guid], area=None, name="a" * 201, **BY)
    assert coding.theme("class_overlap").standing == Standing.SHARED


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # every example undoes its own
)
@given(
    moves=st.lists(st.tuples(st.booleans(), st.sampled_from(["take", "merge", "drop"])), max_size=4)
)
def test_whatever_is_reconciled_is_as_it_was_once_all_of_it_is_undone(
    reconcilable: tuple[CodingWorld, CodingRound, list[Theme]],
    moves: list[tuple[bool, str]],
) -> None:
    coding, coded, themes = reconcilable
    before = sorted(revealed(coded).values_list("guid", "theme"))
    made = []
    for is_first, did in moves:
        theme = Theme.objects.get(pk=themes[0 if is_first else 1].pk)
        if theme.standing != Standing.PROPOSED:
            continue
        if did == "take":
            name = f"Taken {theme.pk}"
            made.append(take_in(coded, [theme.guid], area=None, name=name, **BY))
        elif did == "merge":
            into = coding.guid("class_overlap")
            made.append(merge_into(coded, [theme.guid], into=into, **BY))
        else:
            made.append(drop(coded, [theme.guid], because="No", **BY))
    for operation in reversed(made):
        undo_operation(coding.codebook, operation.guid, **BY)
    assert sorted(revealed(coded).values_list("guid", "theme")) == before
    assert standings(themes) == [Standing.PROPOSED] * 2


@pytest.fixture
def reconcilable(coding: CodingWorld) -> tuple[CodingWorld, CodingRound, list[Theme]]:
    """A round at its consensus that every example leaves as it found it."""
    themes = proposed(coding)
    return coding, coding.decide(), themes
