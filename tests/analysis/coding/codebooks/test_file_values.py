"""Values that do not fit are reported with their path and read as empty."""

from analysis.coding.codebooks.file_values import Values


def reported(values: Values) -> list[tuple[object, str]]:
    return [(rule.path, rule.message) for rule in values.broken]


def test_texts_are_stripped_and_other_values_are_empty() -> None:
    values = Values({"name": " Noise ", "key": 3})
    assert values.text(("name",)) == "Noise"
    assert values.text(("key",)) == values.text(("absent",)) == ""
    assert reported(values) == [(("key",), "this should be text.")]


def test_a_key_that_is_not_known_is_reported_with_the_nearest_one() -> None:
    values = Values({"titel": "x"})
    values.keys((), "title", "themes")
    (rule,) = values.broken
    assert rule.remedy == "Did you mean title?"


def test_a_single_text_stands_for_a_list_of_one() -> None:
    values = Values({"type": "action", "types": ["a", "b"]})
    assert list(values.texts(("type",))) == [("type",)]
    assert list(values.texts(("types",))) == [("types", 0), ("types", 1)]


def test_repetitions_are_reported_whatever_the_case() -> None:
    values = Values({})
    values.report_repeated(
        [((0, "name"), "Noise"), ((1, "name"), "NOISE"), ((2, "name"), "")], "name"
    )
    assert [path for path, _ in reported(values)] == [(1, "name")]
