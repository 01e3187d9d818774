"""Lists of addresses as people have them: pasted, or saved from a spreadsheet."""

import pytest

from survey.errors import AddressesRefused
from survey.recruitment import addresses as module
from survey.recruitment.addresses import read_addresses


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org\nbo@example.org",
        "\ufeffada@example.org\r\n\r\n  bo@example.org  \r\n",
        "ada@example.org, bo@example.org",
        "Ada Example <ada@example.org>; Bo <bo@example.org>",
        "Name;E-mail\nAda;ada@example.org\nBo;bo@example.org\n",
        '"E-mail","Name"\n"ada@example.org","Ada, or so"\n"bo@example.org","Bo"\n',
        "ada@example.org\tAda\nbo@example.org\tBo",
    ],
)
def test_addresses_are_read_from_lines_tables_and_mail_programs(text: str) -> None:
    assert read_addresses(text).addresses == ("ada@example.org", "bo@example.org")


def test_an_address_that_comes_again_is_counted_and_taken_once() -> None:
    read = read_addresses("ada@example.org\nADA@example.org\nbo@example.org\nada@example.org")
    assert read.addresses == ("ada@example.org", "bo@example.org")
    assert read.repeated == 2


def test_every_wrong_line_is_named_by_its_number() -> None:
    with pytest.raises(AddressesRefused) as refused:
        read_addresses("ada@example.org\n\nnobody\nbo@example@org\ncy@example.org")
    assert refused.value.problems == (
        "Line 3 holds no e-mail address: “nobody”.",
        "Line 4: “bo@example@org” is no e-mail address.",
        "Nothing was stored: correct the list and send it again.",
    )


def test_of_many_wrong_lines_the_first_are_named_and_the_rest_counted() -> None:
    with pytest.raises(AddressesRefused, match="And 15 more lines"):
        read_addresses("ada@example.org\n" + "nobody\n" * 25)


@pytest.mark.parametrize("text", ["", "\n\n", "E-mail", ",,;"])
def test_a_list_without_an_address_is_refused(text: str) -> None:
    with pytest.raises(AddressesRefused, match="There is no address"):
        read_addresses(text)


@pytest.mark.parametrize(
    "wrong",
    [
        "ada@",
        "@example.org",
        "ada@example.org\x00",
        f"{'a' * 250}@example.org",
        "ada@example.org\x0bBcc: eve@example.org",
        "ada@exa mple.org",
    ],
)
def test_nothing_else_passes_for_an_address(wrong: str) -> None:
    with pytest.raises(AddressesRefused):
        read_addresses(f"bo@example.org\n{wrong}")


def test_a_list_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AddressesRefused, match="1,000,000 characters"):
        read_addresses("x" * 1_000_001)
    monkeypatch.setattr(module, "MOST", 3)
    with pytest.raises(AddressesRefused, match="more than 3 addresses"):
        read_addresses("\n".join(f"a{number}@example.org" for number in range(4)))


def test_a_file_that_is_no_list_is_given_up_after_so_many_problems(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    with pytest.raises(AddressesRefused, match="This is no list of addresses"):
        read_addresses("@\n" * 9)
