"""A researcher reads one person, excludes them by a rule and takes them in; a lead erases them."""

import pytest

from survey.members.roles import Role
from survey.models import Participant, Tombstone
from tests.analysis.conftest import Studied
from tests.analysis.records.test_exclusion_reasons import with_rule
from tests.journeys.conftest import Visitor
from tests.roles import with_role
from tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]


def test_one_person_is_read_excluded_taken_in_again_and_erased(visitor: Visitor) -> None:
    studied = Studied(World())
    with_rule("too_fast", "Faster than reading")
    page = visitor.page
    visitor.log_in(with_role(Role.RESEARCHER))
    visitor.open("/admin/studies/tda-needfinding/read/")
    visitor.check_page()
    page.get_by_role("link", name="Read P1").click()
    page.get_by_role("heading", name="Participant P1").wait_for()
    page.get_by_text("Why did you choose upweighting as the action?").first.wait_for()
    visitor.check_page()
    page.get_by_label("No, exclude them").check()
    page.get_by_label("Reason").select_option("Faster than reading")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("P1 is excluded. Reports follow from now on.").wait_for()
    visitor.check_page()
    page.get_by_role("button", name="Take in again", exact=True).click()
    page.get_by_text("P1 is taken in again.").wait_for()
    assert page.get_by_role("link", name="Erase everything").count() == 0
    visitor.open("/admin/studies/tda-needfinding/read/?state=completed")
    page.get_by_label("Tick P2").check()
    page.get_by_role("button", name="Exclude those who are ticked").click()
    page.get_by_role("button", name="Exclude 1 participant").wait_for()
    visitor.check_page()
    page.get_by_role("link", name="Exclude nobody").click()
    visitor.log_in(with_role(Role.LEAD))
    visitor.open("/admin/studies/tda-needfinding/read/people/1/")
    page.get_by_role("link", name="Erase everything").click()
    page.get_by_label("Type P1 to confirm").fill("P2")
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_text("Type P1 to erase everything about them.").wait_for()
    visitor.complaints.clear()  # of the status of a form that was not accepted
    visitor.check_page()
    page.get_by_label("Type P1 to confirm").fill("P1")
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_text("Everything about P1 is erased.").wait_for()
    assert not Participant.objects.filter(pk=studied.ada.pk).exists()
    assert Tombstone.objects.count() == 2
