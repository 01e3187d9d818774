"""The pages of attributes: typed down a column, pasted, and taken back as a file."""

import pytest

from analysis.models import Attribute, AttributeValue
from tests.analysis.coding_world import CodingWorld, InterviewWorld, browser

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database,
    pytest.mark.usefixtures("refusals_unlogged"),
]


def test_a_researcher_adds_types_renames_and_deletes_an_attribute(coding: CodingWorld) -> None:
    rita = browser(coding.rita)
    home = f"/admin/analysis/codebook/{coding.codebook.pk}/attributes/people/"
    first, second, _ = (case.pk for case in coding.cases)
    rita.post(home, {"do": "add", "name": "Role"})
    page = rita.get(home).content.decode()
    assert f'href="{home}role/"' in page
    assert "Where do you work with machine learning?" in page
    values = {f"value-{first}": "=Lead", f"seen-{first}": "", f"value-{second}": ""}
    rita.post(f"{home}role/", {"do": "values", **values})
    column = rita.get(f"{home}role/").content.decode()
    assert '<option value="=Lead"></option>' in column
    stale = {f"value-{first}": "Head", f"seen-{first}": "", "do": "values"}
    refused = rita.post(f"{home}role/", stale).content.decode()
    assert "Somebody else changed one of these values" in refused
    assert 'value="Head"' in refused
    assert "now =Lead" in refused
    table = rita.get(f"{home}attributes.csv").content.decode()
    assert f"{coding.cases[0].label},,false,'=Lead," in table
    AttributeValue.objects.all().delete()
    rita.post(home, {"do": "table", "table": table})
    assert AttributeValue.objects.get().value == "=Lead", "our own file is read back"
    bad = rita.post(home, {"do": "table", "table": "case;Role\nP0;x"}).content.decode()
    assert "are not among those below" in bad
    assert "P0;x</textarea>" in bad
    rita.post(f"{home}role/", {"do": "rename", "name": "Position"})
    assert Attribute.objects.get().name == "Position"
    rita.post(f"{home}role/", {"do": "delete"})
    assert not Attribute.objects.exists()
    assert rita.get(f"{home}role/").status_code == 404


def test_interviews_are_named_beside_the_number_of_who_was_interviewed(
    interviews: InterviewWorld,
) -> None:
    interviews.talk("P2", "Third talk")
    home = f"/admin/analysis/codebook/{interviews.codebook.pk}/attributes/people/"
    assert "P2 · Third talk" in browser(interviews.rita).get(home).content.decode()


def test_attributes_are_no_coders_business_and_simulated_ones_stand_apart(
    coding: CodingWorld,
) -> None:
    home = f"/admin/analysis/codebook/{coding.codebook.pk}/attributes/"
    assert browser(coding.ann).get(f"{home}people/").status_code == 403
    rita = browser(coding.rita)
    row = f'<th scope="row">{coding.cases[0].label}'
    simulated = rita.get(f"{home}simulated/").content.decode()
    assert row in rita.get(f"{home}people/").content.decode()
    assert row not in simulated
    assert 'class="synthetic"' in simulated
    assert rita.get(f"{home}pilots/").status_code == 404
