"""The pages of a coder's new themes: theirs alone, and with a question before anything goes."""

import pytest

from analysis.coding.desk.new_codes import propose_theme
from analysis.models import Theme
from tests.analysis.coding_world import CodingWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_coder_changes_merges_and_drops_on_pages_that_nobody_else_finds(
    coding: CodingWorld,
) -> None:
    home = f"/admin/analysis/codinground/{coding.round.pk}/"
    ann, ben = browser(coding.ann), browser(coding.ben)
    part = coding.part(coding.ann)
    for name in ("Weather", "Rain"):
        propose_theme(part, name=name, definition="")
    weather, rain = Theme.objects.filter(coder=part).order_by("pk")
    unit = str(coding.unit().guid)
    ann.post(f"{home}desk/code/", {"unit": unit, "theme": str(weather.guid)})
    assert "desk/themes/" in ann.get(f"{home}change/").content.decode()
    listed = ann.get(f"{home}desk/themes/").content.decode()
    assert "Weather" in listed
    assert "Weather" not in ben.get(f"{home}desk/themes/").content.decode()
    page = f"{home}desk/themes/{weather.guid}/"
    assert ben.get(page).status_code == 404
    assert ben.post(f"{page}drop/", {"do": "drop", "codings": "1"}).status_code == 404
    ann.post(page, {"name": "Heavy  weather", "definition": "Storms.", "palette": "on"})
    weather.refresh_from_db()
    assert (weather.name, weather.definition, weather.colour) == ("Heavy weather", "Storms.", "")
    asked = ann.get(f"{page}drop/").content.decode()
    assert "1 of your codings has this theme" in asked
    assert "choose below" in ann.post(f"{page}drop/", {}).content.decode().lower()
    ann.post(f"{page}drop/", {"do": "merge", "into": str(rain.guid)})
    assert part.codings.get(live=True).theme == rain
    ann.post(f"{home}desk/themes/{rain.guid}/drop/", {"do": "drop", "codings": "1"})
    assert not part.codings.filter(live=True).exists()
    assert "proposed no theme" in ann.get(f"{home}desk/themes/").content.decode()
