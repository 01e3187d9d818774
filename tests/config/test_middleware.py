"""What no browser sends is refused before it becomes a fault."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", [" ", "-1", "x", "9" * 30, "²"])
def test_a_ticked_row_that_cannot_be_is_refused(client: Client, key: str) -> None:
    client.force_login(User.objects.create_superuser("root"))
    sent = {"action": "delete_selected", "_selected_action": [key, "1"], "index": "0"}
    assert client.post("/admin/auth/group/", sent).status_code == 400


def test_a_number_larger_than_any_row_has_is_no_fault_of_ours(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))
    sent = {"name": "Guests", "permissions": ["9" * 40]}
    assert client.post("/admin/auth/group/add/", sent).status_code < 500


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_of_the_admin_is_asked_for_or_sent_a_nul(client: Client, method: str) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert getattr(client, method)("/admin/auth/user/", {"q": "a\0b"}).status_code == 400
