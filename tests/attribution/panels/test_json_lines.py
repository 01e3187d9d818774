"""Lines of values, by their paths."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.panels.json_lines import line_of, repeated_key

TEXT = """{
"axes": [
  {"key": "a, \\"b\\"", "levels": ["x", "y"]},
  {"key": "[", "levels": [
    "x"]}
],
"name":
  null
}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("axes",), 2),
        (("axes", 0, "key"), 3),
        (("axes", 0, "levels", 1), 3),
        (("axes", 1), 4),
        (("axes", 1, "levels", 0), 5),
        (("name",), 8),
    ],
)
def test_a_value_is_found_by_its_path(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line


def test_what_is_missing_is_where_it_should_be() -> None:
    assert line_of(TEXT, ("axes", 1, "mood", 3)) == 4


def test_a_key_written_twice_is_found() -> None:
    assert repeated_key('{"a": {"b": 1},\n "c": [{"b": 1}, {"b": 1,\n"b": 2}]}') == (
        ("c", 1, "b"),
        3,
    )
    assert repeated_key(TEXT) is None


trees = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(trees)
def test_every_value_is_found_in_a_text_of_any_shape(tree: Any) -> None:
    text = json.dumps(tree, indent=1)
    for path, value in paths(tree):
        line = text.splitlines()[line_of(text, path) - 1]
        assert json.dumps(value, indent=1).split("\n")[0] in line


def paths(tree: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    items = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    found = [(path, tree)]
    for part, value in items:
        found += paths(value, (*path, part))
    return found
