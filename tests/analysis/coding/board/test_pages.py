"""Whoever may change the codebook moves things without a script; the picture is of what stands."""

import pytest
from django.test import Client

from analysis.coding.codebooks.contents import live_codebook
from analysis.coding.rounds.plan import plan_round
from tests.analysis.coding.board.paper_board import PaperBoard
from tests.analysis.coding.rounds.decided_rounds import settled
from tests.analysis.coding_world import CodingWorld, account, browser
from tests.analysis.figures.drawings import parsed, words
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def board_of(paper: PaperBoard) -> str:
    return f"/admin/analysis/codebook/{paper.book.pk}/board/"


def change(client: Client, paper: PaperBoard, **sent: str) -> str:
    fields = {name: str(value) for name, value in sent.items()}
    page = client.post(f"{board_of(paper)}change/", fields, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def test_a_researcher_moves_adds_renames_and_undoes_with_plain_forms(coding: CodingWorld) -> None:
    paper, rita = PaperBoard(coding.founding.study), browser(coding.rita)
    a, role, work = (str(paper.known(key)) for key in ("a", "role", "work"))
    move = {"do": "move theme", "moved": a, "into": work, "before": str(paper.known("d"))}
    response = rita.post(f"{board_of(paper)}change/", {**move, "seen": role})
    assert response["Location"] == f"{board_of(paper)}#n-{a}"
    assert [theme.key for theme in live_codebook(paper.book).areas[1].themes] == ["c", "a", "d"]
    stale = change(rita, paper, **move, seen=role)
    assert "moved “A” meanwhile: it is in “Work” now" in stale
    inside = {"do": "move area", "moved": work, "into": role, "before": "", "seen": ""}
    assert "rita: Moved the area “Work” from no area to “Role”" in change(rita, paper, **inside)
    change(rita, paper, do="area", name="New one")
    renamed = {"do": "area", "area": role, "name": "Roles", "description": "Of systems."}
    assert "Role › Work" not in change(rita, paper, **renamed)
    book = live_codebook(paper.book)
    assert [area.name for area in book.areas] == ["Roles", "Work", "Use", "New one"]
    assert (book.areas[0].description, book.areas[1].parent) == ("Of systems.", "role")
    assert "at most 200 characters" in change(rita, paper, do="area", name="")
    last = paper.book.operations.all()[0]
    change(rita, paper, do="undo", operation=str(last.guid))
    assert paper.area("role").name == "Role"


def test_a_coder_is_kept_out_and_an_unknown_change_is_not_made(coding: CodingWorld) -> None:
    paper = PaperBoard(coding.founding.study)
    assert browser(coding.ann).get(board_of(paper)).status_code == 403
    assert browser(account("nobody", None)).post(f"{board_of(paper)}change/").status_code == 404
    assert browser(coding.rita).post(f"{board_of(paper)}change/").status_code == 404


def test_the_coders_of_a_workshop_arrange_its_codebook_and_see_no_results(
    coding: CodingWorld,
) -> None:
    settled(coding)
    plan_round(
        coding.codebook,
        title="Workshop",
        cases=coding.cases[:1],
        joint=coding.cases[:1],
        coders=[coding.ann],
        now=NOON,
    )
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/board/"
    shown = browser(coding.ann).get(address)
    assert shown.status_code == 200
    assert "Move" in shown.content.decode()
    assert "n = " not in shown.content.decode()
    assert "n = " not in browser(coding.ann).get(f"{address}map.svg").content.decode()
    assert browser(coding.ben).get(address).status_code == 403


def test_numbers_are_those_of_people_in_closed_rounds_and_none_before(coding: CodingWorld) -> None:
    rita = browser(coding.rita)
    address = f"/admin/analysis/codebook/{coding.codebook.pk}/board/"
    assert "n = " not in rita.get(address).content.decode()
    settled(coding)
    page = rita.get(address).content.decode()
    assert "how many of 3 participants of closed rounds hold a theme" in page
    for name, held in (("Class overlap", 2), ("Mislabeled data", 1), ("Dataset imbalance", 0)):
        note = page[page.index(f"<b>{name}</b>") :]
        assert note[: note.index("</small>")].endswith(f"n = {held}")
    picture = parsed(rita.get(f"{address}map.svg").content.decode())
    assert "Class overlap (2)" in str(picture[1].text)
    assert "n = 2" in words(picture)
