"""Attributes of the sample table stand beside those that are typed, and are not typed over."""

from analysis.coding.attributes.read import attributes_of, case_attributes, values_of
from analysis.coding.attributes.write import add_attribute, write_table
from analysis.coding.cases.codable import codable
from analysis.models import Attribute
from survey.interviews.write import write_attributes
from survey.population import Population
from tests.analysis.coding_world import InterviewWorld, browser

PEOPLE = Population.PEOPLE


def test_they_follow_the_typed_ones_with_their_choices(interviews: InterviewWorld) -> None:
    add_attribute(interviews.study, "Says")
    shown = [(known.key, known.name, known.values) for known in attributes_of(interviews.study)]
    assert shown == [
        ("says", "Says", ()),
        ("sample.location", "Location", ()),
        ("sample.role", "Role", ("User", "Developer")),
        ("sample.experience", "Experience", ()),
    ]


def test_their_values_are_the_words_of_the_sample_table(interviews: InterviewWorld) -> None:
    case = interviews.talk("P1").case
    write_attributes(interviews.person("P1"), {"experience": "2,5"})
    cases = codable(interviews.study, PEOPLE)
    assert values_of(interviews.study, cases) == {
        case.pk: {"sample.role": ("Developer",), "sample.experience": ("2.5 years",)}
    }
    assert case_attributes(interviews.study, cases) == {
        case.pk: {"Role": "Developer", "Experience": "2.5 years"}
    }


def test_a_pasted_table_passes_them_over(interviews: InterviewWorld) -> None:
    interviews.talk("P1")
    write_table(interviews.study, PEOPLE, "case;Role;Says\nP1;boss;little\n")
    assert list(Attribute.objects.values_list("name", flat=True)) == ["Says"]
    interviews.person("P1").refresh_from_db()
    assert interviews.person("P1").attributes == {"role": "developer"}


def test_themes_are_counted_by_them(interviews: InterviewWorld) -> None:
    cases = interviews.cases
    write_attributes(interviews.person("P1"), {"role": "user"})
    for number in range(len(cases)):
        interviews.code(interviews.ann, "class_overlap", case=number)
    interviews.compare()
    book = f"/admin/analysis/codebook/{interviews.codebook.pk}/"
    asked = "?by=sample.role&coder=*"
    page = browser(interviews.rita).get(f"{book}themes-by/people/{asked}")
    assert page.status_code == 200
    assert "Developer" in page.content.decode()
