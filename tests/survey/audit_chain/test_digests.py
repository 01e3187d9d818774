"""Digests are the same wherever a value comes from, and nothing can be guessed from them."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from survey.audit_chain.digests import (
    BEGINNING,
    canonical,
    content_digest,
    link_digest,
    row_digests,
)

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=50)
@given(plain, plain)
def test_two_values_have_the_same_form_only_where_they_are_equal(
    first: object, second: object
) -> None:
    assert (canonical(first) == canonical(second)) == (repr_of(first) == repr_of(second))


def repr_of(value: object) -> object:
    """Python takes True for 1 and 0 for False; the form does not."""
    match value:
        case dict():
            return {key: repr_of(item) for key, item in value.items()}
        case list():
            return [repr_of(item) for item in value]
    return repr(value)


def test_what_databases_change_in_passing_changes_nothing() -> None:
    assert canonical({"b": 1.0, "a": (1, 2)}) == canonical({"a": [1, 2], "b": 1})
    noon = datetime(2027, 1, 31, 12, tzinfo=UTC)
    assert canonical(noon) == canonical(noon.astimezone(timezone(timedelta(hours=5))))


def test_the_same_answer_of_two_people_has_two_digests() -> None:
    assert row_digests("a" * 32, {"x": "yes"}) != row_digests("b" * 32, {"x": "yes"})
    assert len({*row_digests("a" * 32, {"x": "yes", "y": "yes"}).values()}) == 2


def test_a_link_depends_on_everything_before_it() -> None:
    content = content_digest("a" * 32, "page one", row_digests("a" * 32, {"x": "yes"}))
    first = link_digest(BEGINNING, 1, content)
    assert len({first, link_digest(first, 1, content), link_digest(BEGINNING, 2, content)}) == 3
