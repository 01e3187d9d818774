"""A coder's pages are for the coders of the round, whatever anybody else may do."""

import pytest
from django.contrib.auth.models import User

from analysis.coding.attributes.models import Attribute
from analysis.coding.attributes.write import add_attribute
from analysis.coding.desk.apply_codes import WHOLE, apply_theme
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.stages import begin_independent
from analysis.coding.visibility import coder_in
from analysis.models import Codebook, Coding, CodingRound, Theme
from tests.analysis.coding_world import CodingWorld, account, browser
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_desk_admits_the_coders_of_the_round_alone(coding: CodingWorld) -> None:
    desk = f"/admin/analysis/codinground/{coding.round.pk}/desk/"
    root = User.objects.create_superuser("root")
    statuses = {
        user.username: browser(user).get(desk).status_code
        for user in (coding.ann, account("carl"), coding.rita, root)
    }
    assert statuses == {"ann": 200, "carl": 403, "rita": 403, "root": 403}


def test_a_round_is_seen_by_its_coders_and_by_researchers(coding: CodingWorld) -> None:
    page = f"/admin/analysis/codinground/{coding.round.pk}/change/"
    statuses = {
        user.username: browser(user).get(page).status_code
        for user in (coding.ben, account("carl"), coding.rita)
    }
    assert statuses == {"ben": 200, "carl": 403, "rita": 200}


@pytest.fixture
def workshop(coding: CodingWorld) -> CodingRound:
    """The first case is coded together by Ann and Ben, with one coding in it."""
    first, *rest = coding.cases
    planned = plan_round(
        coding.codebook,
        title="W",
        cases=[first, *rest],
        joint=[first],
        coders=[coding.ann, coding.ben],
        now=NOON,
    )
    unit, theme = coding.unit(), coding.guid("class_overlap")
    apply_theme(coder_in(planned.pk, coding.ann), unit, theme, WHOLE, now=NOON)
    return planned


def test_the_coders_of_a_workshop_change_its_codebook_together_while_it_lasts(
    coding: CodingWorld, workshop: CodingRound
) -> None:
    home = f"/admin/analysis/codebook/{coding.codebook.pk}/"
    ann, ben = browser(coding.ann), browser(coding.ben)
    page = ann.get(f"{home}change/").content.decode()
    assert "New theme" in page
    assert "Read a file" not in page
    assert ann.get(f"{home}import/").status_code == 403
    assert ann.get(f"{home}export/csv/").status_code == 403
    theme = f"{home}theme/{coding.guid('class_overlap')}/"
    joint = Coding.objects.get()
    offered = ann.get(theme).content.decode()
    assert str(joint.guid) in offered
    assert "coded together" in offered
    assert f"{home}passages/" not in offered  # which refuses coders
    ann.post(f"{theme}change/", {"do": "split", "name": "Near misses", "coding": str(joint.guid)})
    joint.refresh_from_db()
    part = Theme.objects.get(name="Near misses")
    assert joint.theme == part
    ben.post(f"{home}theme/{part.guid}/", {"name": "Close calls", "palette": "on"})
    ben.post(f"{home}area/", {"name": "Errors", "description": ""})
    part.refresh_from_db()
    assert part.name == "Close calls"
    made = coding.codebook.operations.values_list("kind", "by")
    assert list(made)[:3] == [("add area", "ben"), ("rename", "ben"), ("split", "ann")]
    last = coding.codebook.operations.first()
    assert last is not None
    ann.post(f"{home}undo/", {"operation": str(last.guid)})
    assert not coding.codebook.areas.filter(name="Errors").exists()
    assert ann.post(f"{theme}change/", {"do": "examples"}).status_code == 404

    begin_independent(workshop, now=NOON)
    assert ann.get(f"{home}change/").status_code == 403
    assert ann.post(f"{home}area/", {"name": "More", "description": ""}).status_code == 403


def test_the_coders_of_a_workshop_neither_see_attributes_nor_write_the_memos_of_researchers(
    coding: CodingWorld, workshop: CodingRound
) -> None:
    assert workshop.stage == "workshop"
    add_attribute(coding.founding.study, "Role")
    home = f"/admin/analysis/codebook/{coding.codebook.pk}/"
    for address in ("attributes/people/role/", "memos/people/new/"):
        assert browser(coding.rita).get(f"{home}{address}").status_code == 200
        assert browser(coding.ann).get(f"{home}{address}").status_code == 403
    browser(coding.ann).post(f"{home}attributes/people/role/", {"do": "delete"})
    assert Attribute.objects.filter(key="role").exists()


def test_a_workshop_opens_no_other_codebook_and_to_nobody_else(
    coding: CodingWorld, workshop: CodingRound
) -> None:
    other = Codebook.objects.create(study=coding.codebook.study, slug="other", title="Other")
    assert workshop.pk
    ann, carl = browser(coding.ann), browser(account("carl"))
    assert ann.get(f"/admin/analysis/codebook/{other.pk}/change/").status_code == 403
    assert carl.get(f"/admin/analysis/codebook/{coding.codebook.pk}/change/").status_code == 403


def test_a_workshop_merges_nothing_while_another_round_is_blind(
    coding: CodingWorld, workshop: CodingRound
) -> None:
    assert (workshop.stage, coding.round.stage) == ("workshop", "independent")
    home = f"/admin/analysis/codebook/{coding.codebook.pk}/"
    ann, theme = browser(coding.ann), coding.guid("mislabeled_data")
    sent = {"do": "merge", "into": str(coding.guid("class_overlap"))}
    told = ann.post(f"{home}theme/{theme}/change/", sent, follow=True).content.decode()
    assert "is being coded independently" in told
    assert coding.theme("mislabeled_data").merged_into is None
    assert "not what they see" in ann.get(f"{home}change/").content.decode()
