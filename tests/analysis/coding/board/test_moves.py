"""Every move is one operation that can be undone; what was moved meanwhile stays where it is."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.coding.codebooks.areas import add_area
from analysis.coding.codebooks.contents import live_codebook
from analysis.coding.codebooks.merge_split import retire_theme
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.codebooks.snapshots import state_of
from analysis.coding.desk.new_codes import propose_theme
from analysis.errors import AnalysisError, AreaInsideItself, ChangedMeanwhile, ThemeGone
from analysis.statistics.themes.codebook import DEEPEST
from tests.analysis.coding.board.paper_board import PaperBoard
from tests.analysis.coding_world import BY, CodingWorld

pytestmark = pytest.mark.django_db


def order(paper: PaperBoard) -> str:
    """Such as "role[a b] use/work[c]": areas under the areas around them, with their themes."""
    book = live_codebook(paper.book)
    areas = [
        f"{area.parent}{'/' if area.parent else ''}{area.key}"
        f"[{' '.join(theme.key for theme in area.themes)}]"
        for area in book.areas
    ]
    return " ".join([*areas, *(theme.key for theme in book.themes)])


def test_a_theme_is_put_before_another_one_and_the_move_is_one_operation(
    paper: PaperBoard,
) -> None:
    before = state_of(paper.book)
    moved = paper.move("a", "work", before="d", seen="role")
    assert order(paper) == "role[b] work[c a d] use[e] loose"
    assert moved is not None
    assert (moved.kind, moved.summary) == ("move", "Moved “A” from “Role” to “Work”")
    undo_operation(paper.book, moved.guid, **BY)
    assert state_of(paper.book) == before


def test_without_a_neighbour_it_comes_last_also_within_its_area_and_outside_of_all(
    paper: PaperBoard,
) -> None:
    within = paper.move("a", "role", seen="role")
    assert order(paper).startswith("role[b a]")
    out = paper.move("c", "", seen="work")
    assert order(paper) == "role[b a] work[d] use[e] loose c"
    back = paper.move("loose", "use", before="e", seen="")
    assert order(paper) == "role[b a] work[d] use[loose e] c"
    assert [move.summary for move in (within, out, back) if move] == [
        "Moved “A” within “Role”",
        "Moved “C” from “Work” to no area",
        "Moved “Loose” from no area to “Use”",
    ]


def test_a_move_to_where_it_is_leaves_no_operation(paper: PaperBoard) -> None:
    paper.move("b", "role", seen="role")
    number = paper.book.operations.count()
    assert paper.move("b", "role", seen="role") is None
    assert paper.move_area("use", "") is None
    assert paper.book.operations.count() == number


def test_what_somebody_else_moved_meanwhile_is_left_with_where_it_is(paper: PaperBoard) -> None:
    paper.move("a", "work", seen="role")
    with pytest.raises(ChangedMeanwhile, match="moved “A” meanwhile: it is in “Work” now"):
        paper.move("a", "use", seen="role")
    with pytest.raises(ChangedMeanwhile, match="to come before is not there any more"):
        paper.move("b", "role", before="a", seen="role")
    paper.move_area("use", "work")
    with pytest.raises(ChangedMeanwhile, match="moved “Use” meanwhile: it is in “Work” now"):
        paper.move_area("use", "role")
    assert order(paper) == "role[b] work[c d a] work/use[e] loose"


def test_a_theme_taken_out_meanwhile_and_one_not_in_the_codebook_are_refused(
    coding: CodingWorld,
) -> None:
    paper = PaperBoard(coding.founding.study)
    retire_theme(paper.book, paper.known("a"), **BY)
    with pytest.raises(ThemeGone, match="taken out"):
        paper.move("a", "work", seen="role")
    mine = propose_theme(coding.part(coding.ann), name="Rain", definition="")
    paper.book = coding.codebook
    with pytest.raises(ThemeGone, match="no such theme"):
        paper.move(mine.key, "", seen="")
    coding.compare()
    with pytest.raises(ThemeGone, match="Take it in first"):
        paper.move(mine.key, "", seen="")


def test_areas_are_put_in_order_and_inside_one_another_with_all_they_hold(
    paper: PaperBoard,
) -> None:
    before = state_of(paper.book)
    first = paper.move_area("use", "", before="role")
    assert order(paper) == "use[e] role[a b] work[c d] loose"
    second = paper.move_area("use", "work")
    assert order(paper) == "role[a b] work[c d] work/use[e] loose"
    third = paper.move_area("work", "role")
    assert order(paper) == "role[a b] role/work[c d] work/use[e] loose"
    assert second is not None
    assert second.kind == "move area"
    assert second.summary == "Moved the area “Use” from no area to “Work”"
    for move in (third, second, first):
        assert move is not None
        undo_operation(paper.book, move.guid, **BY)
    assert state_of(paper.book) == before


def test_an_area_never_lies_inside_itself_nor_deeper_than_can_be_read(paper: PaperBoard) -> None:
    paper.move_area("use", "work")
    for inside in ("work", "use"):
        with pytest.raises(AreaInsideItself, match="cannot lie inside itself"):
            paper.move_area("work", inside)
    around: UUID | None = None
    for level in range(1, DEEPEST + 1):
        add_area(paper.book, name=f"Level {level}", description="", parent=around, **BY)
        around = paper.known(f"level_{level}")
    with pytest.raises(AreaInsideItself, match="at most 30 deep"):
        paper.move_area("role", f"level_{DEEPEST}")
    paper.move_area("role", f"level_{DEEPEST - 1}")
    with pytest.raises(AreaInsideItself, match="at most 30 deep"):
        paper.move_area("work", f"level_{DEEPEST - 1}")


THEMES = st.sampled_from(["a", "b", "c", "d", "e", "loose"])
AREAS = st.sampled_from(["role", "work", "use"])
NO_OR_AREA = st.one_of(st.just(""), AREAS)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("theme"), THEMES, NO_OR_AREA, st.one_of(st.just(""), THEMES)),
        st.tuples(st.just("area"), AREAS, NO_OR_AREA, NO_OR_AREA),
    ),
    max_size=8,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=MOVES)
def test_no_move_loses_anything_and_undoing_them_all_brings_everything_back(
    paper: PaperBoard, moves: list[tuple[str, str, str, str]]
) -> None:
    before, done = state_of(paper.book), []
    for what, key, into, neighbour in moves:
        try:
            if what == "theme":
                area = paper.book.themes.get(key=key).area
                seen = area.key if area else ""
                move = paper.move(key, into, before=neighbour, seen=seen)
            else:
                around = paper.area(key).parent
                seen = around.key if around else ""
                move = paper.move_area(key, into, before=neighbour, seen=seen)
        except AnalysisError:
            continue
        done += [move] if move else []
        book = live_codebook(paper.book)
        assert sorted(theme.key for _, theme in book.placed()) == ["a", "b", "c", "d", "e", "loose"]
        read: list[str] = []
        for area_read in book.areas:
            assert not area_read.parent or area_read.parent in read
            read.append(area_read.key)
    for move in reversed(done):
        undo_operation(paper.book, move.guid, **BY)
    assert state_of(paper.book) == before
