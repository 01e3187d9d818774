"""Codes of a project in a codebook that is there: known again, or added under free names."""

from analysis.coding.exchange.codes import codebook_of
from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.matching import matched
from analysis.coding.exchange.project import Code
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent

NOISE = ThemeContent("noise", "Noise", definition="Ours")
BOOK = CodebookContent(
    "ours",
    "Ours",
    areas=(AreaContent("causes", "Causes", "", (NOISE,)),),
    themes=(ThemeContent("x", "X"),),
)


def area(name: str, *codes: Code) -> Code:
    return Code(guid_of(name), name, codable=False, codes=codes)


def test_the_same_identifier_goes_before_the_same_name_and_what_is_there_stays() -> None:
    same = Code(guid_of("ours", "theme", "noise"), "Renamed", "Theirs")
    alike = Code(guid_of("1"), "NOISE")
    matching = matched(codebook_of([area("CAUSES", same, alike)], slug="a", title="A"), BOOK)
    assert matching.book == BOOK
    assert matching.themes == {same.guid: "noise", alike.guid: "noise"}
    assert (matching.same, matching.alike, matching.new) == (("Renamed",), ("NOISE",), ())


def test_what_is_new_goes_into_the_area_of_its_name_under_a_name_and_key_of_its_own() -> None:
    elsewhere = Code(guid_of("1"), "noise", "Definition: Sound\nKey: noise")
    fresh = Code(guid_of("2"), "Fresh")
    tree = codebook_of(
        [area("Causes", Code(guid_of("3"), "X")), area("More", elsewhere), fresh],
        slug="a",
        title="A",
    )
    matching = matched(tree, BOOK)
    assert [
        (area.name if area else "", theme.key, theme.name) for area, theme in matching.book.placed()
    ] == [
        ("Causes", "noise", "Noise"),
        ("Causes", guid_of("3"), "X (2)"),
        ("More", guid_of("1"), "noise (2)"),
        ("", "x", "X"),
        ("", guid_of("2"), "Fresh"),
    ]
    assert matching.new == ("X", "noise", "Fresh")
    assert dict(matching.themes) == {guid_of(number): guid_of(number) for number in "123"}


def test_further_places_of_what_is_new_are_left_out_in_a_sentence() -> None:
    spread = Code(guid_of("1"), "Spread", "Also in: More")
    tree = codebook_of([area("Causes", spread), area("More")], slug="a", title="A")
    (_area, brought) = next(tree.book.placed())
    assert brought.also_in
    matching = matched(tree, BOOK)
    assert all(not theme.also_in for _area, theme in matching.book.placed())
    (remark,) = matching.remarks
    assert remark.startswith("Left out: the further areas or themes of Spread,")


def test_without_further_places_nothing_is_said_of_them() -> None:
    tree = codebook_of([area("Causes", Code(guid_of("1"), "Fresh"))], slug="a", title="A")
    assert matched(tree, BOOK).remarks == ()
