"""One request after another through the real pages."""

import pytest
from django.http import HttpResponse
from django.test import Client

from survey.models import Participant
from survey.simulation.walker import Walker, hidden_in, name_in, stays_on
from tests.survey.walker import BACKGROUND, STATEMENTS
from tests.world import World


def test_the_hidden_fields_of_a_form_are_those_that_tie_it_to_a_consent() -> None:
    page = HttpResponse(
        '<input type="hidden" name="shown" value="a1"><input name="start" value="b:2">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="c"><input name="consent" value="">'
    )
    assert hidden_in(page) == {"shown": "a1", "start": "b:2"}


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("/take-part/token/pages/background.about_you/", "background.about_you"),
        ("/take-part/token/pages/tutorial.check/?check=yes", "tutorial.check"),
        ("/take-part/token/pages/scenario.image.trial/?shown=2#results", "scenario.image.trial"),
        ("", ""),
    ],
)
def test_the_name_of_a_page_is_the_last_part_of_its_path(location: str, name: str) -> None:
    assert name_in(location) == name


@pytest.mark.parametrize(
    ("location", "stays"),
    [
        ("/take-part/token/pages/tutorial.check/?check=yes", True),
        ("/take-part/token/pages/tutorial.check/", False),
        ("/take-part/token/pages/closing.closing/?check=yes", False),
        (None, False),
    ],
)
def test_a_page_that_leads_back_to_itself_refused_what_was_sent(
    location: str | None, stays: bool
) -> None:
    response = HttpResponse()
    if location is not None:
        response.headers["Location"] = location
    assert stays_on(response, "tutorial.check") is stays


@pytest.mark.django_db
def test_a_walk_begins_by_consent_and_inclusion_and_goes_on_from_its_private_link(
    client: Client, world: World
) -> None:
    world.open()
    walker = Walker(client, "tda-needfinding")
    agreed = walker.consent(dict.fromkeys(STATEMENTS, "on"))
    walker.include(agreed, {"developed_models": "yes"})
    assert walker.home == f"/take-part/{Participant.objects.get().token}/"
    assert walker.page == "background.about_you"
    assert walker.address() == f"{walker.home}pages/background.about_you/"
    assert "About you and your work" in walker.read()
    refused = walker.send({})
    assert stays_on(refused, "background.about_you")
    assert name_in(walker.send(BACKGROUND).headers["Location"]) == walker.page
    assert walker.page != "background.about_you"
