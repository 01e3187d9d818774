"""What is sent is bounded before it is kept."""

from io import BytesIO

import pytest
from django.contrib.auth.models import User
from django.test import Client

from config.uploads import LARGEST_FOR_ANYBODY, LARGEST_FOR_STAFF
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CONSENT = "/studies/tda-needfinding/consent/"


def send(client: Client, address: str, size: int) -> int:
    file = BytesIO(b"x" * size)
    file.name = "a.txt"
    return client.post(address, {"file": file}).status_code


def test_nobody_fills_the_disk_through_a_page_that_takes_no_file(
    client: Client, world: World
) -> None:
    world.open()
    assert send(client, CONSENT, LARGEST_FOR_ANYBODY) == 400
    assert send(client, CONSENT, LARGEST_FOR_ANYBODY // 2) == 200


def test_staff_send_no_more_than_the_largest_transcript(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert send(client, "/admin/analysis/transcript/add/", LARGEST_FOR_STAFF) == 400
    assert send(client, "/admin/analysis/transcript/add/", 2 * LARGEST_FOR_ANYBODY) == 200


def test_a_form_of_too_many_fields_or_bytes_is_refused(client: Client, world: World) -> None:
    world.open()
    assert client.post(CONSENT, {str(number): "x" for number in range(20_000)}).status_code == 400
    assert client.post(CONSENT, {"informed": "x" * 3_000_000}).status_code == 400
