"""A table of participants is recorded as a whole, or refused with all that is wrong in it."""

from datetime import date

import pytest

from survey.errors import UnfitSampleTable
from survey.interviews import import_table
from survey.interviews.import_table import MOST_PROBLEMS, add_from_table
from survey.models import Interviewee
from survey.population import Population
from tests.interview_world import interview_version, interviewee
from tests.world import NOON

pytestmark = pytest.mark.django_db

GOOD = """number;consented_on;language;channel;Role;experience
P1;2026-05-04;de;Mailing list;Developer;2,5
P2;2026-05-05;en;;user;
"""


def record(text: str, population: Population = Population.PEOPLE) -> tuple[Interviewee, ...]:
    version = interview_version()
    return add_from_table(version, text, population=population, by="rita", now=NOON).added


def refused(text: str) -> tuple[str, ...]:
    with pytest.raises(UnfitSampleTable) as raised:
        record(text)
    assert not Interviewee.objects.filter(label__in=["P1", "P2"]).exists()
    return raised.value.problems


@pytest.mark.parametrize("text", [GOOD, GOOD.replace(",", ".").replace(";", ","), "\ufeff" + GOOD])
def test_everybody_is_recorded_with_attributes_named_by_title_or_key(text: str) -> None:
    first, second = record(text)
    assert (first.label, first.consented_on, first.consent_language) == (
        *("P1", date(2026, 5, 4), "de"),
    )
    assert first.channel == "Mailing list"
    assert first.attributes == {"role": "developer", "experience": 2.5}
    assert second.attributes == {"role": "user"}
    assert [first.position, second.position] == [1, 2]


def test_all_problems_are_told_at_once_with_their_lines() -> None:
    interviewee("P9")
    problems = refused(
        "number,consented_on,language,Role,Experience\n"
        "P1,2026-05-04,en,boss,-2\n"
        "P9,2026-05-05,en,,\n"
        "P2,4.5.2026,English,,\n"
        "P2,2099-01-01,en,,\n"
        "P2,2026-05-04,en,,,more\n"
    )
    assert [problem.partition(".")[0] for problem in problems] == [
        "Line 2: Role: boss is not among its choices",
        "Line 2: Experience: -2 is no number from 0 upwards",
        "Line 3: There is a participant P9 in small-interviews already",
        "Line 4: “4",
        "Line 4: The language of a consent is a code",
        "Line 5: P2 cannot have consented on 2099-01-01, which is still to come",
        "Line 6 has more cells than the first line",
    ]


def test_two_lines_of_one_number_are_told() -> None:
    (problem,) = refused("number,consented_on,language\nP1,2026-05-04,en\np1,2026-05-04,en\n")
    assert problem.startswith("Line 3: There is a participant p1")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "needs a first line"),
        ("number,consented_on,language\n", "needs a first line"),
        ("number,consented_on\nP1,2026-05-04\n", "The column language is missing"),
        ("number,consented_on,language,Age\nP1,2026-05-04,en,4\n", "There is no column “Age”"),
        (
            "number,consented_on,language,Role,role\nP1,2026-05-04,en,,\n",
            "Two columns are the same one",
        ),
        ("number,consented_on,language\nP1\0,2026-05-04,en\n", "a character of code 0"),
        ('number,consented_on,language\n"P1,2026-05-04,en\n', "A quotation mark"),
    ],
)
def test_what_is_no_such_table_is_refused_in_a_sentence(text: str, wrong: str) -> None:
    (problem,) = refused(text)
    assert wrong in problem


def test_more_than_ten_thousand_rows_are_refused() -> None:
    lines = "".join(f"Q{number},2026-05-04,en\n" for number in range(10_001))
    (problem,) = refused(f"number,consented_on,language\n{lines}")
    assert problem == "The table has more than 10,000 participants. Import it in parts."


def test_more_than_two_hundred_columns_are_refused() -> None:
    (problem,) = refused(";" * 201)
    assert problem == "The table has more than 200 columns. Leave out what is no attribute."


def test_a_table_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_table, "LONGEST_TABLE", 10)
    (problem,) = refused(GOOD)
    assert problem == "The table has more than 10 characters. Import it in parts."


def test_of_very_many_problems_the_first_are_told_and_how_many_there_are() -> None:
    lines = "".join(f"Q{number},never,en\n" for number in range(MOST_PROBLEMS + 7))
    problems = refused(f"number,consented_on,language\n{lines}")
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1] == "7 more lines or cells are wrong. Mend these first."


def test_simulated_participants_are_not_recorded_as_people() -> None:
    table = "number,consented_on,language,synthetic\nP1,2026-05-04,en,true\n"
    (problem,) = refused(table)
    assert "Simulated participants and people are told apart" in problem
    (simulated,) = record(table, Population.SIMULATED)
    assert simulated.population == Population.SIMULATED


def test_a_line_of_somebody_known_changes_the_attributes_that_it_has_a_value_for() -> None:
    known = interviewee("P9", role="developer", location="Berlin")
    table = "number,consented_on,language,Role,Location,Experience\np9,,,user,,2\n"
    imported = add_from_table(
        interview_version(), table, population=Population.PEOPLE, by="rita", now=NOON
    )
    assert (imported.added, imported.changed) == ((), (known,))
    known.refresh_from_db()
    assert known.attributes == {"role": "user", "location": "Berlin", "experience": 2}
    assert (known.label, known.consented_on) == ("P9", date(2026, 5, 4))


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("P9,2026-05-05,en,,user", "The line has another day of consent"),
        ("P9,,de,,user", "The line has another language of the consent"),
        ("P9,,,Mailing list,user", "The line has another recruitment channel"),
        ("P9,,,,boss", "boss is not among its choices"),
    ],
)
def test_what_a_table_cannot_change_of_somebody_known_is_refused(line: str, wrong: str) -> None:
    known = interviewee("P9", role="developer")
    (problem,) = refused(f"number,consented_on,language,channel,Role\n{line}\n")
    assert problem.startswith("Line 2: ")
    assert wrong in problem
    known.refresh_from_db()
    assert known.attributes == {"role": "developer"}


def test_two_lines_of_somebody_known_are_told() -> None:
    interviewee("P9", role="developer")
    table = "number,consented_on,language,Role\nP9,,,user\nP9,,,developer\n"
    problems = refused(table)
    assert problems[0].startswith("Line 3: There is a participant P9")


def test_a_person_is_not_changed_by_a_table_of_simulated_participants() -> None:
    interviewee("P9", role="developer")
    with pytest.raises(UnfitSampleTable, match="Give this one another number"):
        record("number,consented_on,language,Role\nP9,,,user\n", Population.SIMULATED)
