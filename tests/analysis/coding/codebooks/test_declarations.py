"""Types and marks of a codebook are added, renamed and taken out where no theme has them."""

import pytest

from analysis.coding.codebooks.declarations import (
    choose_crossed,
    declare,
    rename_declared,
    take_out_declared,
)
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.codebooks.theme_records import record, records, shared_themes
from analysis.coding.codebooks.themes import add_theme
from analysis.errors import CodebookInUse, NameTaken, ThemeGone, TypeInUse, UnfitName
from analysis.models import Codebook
from tests.analysis.coding_world import BY, CodingWorld, browser

pytestmark = pytest.mark.django_db


def test_a_mark_is_added_renamed_and_undone(coding: CodingWorld) -> None:
    book = coding.codebook
    declare(book, "marks", name="About data", **BY)
    assert book.marks == [{"key": "about_data", "name": "About data", "symbol": "★"}]
    operation = rename_declared(book, "marks", "about_data", name="Data", symbol="●", **BY)
    add_theme(book, fields={"name": "Rain", "marks": ["about_data"]}, **BY)
    shown = record(coding.theme("rain"))
    assert (shown.mark_names, shown.symbols) == (("Data",), "●")
    last = book.operations.filter(undone_at=None).first()
    assert last is not None
    undo_operation(book, last.guid, **BY)
    undo_operation(book, operation.guid, **BY)
    assert Codebook.objects.get(pk=book.pk).marks[0]["name"] == "About data"


def test_a_type_that_a_theme_has_or_that_is_crossed_stays(coding: CodingWorld) -> None:
    book = coding.codebook
    with pytest.raises(TypeInUse, match="has the type “metric”"):
        take_out_declared(book, "types", "metric", **BY)
    declare(book, "types", name="idea", **BY)
    choose_crossed(book, "idea", "action", **BY)
    with pytest.raises(TypeInUse, match="Reports cross the type “idea”"):
        take_out_declared(book, "types", "idea", **BY)
    choose_crossed(book, "", "", **BY)
    take_out_declared(book, "types", "idea", **BY)
    assert "idea" not in [type_["key"] for type_ in book.types]
    assert book.crossed == []


def test_what_does_not_fit_is_refused_and_nothing_is_stored(coding: CodingWorld) -> None:
    book = coding.codebook
    before = list(book.types)
    for name, error in (("", UnfitName), ("a" * 201, UnfitName), ("ACTION", NameTaken)):
        with pytest.raises(error):
            declare(book, "types", name=name, **BY)
    with pytest.raises(UnfitName, match="one sign"):
        declare(book, "marks", name="Star", symbol="abc", **BY)
    with pytest.raises(ThemeGone):
        rename_declared(book, "types", "idea", name="Idea", **BY)
    with pytest.raises(UnfitName, match="two types that differ"):
        choose_crossed(book, "action", "action", **BY)
    assert Codebook.objects.get(pk=book.pk).types == before


def test_nothing_is_taken_out_while_a_round_is_coded_independently(coding: CodingWorld) -> None:
    declare(coding.codebook, "types", name="idea", **BY)
    assert coding.round.pk
    with pytest.raises(CodebookInUse):
        take_out_declared(coding.codebook, "types", "idea", **BY)


def test_a_researcher_changes_types_and_marks_on_the_page(coding: CodingWorld) -> None:
    rita, home = browser(coding.rita), f"/admin/analysis/codebook/{coding.codebook.pk}/"
    sent = {"do": "add", "what": "marks", "name": "About data", "symbol": "★"}
    page = rita.post(f"{home}types/", sent, follow=True).content.decode()
    assert "Added the mark “About data”" in page
    page = rita.post(
        f"{home}types/", {"do": "remove", "what": "types", "key": "action"}, follow=True
    ).content.decode()
    assert "Take it from every theme first" in page
    assert rita.post(f"{home}types/", {"do": "add", "what": "rules"}).status_code == 404


def test_records_name_where_else_a_theme_stands(coding: CodingWorld) -> None:
    themes = {theme.key: theme for theme in records(shared_themes(coding.codebook))}
    elsewhere = themes["ground_truth_probability_is_target"].elsewhere
    assert elsewhere == ("Reliability of explanations",)
