"""People are counted by what their rows say, and their experience in four steps."""

from analysis.reproduction.printed.tables import Prints, read_prints
from analysis.reproduction.samples.counts import of_answers, of_interviewees

PRINTS: Prints = read_prints()


def test_table_1_is_counted() -> None:
    # Paper, table 1.
    counts = of_interviewees(PRINTS["interviewees"])
    assert counts.people == 10
    assert counts.questions["type"] == {"User": 4, "Developer": 6}
    assert list(counts.questions["ml_experience"].items()) == [
        ("under 1 year", 1),
        ("1 to under 3 years", 3),
        ("3 to under 5 years", 1),
        ("5 years or more", 5),
    ]
    assert counts.questions["ml_kinds"] == {"Chatbot": 3, "Prediction model": 7, "Clustering": 1}


def test_of_a_question_in_two_places_the_first_counts() -> None:
    # Paper, figure 4; section 4.4.1 has 18 and 14.
    counts = of_answers(PRINTS["sample"], frozenset({"data_type"}))
    assert counts.questions["sector"] == {"industry": 17, "academia": 13, "both": 1}
    assert "responses" not in counts.questions
    assert counts.people == 31
