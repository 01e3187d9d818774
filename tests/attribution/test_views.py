from pathlib import Path

import pytest
from django.test import Client

from attribution.actions import load_bundle
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_picture_is_served_as_it_is_and_may_be_kept_for_good(
    client: Client, picture_bundle: Path
) -> None:
    picture = load_bundle(picture_bundle, loaded_at=NOON).bundle.pictures.first()
    assert picture is not None
    response = client.get(f"/pictures/{picture.digest}.png")
    assert response.content == bytes(picture.content)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


@pytest.mark.parametrize("name", ["f" * 64 + ".png", "x.svg", "x.html", "..%2Fx.png"])
def test_what_is_no_picture_of_ours_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/pictures/{name}").status_code == 404
