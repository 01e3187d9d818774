"""Every address has its page."""

from django.test import Client


def test_a_browser_that_asks_for_an_icon_is_given_ours(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"] == "/static/config/favicon.svg"
