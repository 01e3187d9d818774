"""Taking part through the real pages, one request after another."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

HIDDEN = re.compile(r'name="(shown|start|consent)" value="([^"]+)"')


class Walker:
    """One participation by its private link. Every method is one thing that a person does."""

    def __init__(self, client: Client, study: str) -> None:
        self.client = client
        self.study = reverse("survey:study", args=[study])
        self.home = ""

    def consent(self, sent: dict[str, Any]) -> HttpResponse:
        """Read the consent and send its ticked statements."""
        address = f"{self.study}consent/"
        hidden = hidden_in(self.client.get(address))  # type: ignore[arg-type]
        return self.client.post(address, {**hidden, "agree": "yes", **sent})  # type: ignore[return-value]

    def include(self, agreed: HttpResponse, inclusion: dict[str, Any]) -> HttpResponse:
        """Go on from the consent through the inclusion questions to the first page."""
        sent = {**hidden_in(agreed), **inclusion}
        response = self.client.post(f"{self.study}inclusion/", sent)
        self.home = response.headers.get("Location", "")
        return response  # type: ignore[return-value]

    @property
    def page(self) -> str:
        """The name of the page that the private link leads to."""
        return name_in(self.client.get(self.home).headers["Location"])

    def address(self, page: str | None = None) -> str:
        return f"{self.home}pages/{page or self.page}/"

    def read(self, page: str | None = None) -> str:
        return self.client.get(self.address(page)).content.decode()

    def send(self, answers: dict[str, Any] | None = None, page: str | None = None) -> HttpResponse:
        return self.client.post(self.address(page), answers or {})  # type: ignore[return-value]


def hidden_in(response: HttpResponse) -> dict[str, str]:
    """The hidden fields of a page's form."""
    return dict(HIDDEN.findall(response.content.decode()))


def name_in(location: str) -> str:
    """The name of the page in an address."""
    return location.partition("?")[0].rstrip("/").rsplit("/", 1)[-1]


def stays_on(response: HttpResponse, page: str) -> bool:
    """Whether a submitted page redirects to itself, to say what is missing or wrong."""
    location = response.headers.get("Location", "")
    return "?check=" in location and name_in(location) == page
