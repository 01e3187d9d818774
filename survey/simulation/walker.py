"""Somebody who takes part through the real pages, one request after another."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

HIDDEN = re.compile(r'name="(shown|start|consent)" value="([^"]+)"')


class Walker:
    """Keeps the private link of one participation; every method is one thing a person does."""

    def __init__(self, client: Client, study: str) -> None:
        self.client = client
        self.study = reverse("survey:study", args=[study])
        self.home = ""

    def consent(self, sent: dict[str, Any]) -> HttpResponse:
        """Read the consent and send what was ticked below it, statement by statement."""
        address = f"{self.study}consent/"
        hidden = hidden_in(self.client.get(address))  # type: ignore[arg-type]
        return self.client.post(address, {**hidden, "agree": "yes", **sent})  # type: ignore[return-value]

    def include(self, agreed: HttpResponse, inclusion: dict[str, Any]) -> HttpResponse:
        """Go on from a consent to whether one can take part, and from there to the first page."""
        sent = {**hidden_in(agreed), **inclusion}
        response = self.client.post(f"{self.study}inclusion/", sent)
        self.home = response.headers.get("Location", "")
        return response  # type: ignore[return-value]

    @property
    def page(self) -> str:
        """The name of the page the private link leads to."""
        return name_in(self.client.get(self.home).headers["Location"])

    def address(self, page: str | None = None) -> str:
        return f"{self.home}pages/{page or self.page}/"

    def read(self, page: str | None = None) -> str:
        return self.client.get(self.address(page)).content.decode()

    def send(self, answers: dict[str, Any] | None = None, page: str | None = None) -> HttpResponse:
        return self.client.post(self.address(page), answers or {})  # type: ignore[return-value]


def hidden_in(response: HttpResponse) -> dict[str, str]:
    """What the form of a page carries unseen."""
    return dict(HIDDEN.findall(response.content.decode()))


def name_in(location: str) -> str:
    """The name of a page in its address."""
    return location.partition("?")[0].rstrip("/").rsplit("/", 1)[-1]


def stays_on(response: HttpResponse, page: str) -> bool:
    """Whether a page that was sent leads to itself, to say what is missing or wrong."""
    location = response.headers.get("Location", "")
    return "?check=" in location and name_in(location) == page
