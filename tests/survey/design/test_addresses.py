"""Addresses to which participants are sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from survey.design.addresses import SecureAddress

ADDRESS: TypeAdapter[str] = TypeAdapter(SecureAddress)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "https://example.org:8443/a?b=c&d=e#f",
        "https://[2001:db8::1]/",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org/" + "x" * 480,
    ],
)
def test_an_https_address_is_taken_to_the_letter(address: str) -> None:
    assert ADDRESS.validate_python(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "//example.org/",
        "http://example.org/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https:///path",
        "https://user:secret@example.org/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://[half",
        "https://example.org/a b",
        "https://example.org/\n",
    ],
)
def test_any_other_address_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ADDRESS.validate_python(address)
    [details] = refused.value.errors()
    assert details["msg"] == "this is not an https address."
    assert details["ctx"]["remedy"] == "Write it as https://example.org/path."


def test_an_address_that_no_database_column_holds_is_refused() -> None:
    with pytest.raises(ValidationError, match="at most 500 characters"):
        ADDRESS.validate_python("https://example.org/" + "x" * 481)


@given(address=st.text(max_size=30) | st.text(max_size=30).map("https://".__add__))
def test_whatever_is_accepted_leads_to_a_host_by_https(address: str) -> None:
    try:
        accepted = ADDRESS.validate_python(address)
    except ValidationError:
        return
    assert accepted.lower().startswith("https://")
    assert not any(character.isspace() for character in accepted)
