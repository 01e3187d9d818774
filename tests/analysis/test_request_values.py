"""What cannot be meant is read as missing."""

from uuid import UUID

import pytest
from django.http import Http404

from analysis.request_values import guid_or_404, guid_or_none, primary_key, whole_number

GUID = "7e5a2c1c-7d0b-5d6c-9f43-0c4f1e1a5b0e"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("42", 42), ("", 0), ("-1", 0), ("x", 0), ("9" * 17, 10**17 - 1), ("9" * 18, 0)],
)
def test_a_primary_key_is_a_number_that_the_database_can_hold(text: str, expected: int) -> None:
    assert primary_key(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("0", 0), ("", None), ("1.5", None), ("1" * 10, None)]
)
def test_a_whole_number_is_none_where_there_is_none(text: str, expected: int | None) -> None:
    assert whole_number(text) == expected


def test_what_is_no_guid_is_not_found() -> None:
    assert guid_or_404(GUID) == guid_or_none(GUID) == UUID(GUID)
    assert guid_or_none("7") is None
    with pytest.raises(Http404):
        guid_or_404("7")
