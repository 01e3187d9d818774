"""Personal codes: each goes to one person, once, and the same person finds the same one."""

from functools import partial

import pytest

from survey.errors import CodesRefused
from survey.recruitment.codes import add_codes, code_of, codes_left, give_code
from survey.recruitment.models import CompensationCode
from tests.survey.crowd import at_once
from tests.world import NOON

pytestmark = pytest.mark.django_db(databases=["recruitment"])

DAY = NOON.date()


def give(token: str) -> str | None:
    return give_code("pilot", token, day=DAY)


def test_each_code_goes_to_one_person() -> None:
    add_codes("pilot", ["AAA", "BBB", "CCC"])
    codes = {give(name) for name in ("ada", "bo", "cy")}
    assert codes == {"AAA", "BBB", "CCC"}
    assert codes_left("pilot") == 0
    assert give("dee") is None


def test_the_same_person_finds_the_same_code() -> None:
    add_codes("pilot", ["AAA", "BBB"])
    first = give("ada")
    assert {give("ada"), code_of("pilot", "ada")} == {first}
    assert codes_left("pilot") == 1
    assert code_of("pilot", "bo") is None


def test_codes_of_another_study_are_not_given() -> None:
    add_codes("another", ["AAA"])
    assert give("ada") is None


def test_a_row_tells_the_day_and_not_who(settings: object) -> None:
    add_codes("pilot", ["AAA"])
    give("a-participants-token")
    row = CompensationCode.objects.values().get()
    assert row["given_on"] == DAY
    assert "a-participants-token" not in {str(value) for value in row.values()}
    assert "AAA" not in str(CompensationCode.objects.get())


@pytest.mark.parametrize(
    "codes", [["AAA"], ["NEW", "AAA"], ["NEW", "NEW"], [*map(str, range(9))] * 2]
)
def test_a_list_with_a_code_that_is_there_already_is_refused_whole(codes: list[str]) -> None:
    add_codes("pilot", ["AAA"])
    with pytest.raises(CodesRefused, match=r"more than once: .*Nothing was added"):
        add_codes("pilot", codes)
    assert codes_left("pilot") == 1


@pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])
def test_ten_who_complete_at_once_get_ten_codes() -> None:
    add_codes("pilot", [f"CODE-{number}" for number in range(10)])
    codes = at_once([partial(give, f"person {number}") for number in range(10)])
    assert None not in codes
    assert len(set(codes)) == 10


@pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])
def test_one_page_opened_ten_times_at_once_shows_one_code() -> None:
    add_codes("pilot", [f"CODE-{number}" for number in range(10)])
    assert len(set(at_once([partial(give, "ada")] * 10))) == 1
    assert codes_left("pilot") == 9
