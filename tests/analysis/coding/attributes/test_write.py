"""Attributes are typed case by case or pasted, and never behind somebody's back."""

import pytest

from analysis.coding.attributes.read import attribute_names, attributes_of, case_attributes
from analysis.coding.attributes.write import (
    MOST_ATTRIBUTES,
    Typed,
    add_attribute,
    delete_attribute,
    rename_attribute,
    write_table,
    write_values,
)
from analysis.coding.transcripts.store import erase_transcript
from analysis.errors import ChangedMeanwhile, NameTaken, NotYours, UnfitAttribute, UnfitName
from analysis.models import Attribute, AttributeValue, Case
from survey.leaving.withdraw import withdraw
from survey.models import Participant
from survey.population import Population
from tests.analysis.coding_world import CodingWorld, InterviewWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db

SECTOR = "Where do you work with machine learning?"


def test_attributes_have_names_of_their_own(coding: CodingWorld) -> None:
    study = coding.founding.study
    role = add_attribute(study, "  Role in the\nteam ")
    assert (role.key, role.name) == ("role_in_the_team", "Role in the team")
    for name in ("ROLE in the team", SECTOR.upper()):
        with pytest.raises(NameTaken):
            add_attribute(study, name)
    for name in (" ", "x" * 101, "Synthetic"):
        with pytest.raises(UnfitName):
            add_attribute(study, name)
    country = add_attribute(study, "Country")
    with pytest.raises(NameTaken):
        rename_attribute(country, "Role in the team")
    rename_attribute(country, "country")
    assert attribute_names(study)[:2] == ("Role in the team", "country")
    delete_attribute(country)
    Attribute.objects.bulk_create(
        Attribute(study=study, key=f"k{number}", name=f"n{number}")
        for number in range(MOST_ATTRIBUTES - 1)
    )
    with pytest.raises(UnfitAttribute, match="at most"):
        add_attribute(study, "One more")


def test_values_are_stored_unless_somebody_else_was_faster(coding: CodingWorld) -> None:
    study = coding.founding.study
    role = add_attribute(study, "Role")
    first, second, third = (case.pk for case in coding.cases)
    assert write_values(role, {first: Typed(" Lead ", ""), second: Typed("", "")}) == 1
    write_values(role, {second: Typed("Intern", "")})
    with pytest.raises(ChangedMeanwhile, match="meanwhile"):
        write_values(role, {first: Typed("Head", ""), third: Typed("Head", "")})
    with pytest.raises(UnfitAttribute, match="200"):
        write_values(role, {third: Typed("x" * 201, "")})
    with pytest.raises(NotYours):
        write_values(role, {0: Typed("Head", "")})
    write_values(role, {first: Typed("", "Lead"), third: Typed("Head", "")})
    values = dict(AttributeValue.objects.values_list("case", "value"))
    assert values == {second: "Intern", third: "Head"}
    (record, *_) = attributes_of(study)
    assert record.values == ("Head", "Intern")


def test_a_pasted_table_is_stored_as_a_whole_or_not_at_all(coding: CodingWorld) -> None:
    study, people = coding.founding.study, Population.PEOPLE
    first, second, _ = (case.label for case in coding.cases)
    add_attribute(study, "Role")
    with pytest.raises(UnfitAttribute, match="1 of the 2 cases"):
        write_table(study, people, f"case;Role;Age\n{first};Lead;30\nP0;Lead;40")
    with pytest.raises(UnfitAttribute, match="1 of the 1 cases"):
        write_table(study, Population.SIMULATED, f"case;Role\n{first};Lead")
    assert not AttributeValue.objects.exists()
    assert Attribute.objects.count() == 1
    text = f"case;role;Age;{SECTOR}\n{first};Lead;30;Nowhere\n{second};;40;"
    assert write_table(study, people, text) == 3
    assert write_table(study, people, f"case;Role\n{first};\n{second};Intern") == 1
    assert [attribute.name for attribute in Attribute.objects.all()] == ["Role", "Age"]
    attributes = case_attributes(study, Case.objects.all())
    assert attributes[coding.cases[0].pk]["Role"] == "Lead"
    second_one = attributes[coding.cases[1].pk]
    assert (second_one["Role"], second_one["Age"]) == ("Intern", "40")
    assert attributes[coding.cases[0].pk].get(SECTOR) != "Nowhere"


def test_values_are_deleted_with_the_only_interview_of_a_participant(
    interviews: InterviewWorld,
) -> None:
    first, second, other = interviews.cases
    later = interviews.talk("P2", "Interview 2")
    role = add_attribute(interviews.study, "Mood")
    write_values(role, {case.pk: Typed("Lead", "") for case in (first, second, other)})
    for erased in (first.transcripts.get(), later):
        erase_transcript(erased)
    assert [value.case for value in AttributeValue.objects.order_by("pk")] == [second, other]


def test_values_are_deleted_with_the_participant(coding: CodingWorld) -> None:
    role = add_attribute(coding.founding.study, "Role")
    write_values(role, {case.pk: Typed("Lead", "") for case in coding.cases[:2]})
    withdraw(Participant.objects.get(case=coding.cases[0]), now=NOON)
    assert [value.case for value in AttributeValue.objects.all()] == [coding.cases[1]]
